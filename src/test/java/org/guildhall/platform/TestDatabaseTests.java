package org.guildhall.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
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
        List<String> over = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            TestDatabase one = TestDatabase.migrated();
            assertThat(publications(one)).isZero();
            over.add(one.jdbc()
                    .sql("select current_database()")
                    .query(String.class)
                    .single());
        }

        TestDatabase.empty();

        // One that was closed is seen by the server a moment later.
        await().atMost(ofSeconds(5))
                .untilAsserted(() -> assertThat(connections(looking, over)).isZero());
    }

    private static long connections(TestDatabase from, List<String> databases) {
        return from.jdbc()
                .sql("select count(*) from pg_stat_activity where datname in (:databases)")
                .param("databases", databases)
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
