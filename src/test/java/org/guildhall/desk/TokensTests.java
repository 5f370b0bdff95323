package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.empty;
import static org.guildhall.desk.DeskFixture.now;

import java.util.Set;
import org.guildhall.platform.TestDatabase;
import org.guildhall.privacy.AuditFixture;
import org.junit.jupiter.api.Test;

class TokensTests {

    private final TestDatabase database = TestDatabase.migrated();
    private final Tokens tokens = new Tokens(database.database(), AuditFixture.on(database.database()));
    private final StaffMember anna = DeskFixture.staff(database.database(), "anna", Set.of(Role.STAFF), "waste");
    private final StaffMember boss = DeskFixture.staff(database.database(), "boss", Set.of(Role.ADMINISTRATOR));

    @Test
    void standsForTheMemberUntilItIsRevoked() {
        OpaqueToken token = now(tokens.issue("anna", boss));
        assertThat(now(tokens.member(token))).isEqualTo(anna);

        assertThat(now(tokens.revoke(now(tokens.all(boss)).getFirst().id(), boss)))
                .isTrue();

        assertThat(empty(tokens.member(token))).isTrue();
        assertThat(database.jdbc()
                        .sql("select action from audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("token.issue", "token.revoke");
    }

    @Test
    void isNeverTheSameAndNeverStored() {
        OpaqueToken one = now(tokens.issue("anna", boss));
        OpaqueToken other = now(tokens.issue("anna", boss));

        assertThat(one.value()).isNotEqualTo(other.value()).hasSizeGreaterThanOrEqualTo(43);
        assertThat(database.jdbc()
                        .sql("select encode(hash, 'escape') from staff_tokens")
                        .query(String.class)
                        .list())
                .noneMatch(stored -> stored.contains(one.value()));
    }

    @Test
    void isNobodysBusinessButAnAdministrators() {
        now(tokens.issue("anna", boss));

        assertThat(empty(tokens.issue("boss", anna))).isTrue();
        assertThat(now(tokens.all(anna))).isEmpty();
        assertThat(now(tokens.revoke(now(tokens.all(boss)).getFirst().id(), anna)))
                .isFalse();
    }

    @Test
    void isNotMadeForSomebodyWhoIsNotThere() {
        assertThat(empty(tokens.issue("nobody", boss))).isTrue();
        assertThat(empty(tokens.issue("no\u0000body", boss))).isTrue();
        database.jdbc()
                .sql("update staff set active = false where username = 'anna'")
                .update();
        assertThat(empty(tokens.issue("anna", boss))).isTrue();
    }
}
