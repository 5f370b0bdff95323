package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.guildhall.desk.SecondFactors.Checked;
import org.guildhall.desk.SecondFactors.Draft;
import org.guildhall.desk.SecondFactors.SetUp;
import org.guildhall.platform.DataFolder;
import org.guildhall.platform.Secret;
import org.guildhall.platform.StartRefused;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondFactorsTests {

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");
    private final StaffMember bob = DeskFixture.staff(database.database(), "bob", Set.of(Role.STAFF), "waste");
    private final SecondFactors factors = factors("a key for tests, of more than 32 characters");

    private SecondFactors factors(String key) {
        SignInProperties properties = new SignInProperties(
                SignInProperties.SecondFactor.OPTIONAL, Set.of(), new Secret(key), DeskFixture.oidc("", Map.of()));
        return new SecondFactors(
                database.database(),
                // A key that is given needs no folder.
                new SignInKeys(properties, new DataFolder(Path.of("target"))),
                DeskFixture.council(),
                AuditFixture.on(database.database()));
    }

    @Test
    void isSetUpByTheCodeOfItsAppAndThenNeededOnceEach() {
        Draft draft = now(factors.draft(anna));
        String used = DeskFixture.code(database.jdbc(), draft, 0);
        SetUp done = now(factors.confirm(anna, draft.locked(), used));

        assertThat(done)
                .isInstanceOfSatisfying(
                        SetUp.Done.class,
                        it -> assertThat(it.recoveryCodes()).hasSize(10).doesNotHaveDuplicates());
        assertThat(now(factors.standing(anna))).isEqualTo(new SecondFactors.Standing(true, 10));
        String next = DeskFixture.code(database.jdbc(), draft, 1);
        assertThat(now(factors.check(anna, used)))
                .as("it was used to set it up")
                .isEqualTo(Checked.WRONG);
        assertThat(now(factors.check(anna, next))).isEqualTo(Checked.RIGHT);
        assertThat(now(factors.check(anna, next))).as("a second time").isEqualTo(Checked.WRONG);
        assertThat(now(factors.check(bob, next))).as("somebody without one").isEqualTo(Checked.WRONG);
    }

    @Test
    void isNotSetUpByAWrongCodeOrWithSomebodyElsesDraft() {
        Draft draft = now(factors.draft(anna));

        assertThat(now(factors.confirm(anna, draft.locked(), "000000x")))
                .isInstanceOfSatisfying(
                        SetUp.Wrong.class,
                        again -> assertThat(again.draft().written()).isEqualTo(draft.written()));
        assertThat(now(factors.confirm(bob, draft.locked(), DeskFixture.code(database.jdbc(), draft, 0))))
                .isEqualTo(new SetUp.Stale());
        assertThat(now(factors.confirm(anna, "nonsense!", "123456"))).isEqualTo(new SetUp.Stale());
        assertThat(now(factors.standing(anna)).on()).isFalse();
    }

    @Test
    void takesEachRecoveryCodeOnceHoweverItIsTyped() {
        List<String> codes = setUp(anna);

        assertThat(now(factors.check(anna, codes.getFirst().replace("-", " ").toUpperCase(Locale.ROOT))))
                .isEqualTo(Checked.RIGHT);
        assertThat(now(factors.check(anna, codes.getFirst()))).isEqualTo(Checked.WRONG);
        assertThat(now(factors.standing(anna)).recoveryCodes()).isEqualTo(9);

        List<String> fresh = now(factors.newRecoveryCodes(anna));
        assertThat(now(factors.check(anna, codes.getLast())))
                .as("one of before")
                .isEqualTo(Checked.WRONG);
        assertThat(now(factors.check(anna, fresh.getLast()))).isEqualTo(Checked.RIGHT);
        assertThat(empty(factors.newRecoveryCodes(bob))).as("who has no factor").isTrue();
    }

    private List<String> setUp(StaffMember member) {
        Draft draft = now(factors.draft(member));
        SetUp done = now(factors.confirm(member, draft.locked(), DeskFixture.code(database.jdbc(), draft, 0)));
        return ((SetUp.Done) done).recoveryCodes();
    }

    @Test
    void keepsNothingThatCouldBeReadOutOfTheDatabaseAlone() {
        Draft draft = now(factors.draft(anna));
        SetUp.Done done =
                (SetUp.Done) now(factors.confirm(anna, draft.locked(), DeskFixture.code(database.jdbc(), draft, 0)));

        byte[] secret = database.jdbc()
                .sql("select secret from staff_second_factors")
                .query(byte[].class)
                .single();
        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(database.jdbc()
                        .sql("select encode(hash, 'escape') from staff_recovery_codes")
                        .query(String.class)
                        .list())
                .hasSize(10)
                .doesNotContainAnyElementsOf(done.recoveryCodes());
        assertThat(draft + "" + done).doesNotContain(draft.written()).doesNotContain(done.recoveryCodes());
    }

    @Test
    void saysSoWhenThisNodeHasAnotherKey() {
        setUp(anna);

        assertThat(now(factors("another key for tests, as long as the other").check(anna, "123456")))
                .isEqualTo(Checked.OTHER_KEY);
    }

    @Test
    void goesWithItsCodesWhenItIsTakenAway() {
        setUp(anna);

        assertThat(now(factors.remove(anna))).isTrue();

        assertThat(now(factors.standing(anna))).isEqualTo(new SecondFactors.Standing(false, 0));
        assertThat(now(factors.remove(anna))).isFalse();
    }

    @Test
    void makesUpAKeyThatOnlyItsOwnerCanRead() throws Exception {
        SignInKeys first = keys("");
        String name = first.strongbox().name();

        Path file = folder.resolve("desk.key");
        assertThat(Files.readString(file).strip()).matches("[0-9a-f]{64}");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(keys("").strongbox().name()).as("after a restart").isEqualTo(name);
        assertThatThrownBy(() -> keys("short"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("guildhall.desk.encryption-key");
    }

    private SignInKeys keys(String configured) {
        return new SignInKeys(
                new SignInProperties(
                        SignInProperties.SecondFactor.OPTIONAL,
                        Set.of(),
                        new Secret(configured),
                        DeskFixture.oidc("", Map.of())),
                new DataFolder(folder));
    }
}
