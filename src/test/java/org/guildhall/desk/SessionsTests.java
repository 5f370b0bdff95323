package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.Test;

class SessionsTests {

    private final TestDatabase database = TestDatabase.migrated();
    private final Sessions sessions = new Sessions(database.database(), DeskFixture.properties());
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");

    @Test
    void knowsWhoIsSignedInUntilTheySignOut() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        assertThat(now(sessions.use(id))).isEqualTo(anna);

        sessions.end(id).block();

        assertThat(empty(sessions.use(id))).isTrue();
    }

    @Test
    void keepsOnlyAHashOfWhatTheBrowserHas() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));

        byte[] stored = database.jdbc()
                .sql("select hash from staff_sessions")
                .query(byte[].class)
                .single();

        assertThat(stored)
                .isEqualTo(id.hash())
                .isNotEqualTo(id.value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void endsWhenNobodyUsesIt() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        database.jdbc()
                .sql("update staff_sessions set last_used_at = now() - interval '61 minutes'")
                .update();

        assertThat(empty(sessions.use(id))).isTrue();
    }

    @Test
    void endsAfterItsLongestLifeHoweverMuchItIsUsed() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        database.jdbc()
                .sql("update staff_sessions set expires_at = now() - interval '1 second'")
                .update();

        assertThat(empty(sessions.use(id))).isTrue();
    }

    @Test
    void lastsLongerByUseButNotByPagesThatRefreshThemselves() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        database.jdbc()
                .sql("update staff_sessions set last_used_at = now() - interval '59 minutes'")
                .update();

        assertThat(now(sessions.peek(id))).isEqualTo(anna);
        assertThat(minutesIdle()).isEqualTo(59);
        assertThat(now(sessions.use(id))).isEqualTo(anna);
        assertThat(minutesIdle()).isZero();
    }

    private int minutesIdle() {
        return database.jdbc()
                .sql("select round(extract(epoch from now() - last_used_at) / 60)::int from staff_sessions")
                .query(Integer.class)
                .single();
    }

    @Test
    void learnsAtOnceThatAnAccountWasSwitchedOff() {
        OpaqueToken id = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        database.jdbc().sql("update staff set active = false").update();

        assertThat(empty(sessions.use(id))).isTrue();
    }

    @Test
    void showsItsOwnerWhereTheyAreSignedInAndLetsThemEndIt() {
        OpaqueToken here = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        OpaqueToken phone = now(sessions.begin(anna, "", Sessions.Through.OIDC));
        StaffMember bob = DeskFixture.staff(database.database(), "bob", Set.of(Role.STAFF), "waste");

        List<Sessions.Open> all = now(sessions.of(anna, Optional.of(here)));

        assertThat(all)
                .extracting(Sessions.Open::device, Sessions.Open::here)
                .containsExactlyInAnyOrder(tuple("Firefox on Windows", true), tuple(null, false));
        UUID other = all.stream()
                .filter(one -> !one.here())
                .map(Sessions.Open::id)
                .findFirst()
                .orElseThrow();
        assertThat(now(sessions.revoke(bob, other))).as("somebody else's").isFalse();
        assertThat(now(sessions.through(phone))).isEqualTo(Sessions.Through.OIDC);
        assertThat(now(sessions.revoke(anna, other))).isTrue();
        assertThat(empty(sessions.use(phone))).isTrue();
        assertThat(now(sessions.use(here))).isEqualTo(anna);
    }

    @Test
    void endsEverywhereElseAtOnce() {
        OpaqueToken here = now(sessions.begin(anna, "", Sessions.Through.PASSWORD));
        OpaqueToken there = now(sessions.begin(anna, "", Sessions.Through.PASSWORD));

        sessions.endOthers(anna, here).block();

        assertThat(empty(sessions.use(there))).isTrue();
        assertThat(now(sessions.use(here))).isEqualTo(anna);
    }

    @Test
    void sweepsOutWhatIsOverAndNothingElse() {
        now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));
        database.jdbc()
                .sql("update staff_sessions set expires_at = now() - interval '1 second'")
                .update();
        OpaqueToken live = now(sessions.begin(anna, "Firefox on Windows", Sessions.Through.PASSWORD));

        sessions.deleteExpired();

        assertThat(database.jdbc()
                        .sql("select count(*) from staff_sessions")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(now(sessions.use(live))).isEqualTo(anna);
    }
}
