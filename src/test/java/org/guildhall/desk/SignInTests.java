package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.PASSWORD;
import static org.guildhall.desk.DeskFixture.now;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.guildhall.desk.SignIn.Outcome;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;

class SignInTests {

    private final TestDatabase database = TestDatabase.migrated();
    private final Passwords passwords = new Passwords();
    private final Staff staff = new Staff(database.database());
    /** A clock that stands: the first wait is a second, which a slow machine would let pass. */
    private final Attempts attempts = new Attempts(Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));

    private final SignIn signIn = signIn(DeskFixture.signIn());
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");
    private final InetSocketAddress here = new InetSocketAddress("192.0.2.1", 1);
    private final InetSocketAddress elsewhere = new InetSocketAddress("198.51.100.1", 1);

    private SignIn signIn(SignInProperties properties) {
        return new SignIn(staff, passwords, attempts, AuditFixture.on(database.database()), properties);
    }

    @Test
    void asksForASecondFactorOnceThereIsOneOrWhereItIsRequired() {
        SignIn strict = signIn(DeskFixture.signIn(SignInProperties.SecondFactor.REQUIRED, Role.STAFF));
        SignIn elsewhereStrict = signIn(DeskFixture.signIn(SignInProperties.SecondFactor.REQUIRED, Role.AUDITOR));
        assertThat(now(strict.check("anna", PASSWORD, here))).isEqualTo(new Outcome.HalfWay(anna, false));
        assertThat(now(elsewhereStrict.check("anna", PASSWORD, here))).isEqualTo(new Outcome.Welcome(anna));
        assertThat(now(signIn.check("anna", PASSWORD, here))).isEqualTo(new Outcome.Welcome(anna));

        database.jdbc()
                .sql("insert into staff_second_factors (staff, secret, key_name) values (:id, ''::bytea, 'x')")
                .param("id", anna.id())
                .update();

        assertThat(now(signIn.check("anna", PASSWORD, here)))
                .as("also where the password is remembered")
                .isEqualTo(new Outcome.HalfWay(anna, true));
        assertThat(now(signIn.check("anna", "wrong", here))).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void welcomesTheRightPasswordWhateverTheCaseOfTheUsername() {
        assertThat(now(signIn.check(" Anna ", PASSWORD, here))).isEqualTo(new Outcome.Welcome(anna));
    }

    @Test
    void answersAlikeWhetherTheUsernameOrThePasswordIsWrong() {
        assertThat(now(signIn.check("anna", "wrong", here))).isEqualTo(new Outcome.Wrong());
        assertThat(now(signIn.check("nobody", "wrong", here))).isEqualTo(new Outcome.Wrong());
        assertThat(now(signIn.check("no\u0000body", "wrong", here))).isEqualTo(new Outcome.Wrong());
        assertThat(now(signIn.check("anna", "x".repeat(100_000), here))).isEqualTo(new Outcome.Wrong());
    }

    @Test
    void asksToWaitAfterTooManyWrongOnesWhetherTheUsernameExistsOrNot() {
        for (String username : new String[] {"anna", "nobody"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(now(signIn.check(username, "wrong" + i, here))).isEqualTo(new Outcome.Wrong());
            }
            assertThat(now(signIn.check(username, PASSWORD, here))).isInstanceOf(Outcome.Wait.class);
        }
        assertThat(now(signIn.check("anna", PASSWORD, elsewhere))).isEqualTo(new Outcome.Welcome(anna));
    }

    @Test
    void forgetsWhatItRememberedWhenThePasswordChanges() {
        now(signIn.check("anna", PASSWORD, here));

        database.database().inTransaction(sql -> {
            staff.changePassword(sql, anna, passwords.hashNow("another one"));
            return true;
        });

        assertThat(now(signIn.check("anna", PASSWORD, here))).isEqualTo(new Outcome.Wrong());
        assertThat(now(signIn.check("anna", "another one", here))).isEqualTo(new Outcome.Welcome(anna));
    }

    @Test
    void doesNotWriteDownWhatMayBeAPasswordInTheWrongField() {
        now(signIn.check("my-secret-password", "wrong", here));
        now(signIn.check("anna", "wrong", here));

        assertThat(database.jdbc()
                        .sql("select who || ' ' || subject from audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("nobody unknown username", "anna anna");
    }
}
