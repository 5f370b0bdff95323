package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaffMemberTests {

    private final StaffMember waste = member("anna", Role.STAFF, "waste");

    @Test
    void seesTheirTeamsAndTheFrontDeskAndNothingElse() {
        assertThat(waste.sees(of("waste", null))).isTrue();
        assertThat(waste.sees(of("front-desk", null))).isTrue();
        assertThat(waste.sees(of("housing", null))).isFalse();
        assertThat(waste.sees(of(null, null))).isFalse();
        assertThat(waste.teamsInSight()).containsExactly("front-desk", "waste");
    }

    @Test
    void seesWhatTheyHoldWhateverItsTeam() {
        assertThat(waste.sees(of("housing", waste.staffName()))).isTrue();
        assertThat(waste.sees(of("housing", new StaffName("bob", "Bob")))).isFalse();
    }

    @Test
    void seesEveryTeamAsSupervisorOrAdministrator() {
        assertThat(member("sue", Role.SUPERVISOR).sees(of(null, null))).isTrue();
        assertThat(member("adam", Role.ADMINISTRATOR).sees(of("housing", null))).isTrue();
        assertThat(member("sue", Role.SUPERVISOR).teamsInSight()).isEmpty();
    }

    @Test
    void isGivenTheirTeamsConversationsAndAsStaffTheFrontDesks() {
        assertThat(waste.teamsToServe()).containsExactly("front-desk", "waste");
        assertThat(member("sue", Role.SUPERVISOR, "waste").teamsToServe()).containsExactly("waste");
        assertThat(member("adam", Role.ADMINISTRATOR).teamsToServe()).isEmpty();
    }

    @Test
    void looksAfterCannedRepliesAsSupervisorOrAdministratorOnly() {
        assertThat(member("sue", Role.SUPERVISOR).preparesReplies()).isTrue();
        assertThat(member("adam", Role.ADMINISTRATOR).preparesReplies()).isTrue();
        assertThat(waste.preparesReplies()).isFalse();
        assertThat(member("ed", Role.EDITOR).preparesReplies()).isFalse();
    }

    @Test
    void seesNoConversationAsEditorOrAuditor() {
        assertThat(member("ed", Role.EDITOR, "waste").sees(of("waste", null))).isFalse();
        assertThat(member("aud", Role.AUDITOR, "front-desk").sees(of("front-desk", null)))
                .isFalse();
    }

    @Test
    void neverAsksForAllTeamsBecauseSomebodyHasNone() {
        assertThat(member("new", Role.STAFF).teamsInSight()).containsExactly("front-desk");
    }

    private static StaffMember member(String username, Role role, String... teams) {
        return Staff.unsaved(username, "Name", Set.of(role), Set.of(teams));
    }

    private static Summary of(@Nullable String team, @Nullable StaffName holder) {
        return new Summary(
                Ids.next(),
                "BIN-4F7K",
                team,
                Priority.NORMAL,
                holder == null ? Floor.QUEUE : Floor.STAFF,
                "telegram",
                0,
                "",
                holder,
                null,
                Instant.EPOCH,
                1,
                null);
    }
}
