package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    @Test
    void givesEverybodyTheWholeSchemaOfTheirOwn() {
        TestDatabase one = TestDatabase.migrated();
        TestDatabase other = TestDatabase.migrated();

        one.database()
                .inTransaction(sql -> sql.sql("create table mine (name text)").update());

        assertThat(has(one, "publications")).isTrue();
        assertThat(has(other, "publications")).isTrue();
        assertThat(has(one, "mine")).isTrue();
        assertThat(has(other, "mine")).isFalse();
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

    private static boolean has(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }
}
