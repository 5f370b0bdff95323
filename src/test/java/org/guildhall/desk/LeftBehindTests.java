package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.Handouts.Held;
import org.guildhall.conversation.Handouts.Why;
import org.guildhall.conversation.StaffName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes back into the queue, and what stays with its holder. */
class LeftBehindTests {

    private static final Duration GRACE = Duration.ofMinutes(2);
    private static final Duration LONG = Duration.ofHours(5);

    @Test
    void staysWithWhoeverIsThere() {
        assertThat(why(colleague(Role.STAFF, Duration.ZERO), LONG, true)).isNull();
        assertThat(why(colleague(Role.STAFF, Duration.ofSeconds(119)), LONG, true))
                .isNull();
    }

    @Test
    void goesBackAfterAGraceWhileTheCitizenWaits() {
        assertThat(why(colleague(Role.STAFF, GRACE), LONG, true)).isEqualTo(Why.ABSENT);
        assertThat(why(colleague(Role.STAFF, null), LONG, true))
                .as("nobody knows when they were there last")
                .isEqualTo(Why.ABSENT);
        assertThat(why(colleague(Role.STAFF, GRACE), LONG, false)).isNull();
    }

    @Test
    void givesWhoeverItWasHandedToTheSameGrace() {
        assertThat(why(colleague(Role.STAFF, null), Duration.ofSeconds(119), true))
                .isNull();
        assertThat(why(colleague(Role.STAFF, null), GRACE, true)).isEqualTo(Why.ABSENT);
    }

    @Test
    void sticksToNobodyWhoAnswersNoMore() {
        assertThat(why(null, Duration.ZERO, false)).isEqualTo(Why.GONE);
        assertThat(why(colleague(Role.EDITOR, Duration.ZERO), Duration.ZERO, false))
                .isEqualTo(Why.GONE);
    }

    @Test
    void staysWithTheAbsentWhereThatIsWanted() {
        Colleague absent = colleague(Role.STAFF, null);
        assertThat(LeftBehind.of(List.of(held(LONG, true)), Map.of("anna", absent), Duration.ZERO))
                .isEmpty();
        assertThat(LeftBehind.of(List.of(held(LONG, true)), Map.of(), Duration.ZERO))
                .extracting(LeftBehind.Back::why)
                .containsExactly(Why.GONE);
    }

    private static @Nullable Why why(@Nullable Colleague holder, Duration heldFor, boolean citizenWaits) {
        Map<String, Colleague> colleagues = holder == null ? Map.of() : Map.of("anna", holder);
        return LeftBehind.of(List.of(held(heldFor, citizenWaits)), colleagues, GRACE).stream()
                .map(LeftBehind.Back::why)
                .findFirst()
                .orElse(null);
    }

    private static Held held(Duration heldFor, boolean citizenWaits) {
        return new Held(new UUID(0, 1), new StaffName("anna", "Anna"), heldFor, citizenWaits);
    }

    private static Colleague colleague(Role role, @Nullable Duration gone) {
        return new Colleague(
                Staff.unsaved("anna", "Anna", Set.of(role), Set.of("waste")), false, gone, null, null, Set.of());
    }
}
