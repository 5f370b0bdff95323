package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.guildhall.desk.Identities.Met;
import org.guildhall.platform.Database;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentitiesTests {

    private static final String ISSUER = "https://login.example.gov.uk";

    private final TestDatabase test = TestDatabase.migrated();
    private final Database database = test.database();
    private final Staff staff = new Staff(database);
    private final Identities identities = new Identities(database, staff, new Passwords(), AuditFixture.on(database));

    private static OidcClaims claims(String subject, String username, Set<Role> roles, @Nullable Set<String> teams) {
        return new OidcClaims(ISSUER, subject, username, "Name of " + username, roles, teams);
    }

    private StaffMember met(OidcClaims claims) {
        return ((Met.Known) now(identities.meet(claims))).member();
    }

    @Test
    void getAnAccountAtTheFirstSignInAndKeepIt() {
        StaffMember first = met(claims("1", "anna", Set.of(Role.STAFF), null));
        StaffMember again = met(claims("1", "anna.bell", Set.of(Role.STAFF), null));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.username()).as("colleagues know it").isEqualTo("anna");
        assertThat(again.fullName()).isEqualTo("Name of anna.bell");
        assertThat(now(staff.named("anna"))).isEqualTo(again);
    }

    @Test
    void areNeverTakenForSomebodyWhoIsOnlyCalledTheSame() {
        StaffMember here = DeskFixture.staff(database, "anna", Set.of(Role.ADMINISTRATOR));

        StaffMember stranger = met(claims("2", "anna", Set.of(Role.STAFF), null));

        assertThat(stranger.id()).isNotEqualTo(here.id());
        assertThat(stranger.username()).isEqualTo("anna-2");
        assertThat(now(staff.named("anna"))).isEqualTo(here);
        OidcClaims elsewhere = new OidcClaims("https://other.example", "2", "anna", "Anna", Set.of(Role.STAFF), null);
        assertThat(met(elsewhere).username()).isEqualTo("anna-3");
    }

    @Test
    void haveTheRolesAndTeamsThatAreSaidNow() {
        met(claims("1", "anna", Set.of(Role.STAFF), Set.of("waste")));

        StaffMember later = met(claims("1", "anna", Set.of(Role.SUPERVISOR), Set.of("housing")));
        assertThat(later.roles()).containsExactly(Role.SUPERVISOR);
        assertThat(later.teams()).containsExactly("housing");
        assertThat(met(claims("1", "anna", Set.of(Role.SUPERVISOR), null)).teams())
                .as("which the provider does not say")
                .containsExactly("housing");
    }

    @Test
    void losesEverythingWithTheLastRole() {
        Sessions sessions = new Sessions(database, DeskFixture.properties());
        StaffMember anna = met(claims("1", "anna", Set.of(Role.STAFF), null));
        OpaqueToken session = now(sessions.begin(anna, "", Sessions.Through.OIDC));

        assertThat(now(identities.meet(claims("1", "anna", Set.of(), null)))).isEqualTo(new Met.NoRole());

        assertThat(empty(sessions.use(session))).isTrue();
        assertThat(now(staff.named("anna")).roles()).isEmpty();
        assertThat(now(identities.meet(claims("9", "new", Set.of(), null)))).isEqualTo(new Met.NoRole());
        assertThat(empty(staff.named("new"))).isTrue();
    }

    @Test
    void staysOutOnceAnAdministratorHasSwitchedThemOff() {
        met(claims("1", "anna", Set.of(Role.STAFF), null));
        test.jdbc().sql("update staff set active = false").update();

        assertThat(now(identities.meet(claims("1", "anna", Set.of(Role.STAFF), null))))
                .isEqualTo(new Met.SwitchedOff());
    }

    @Test
    void getOneAccountWhoeverComesTwiceAtOnce() {
        List<CompletableFuture<Met>> all = Stream.generate(() -> identities
                        .meet(claims("1", "anna", Set.of(Role.STAFF), null))
                        .toFuture())
                .limit(4)
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(test.jdbc()
                        .sql("select count(*) from staff")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
