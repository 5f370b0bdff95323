package org.guildhall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.platform.StartRefused;
import org.guildhall.platform.TestDatabase;
import org.guildhall.platform.Whence;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTests {

    private static final Audit.Wanted ALL = new Audit.Wanted(null, null, null, null, null, null);
    private static final String A_LINE = "insert into audit (who, action, subject) values ('anna', 'search', 'x')";

    private final TestDatabase database = TestDatabase.migrated();
    private final Audit audit = AuditFixture.on(database.database());
    private final JdbcClient sql = database.jdbc();

    @Test
    void saysWhoDidWhatAndFromWhere() {
        audit.record("anna", "conversation.view", "c1", Map.of("seq", 1))
                .contextWrite(Whence.from("192.0.2.1"))
                .block();
        audit.record("system", "staff.add", "admin").block();

        List<Audit.Line> lines = find(ALL);
        assertThat(lines).extracting(Audit.Line::who).containsExactly("system", "anna");
        assertThat(lines).extracting(Audit.Line::address).containsExactly(null, "192.0.2.1");
        assertThat(lines.getLast().details()).isEqualTo("{\"seq\": 1}");
    }

    @Test
    void isFoundByWhoByWhatAndByWhen() {
        for (String who : List.of("anna", "bob")) {
            for (String action : List.of("conversation.view", "conversation.claim", "search")) {
                audit.record(who, action, "c-" + who).block();
            }
        }

        assertThat(find(new Audit.Wanted("anna", null, null, null, null, null))).hasSize(3);
        assertThat(find(new Audit.Wanted(null, "c-bob", "conversation", null, null, null)))
                .extracting(Audit.Line::action)
                .containsExactly("conversation.claim", "conversation.view");
        assertThat(find(new Audit.Wanted(null, null, "conv_rsation", null, null, null)))
                .as("no pattern")
                .isEmpty();
        assertThat(find(new Audit.Wanted(null, null, null, Instant.now().plus(Duration.ofDays(1)), null, null)))
                .isEmpty();
        assertThat(find(new Audit.Wanted(null, null, null, null, Instant.now().plus(Duration.ofDays(1)), null)))
                .hasSize(6);
        List<Audit.Line> two = Objects.requireNonNull(audit.find(ALL, 2).block());
        assertThat(find(ALL.goingOnAfter(two.getLast()))).hasSize(4).doesNotContainAnyElementsOf(two);
    }

    private List<Audit.Line> find(Audit.Wanted wanted) {
        return Objects.requireNonNull(audit.find(wanted, 100).block());
    }

    @Test
    void keepsEachLineAsItIsUntilItsDate() {
        audit.record("anna", "search", "conversations").block();

        for (String attack : List.of(
                "update audit set who = 'bob'",
                "delete from audit",
                "truncate audit",
                "update audit set delete_after = now() - interval '1 day'")) {
            assertThatThrownBy(() -> sql.sql(attack).update()).as(attack).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> database.database().inTransaction(work -> {
                    work.sql("set local session_replication_role = replica").update();
                    return work.sql("delete from audit").update();
                }))
                .hasMessageContaining("append-only");
        assertThat(find(ALL)).hasSize(1);
    }

    @Test
    void takesNoLineThatWouldSoonBeGone() {
        assertThatThrownBy(() -> sql.sql("""
                                insert into audit (who, action, subject, delete_after)
                                values ('anna', 'search', 'x', now() + interval '89 days')""").update()).hasMessageContaining("audit_is_kept");
        assertThatThrownBy(() -> new AuditProperties(Duration.ofDays(89)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("guildhall.audit.kept");
    }

    @Test
    void letsGoOfWhatIsPastItsDateAndOfNothingElse() {
        sql.sql("""
                        insert into audit (at, who, action, subject, delete_after)
                        select now() - interval '3 years', 'anna', 'search', 'x', now() - interval '1 second'
                        from generate_series(1, 1500)""").update();
        audit.record("anna", "search", "conversations").block();

        assertThat(audit.letGo()).isEqualTo(1_500);

        assertThat(find(ALL)).hasSize(1);
        assertThat(audit.letGo()).isZero();
    }

    @Test
    void givesNobodyTheRightToChangeIt() {
        // Tests run as a superuser, whom rights do not bind, so this one looks as somebody who owns the house and no
        // more.
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        database.database().inTransaction(work -> {
            work.sql("create role " + owner).update();
            work.sql("grant create, usage on schema public to " + owner).update();
            work.sql("alter table audit owner to " + owner).update();
            work.sql("alter function audit_let_go(int) owner to " + owner).update();
            work.sql("revoke update, delete, truncate on audit from " + owner).update();
            return true;
        });

        for (String deed : List.of("update audit set who = 'bob'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> as(owner, deed)).as(deed).rootCause().hasMessageContaining("permission denied");
        }
        as(owner, A_LINE);
        sql.sql("""
                        insert into audit (at, who, action, subject, delete_after)
                        values (now() - interval '3 years', 'anna', 'search', 'x', now() - interval '1 second')""").update();
        as(owner, "select audit_let_go(10)");
        assertThat(find(ALL)).hasSize(1);
        assertThatThrownBy(() -> as(owner, "delete from audit"))
                .as("the right is gone again")
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private void as(String role, String deed) {
        database.database().inTransaction(work -> {
            work.sql("set local role " + role).update();
            if (deed.startsWith("select")) {
                work.sql(deed).query().listOfRows();
            } else {
                work.sql(deed).update();
            }
            return true;
        });
    }
}
