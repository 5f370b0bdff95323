package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.guildhall.desk.Personnel.Changed;
import org.guildhall.platform.DataFolder;
import org.guildhall.platform.Database;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.Audit;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;

class PersonnelTests {

    private final TestDatabase test = TestDatabase.migrated();
    private final Database database = test.database();
    private final Audit audit = AuditFixture.on(database);
    private final Staff staff = new Staff(database);
    private final SecondFactors factors = new SecondFactors(
            database,
            new SignInKeys(DeskFixture.signIn(), new DataFolder(Path.of("target"))),
            DeskFixture.council(),
            audit);
    private final Personnel personnel = new Personnel(database, factors, audit);
    private final PasswordLinks links = new PasswordLinks(database, staff, audit);
    private final Sessions sessions = new Sessions(database, DeskFixture.properties());
    private final StaffMember boss = DeskFixture.staff(database, "boss", Set.of(Role.ADMINISTRATOR));
    private final StaffMember anna = DeskFixture.staff(database, "anna", Set.of(Role.STAFF), "waste");

    private static NewAccount account(String name, List<String> roles, List<String> teams) {
        return new NewAccount(null, name, List.copyOf(roles), List.copyOf(teams), null);
    }

    @Test
    void areChangedByAdministratorsWithALineOfAudit() {
        assertThat(now(personnel.change("anna", account("Anna Bell", List.of("supervisor"), List.of("housing")), boss)))
                .isInstanceOfSatisfying(
                        Changed.Done.class,
                        done -> assertThat(done.profile().member())
                                .isEqualTo(new StaffMember(
                                        anna.id(), "anna", "Anna Bell", Set.of(Role.SUPERVISOR), Set.of("housing"))));
        assertThat(now(personnel.change("anna", account("", List.of("king"), List.of("Waste!")), boss)))
                .isEqualTo(new Changed.Faulty(
                        Map.of("name", "account.name", "roles", "account.roles", "teams", "account.teams")));
        assertThat(now(personnel.change("nobody", account("A", List.of("staff"), List.of()), boss)))
                .isEqualTo(new Changed.Missing());
        assertThat(test.jdbc()
                        .sql("select who || ' ' || action || ' ' || subject from audit")
                        .query(String.class)
                        .list())
                .containsExactly("boss staff.change anna");
    }

    @Test
    void areNobodyForWhoeverIsNoAdministratorWhateverTheyWereWhenTheyAsked() {
        StaffMember was = new StaffMember(anna.id(), "anna", "Anna", Set.of(Role.ADMINISTRATOR), Set.of());

        assertThat(now(personnel.all(was))).isEmpty();
        assertThat(empty(personnel.one("boss", was))).isTrue();
        assertThat(now(personnel.change("boss", account("Me", List.of("staff"), List.of()), was)))
                .isEqualTo(new Changed.Missing());
        assertThat(now(personnel.switchOff("boss", was))).isEqualTo(new Changed.Missing());
        assertThat(empty(personnel.link("boss", was))).isTrue();
        assertThat(now(personnel.endSessions("boss", was))).isFalse();
        assertThat(now(personnel.removeSecondFactor("boss", was))).isFalse();
        Accounts accounts = new Accounts(database, staff, new Passwords(), audit);
        assertThat(now(accounts.invite(new NewAccount("eve", "Eve", List.of("staff"), List.of(), null), was)))
                .isEqualTo(new Accounts.Made.Forbidden());
        assertThat(empty(staff.named("eve"))).isTrue();
    }

    @Test
    void leaveEverythingBehindWhenTheyAreSwitchedOff() {
        OpaqueToken session = now(sessions.begin(anna, "", Sessions.Through.PASSWORD));
        OpaqueToken link = now(personnel.link("anna", boss));
        Tokens tokens = new Tokens(database, audit);
        OpaqueToken token = now(tokens.issue("anna", boss));

        assertThat(now(personnel.switchOff("anna", boss))).isInstanceOf(Changed.Done.class);
        assertThat(now(personnel.switchOn("anna", boss))).isInstanceOf(Changed.Done.class);

        assertThat(empty(sessions.use(session))).isTrue();
        assertThat(empty(links.owner(link))).isTrue();
        assertThat(empty(tokens.member(token))).isTrue();
        assertThat(now(staff.named("anna"))).isEqualTo(anna);
    }

    @Test
    void alwaysHaveAnAdministrator() {
        assertThat(now(personnel.switchOff("boss", boss))).isEqualTo(new Changed.LastAdministrator());
        assertThat(now(personnel.change("boss", account("Boss", List.of("staff"), List.of()), boss)))
                .isEqualTo(new Changed.LastAdministrator());

        StaffMember other = DeskFixture.staff(database, "other", Set.of(Role.ADMINISTRATOR));
        List<CompletableFuture<Changed>> both = Stream.of(
                        personnel.switchOff("other", boss), personnel.switchOff("boss", other))
                .map(deed -> deed.toFuture())
                .toList();
        both.forEach(CompletableFuture::join);

        assertThat(test.jdbc()
                        .sql("select count(*) from staff where active and 'administrator' = any(roles)")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void chooseAPasswordByALinkThatWorksOnce() {
        OpaqueToken old = now(personnel.link("anna", boss));
        OpaqueToken link = now(personnel.link("anna", boss));
        OpaqueToken session = now(sessions.begin(anna, "", Sessions.Through.PASSWORD));

        assertThat(empty(links.owner(old))).as("a newer one was made").isTrue();
        assertThat(now(links.owner(link))).isEqualTo(anna);
        assertThat(now(links.use(link, "a hash")).passwordHash()).isEqualTo("a hash");

        assertThat(empty(links.use(link, "another"))).isTrue();
        assertThat(empty(sessions.use(session))).isTrue();
        OpaqueToken late = now(personnel.link("anna", boss));
        test.jdbc().sql("update staff_links set expires_at = now()").update();
        assertThat(empty(links.owner(late))).isTrue();
    }

    @Test
    void endOnlyTheSessionsTheyName() {
        OpaqueToken session = now(sessions.begin(anna, "", Sessions.Through.PASSWORD));
        UUID id = now(sessions.of(anna, Optional.empty())).getFirst().id();

        assertThat(now(personnel.endSession("boss", id, boss))).isFalse();
        assertThat(now(sessions.use(session))).isEqualTo(anna);
        assertThat(now(personnel.endSession("anna", id, boss))).isTrue();
        assertThat(empty(sessions.use(session))).isTrue();
    }
}
