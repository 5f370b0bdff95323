package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.now;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.guildhall.conversation.StaffName;
import org.guildhall.platform.Council;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who is at the desk, by the database's clock. */
class PresenceTests {

    private static final UUID CONVERSATION = new UUID(0, 7);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final TestDatabase database = TestDatabase.migrated();
    private final Signals signals = new Signals();
    private final Presence presence = new Presence(database.database(), signals);
    private final Duties duties = new Duties(
            database.database(),
            new Council("Marlbridge Council", "", "", "", "", LONDON, List.of()),
            AuditFixture.on(database.database()));
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");
    private final StaffMember bob = DeskFixture.staff(database.database(), "bob", Set.of(Role.STAFF), "waste");

    @Test
    void lastsAsLongAsAPageAnswers() {
        assertThat(anna().here()).isFalse();
        assertThat(anna().gone()).isNull();
        UUID stream = now(presence.open(anna, Optional.empty()));
        assertThat(anna().here()).isTrue();
        assertThat(anna().gone()).isZero();

        pass(20);
        done(presence.answered(anna, stream));
        pass(20);
        assertThat(anna().here()).isTrue();
        pass(6);
        assertThat(anna().here()).as("no answer for 26 seconds").isFalse();
        pass(10);
        assertThat(Objects.requireNonNull(anna().gone()).toSeconds()).isBetween(10L, 15L);
    }

    @Test
    void isNobodyElsesToProlong() {
        UUID stream = now(presence.open(anna, Optional.empty()));
        pass(20);
        done(presence.answered(bob, stream));
        pass(6);

        assertThat(anna().here()).isFalse();
    }

    @Test
    void endsAMomentAfterTheLastPageWasClosed() {
        UUID queue = now(presence.open(anna, Optional.empty()));
        UUID conversation = now(presence.open(anna, Optional.of(CONVERSATION)));
        done(presence.close(queue));
        pass(6);
        assertThat(anna().here()).as("another page is open").isTrue();

        done(presence.close(conversation));
        assertThat(anna().here()).as("on the way from one page to the next").isTrue();
        pass(6);
        assertThat(anna().here()).isFalse();
    }

    @Test
    void isTakenForGrantedForSomeMinutesWithoutAScript() {
        now(presence.view(anna));
        pass(290);
        assertThat(anna().here()).isTrue();
        now(presence.view(anna));
        pass(290);
        assertThat(anna().here()).isTrue();
        pass(11);
        assertThat(anna().here()).isFalse();
    }

    @Test
    void goesByThePagesStreamWhereThereIsOne() {
        now(presence.view(anna));
        UUID stream = now(presence.open(anna, Optional.empty()));
        done(presence.close(stream));
        pass(6);

        assertThat(anna().here()).isFalse();
    }

    @Test
    void endsWithSigningOut() {
        now(presence.view(anna));
        done(presence.leave(anna));

        assertThat(anna().here()).isFalse();
    }

    @Test
    void isNotShownByAProgramThatStillKeepsWhatItHolds() {
        done(presence.call(anna));
        done(presence.call(anna));

        assertThat(anna().here()).isFalse();
        assertThat(anna().gone()).isZero();
        assertThat(rows()).isEqualTo(1);
        pass(601);
        assertThat(Objects.requireNonNull(anna().gone()).toSeconds()).isLessThan(10);
    }

    @Test
    void countsTheLastUseOfASessionToo() {
        now(new Sessions(database.database(), DeskFixture.properties())
                .begin(anna, "a browser", Sessions.Through.PASSWORD));

        assertThat(anna().here()).isFalse();
        assertThat(Objects.requireNonNull(anna().gone()).toSeconds()).isLessThan(10);
    }

    @Test
    void showsWhoElseLooksAndWrites() {
        List<String> told = new CopyOnWriteArrayList<>();
        signals.on(Presence.LOOKING).subscribe(told::add);
        UUID stream = now(presence.open(anna, Optional.of(CONVERSATION)));
        assertThat(company(anna)).as("oneself").isEqualTo(Company.NOBODY);
        assertThat(company(bob)).isEqualTo(new Company(List.of(), List.of(name(anna))));

        done(presence.writes(anna, CONVERSATION));
        assertThat(company(bob)).isEqualTo(new Company(List.of(name(anna)), List.of()));
        pass(9);
        assertThat(company(bob)).isEqualTo(new Company(List.of(), List.of(name(anna))));

        done(presence.writes(anna, CONVERSATION));
        done(presence.close(stream));
        assertThat(company(bob).writing()).isEmpty();
        pass(6);
        assertThat(company(bob)).isEqualTo(Company.NOBODY);
        assertThat(told).hasSize(4).containsOnly(CONVERSATION.toString());
    }

    @Test
    void showsAProgramOnlyWhileItWrites() {
        done(presence.call(anna));
        done(presence.writes(anna, CONVERSATION));
        assertThat(company(bob)).isEqualTo(new Company(List.of(name(anna)), List.of()));
        pass(9);

        assertThat(company(bob)).isEqualTo(Company.NOBODY);
    }

    @Test
    void showsWhoLooksWithoutAScriptUntilTheyOpenAnotherPage() {
        now(presence.view(anna));
        done(presence.looksAt(anna, CONVERSATION));
        assertThat(company(bob).reading()).containsExactly(name(anna));

        now(presence.view(anna));
        assertThat(company(bob)).isEqualTo(Company.NOBODY);
    }

    @Test
    void isPausedUntilMidnightOrUntilTheySaySo() {
        Presence.Here away = now(duties.away(anna));
        Instant until = Objects.requireNonNull(away.awayUntil());
        assertThat(until.atZone(LONDON).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(until).isAfter(Instant.now()).isBefore(Instant.now().plusSeconds(25 * 3600));
        assertThat(now(presence.view(anna)).away()).isTrue();
        assertThat(anna().away()).isTrue();

        assertThat(now(duties.back(anna)).away()).isFalse();
        assertThat(now(presence.view(anna)).away()).isFalse();

        now(duties.away(anna));
        database.jdbc().sql("update staff_duties set away_until = now()").update();
        assertThat(now(presence.view(anna)).away()).as("the next day").isFalse();
        assertThat(anna().away()).isFalse();
    }

    @Test
    void isSweptOutWhenItIsLongOver() {
        now(presence.open(anna, Optional.empty()));
        pass(3_000);
        now(presence.open(bob, Optional.empty()));
        presence.deleteExpired();
        assertThat(rows()).isEqualTo(2);
        pass(700);
        presence.deleteExpired();

        assertThat(rows()).isEqualTo(1);
    }

    private Colleague anna() {
        return now(duties.colleague("anna"));
    }

    private Company company(StaffMember me) {
        return now(presence.company(me, CONVERSATION));
    }

    private static StaffName name(StaffMember member) {
        return member.staffName();
    }

    private long rows() {
        return database.jdbc()
                .sql("select count(*) from staff_presence")
                .query(Long.class)
                .single();
    }

    /** Everything that is written down gets older by so many seconds. */
    private void pass(int seconds) {
        database.jdbc().sql("""
                        update staff_presence set expires_at = expires_at - make_interval(secs => :seconds),
                                                  writing_until = writing_until - make_interval(secs => :seconds)""").param("seconds", (double) seconds).update();
    }

    private static void done(Mono<Void> deed) {
        deed.block(java.time.Duration.ofSeconds(20));
    }
}
