package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What others find while a node stands still in the middle of a transaction. */
class SleepingNodeFlowTests {

    private static final Duration ANOTHER_NODE_TAKES_OVER = Duration.ofSeconds(8);
    /** Until PostgreSQL has done it on a machine that has others to serve as well. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void itsLocksAreGivenUpSoThatAnotherNodeNeedNotPassThemOver() throws SQLException {
        database.jdbc().sql("create table work as select 1 as id").update();
        try (HikariDataSource pool = new DatabaseConfiguration().dataSource(server())) {
            Connection asleep = pool.getConnection();
            asleep.setAutoCommit(false);
            Statement statement = asleep.createStatement();
            assertThat(sleepAllowedMillis(statement)).isBetween(1, (int) ANOTHER_NODE_TAKES_OVER.toMillis());
            statement.execute("select id from work for update");
            assertThat(free()).isFalse();

            await().atMost(SOON).until(this::free);
            assertThatThrownBy(asleep::commit).as("when it wakes up").isInstanceOf(SQLException.class);
        }
    }

    private static int sleepAllowedMillis(Statement statement) throws SQLException {
        try (ResultSet setting = statement.executeQuery(
                "select setting::int from pg_settings where name = 'idle_in_transaction_session_timeout'")) {
            assertThat(setting.next()).isTrue();
            return setting.getInt(1);
        }
    }

    private boolean free() {
        return database.jdbc()
                .sql("select id from work for update skip locked")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private DatabaseServer server() {
        return new GivenDatabase(new DatabaseProperties(
                database.url(),
                database.username(),
                new Secret(database.password()),
                DatabaseProperties.Durability.MANAGED));
    }
}
