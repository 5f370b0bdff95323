package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static long publications(TestDatabase database) {
        return database.jdbc()
                .sql("select count(*) from publications")
                .query(Long.class)
                .single();
    }
}
