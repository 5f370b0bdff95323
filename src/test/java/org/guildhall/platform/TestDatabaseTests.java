package org.guildhall.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    @Test
    void givesEverybodyTheWholeSchemaOfTheirOwn() {
        TestDatabase one = TestDatabase.migrated();
        TestDatabase other = TestDatabase.migrated();

        one.database()
                .inTransaction(sql -> sql.sql("insert into publications (digest, synonyms) values ('x', '')")
                        .update());

        assertThat(publications(one)).isEqualTo(1);
        assertThat(publications(other)).isZero();
    }

    @Test
    void comparesTextByCodePointAndKnowsUnicodeLetters() {
        TestDatabase database = TestDatabase.empty();

        assertThat(database.jdbc()
                        .sql("select lower('ÉCOLE')")
                        .query(String.class)
                        .single())
                .isEqualTo("école");
        assertThat(database.jdbc().sql("select 'Z' < 'a'").query(Boolean.class).single())
                .isTrue();
    }

    @Test
    void keepsNoConnectionsForTestsThatAreOver() {
        TestDatabase looking = TestDatabase.empty();
        for (int i = 0; i < 20; i++) {
            assertThat(publications(TestDatabase.migrated())).isZero();
        }

        TestDatabase next = TestDatabase.empty();

        // A connection that was closed is seen by the server a moment later.
        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(connections(looking)).isLessThan(5));
        assertThat(next.url()).isNotEqualTo(looking.url());
    }

    private static long connections(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from pg_stat_activity where datname like 'test%'")
                .query(Long.class)
                .single();
    }

    private static long publications(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from publications")
                .query(Long.class)
                .single();
    }
}
