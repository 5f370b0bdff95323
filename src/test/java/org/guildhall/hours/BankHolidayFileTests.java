package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newer list of bank holidays than the one that comes with the program. */
class BankHolidayFileTests {

    private static final String NEWER = """
            {"england-and-wales": {"division": "england-and-wales", "events": [
               {"title": "New Year\\u2019s Day", "date": "2029-01-01", "notes": "", "bunting": true},
               {"title": "Boxing Day", "date": "2026-12-28", "notes": "Substitute day", "bunting": true}]},
             "scotland": {"division": "scotland", "events": [
               {"title": "2nd January", "date": "2029-01-02", "notes": "", "bunting": true}]}}""";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void winsForTheYearsItHasAndLeavesTheOthers() throws IOException {
        Files.writeString(file(), NEWER);
        BankHolidays known = new BankHolidayFile(file()).look();

        assertThat(known.on(LocalDate.of(2029, 1, 1))).isTrue();
        assertThat(known.on(LocalDate.of(2029, 1, 2))).as("Scotland's").isFalse();
        assertThat(known.on(LocalDate.of(2026, 8, 31))).as("not in its 2026").isFalse();
        assertThat(known.on(LocalDate.of(2027, 8, 30))).isTrue();
        assertThat(known.last()).isEqualTo(LocalDate.of(2029, 1, 1));
        assertThat(known.days())
                .containsEntry(LocalDate.of(2029, 1, 1), "New Year's Day")
                .containsEntry(LocalDate.of(2026, 12, 28), "Boxing Day (substitute day)");
    }

    @Test
    void isReadAgainWhenItChangesAndForgottenWhenItGoes() throws IOException {
        BankHolidayFile watched = new BankHolidayFile(file());
        assertThat(watched.look().last()).isEqualTo(BankHolidays.bundled().last());

        Files.writeString(file(), NEWER);
        BankHolidays newer = watched.look();
        assertThat(newer.last()).isEqualTo(LocalDate.of(2029, 1, 1));
        assertThat(watched.look()).isSameAs(newer);

        Files.writeString(file(), "no list");
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(watched.look()).as("one that cannot be read changes nothing").isSameAs(newer);

        Files.delete(file());
        assertThat(watched.look().last()).isEqualTo(BankHolidays.bundled().last());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"england-and-wales\": {\"events\": []}}",
                "{\"england-and-wales\": {\"events\": [{\"title\": \"x\", \"date\": \"1/1/2029\"}]}}",
                "{\"england-and-wales\": {\"events\": [{\"title\": \"x\"}]}}"
            })
    void saysWhatIsWrongWithIt(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> BankHolidayFile.parse(json));
    }

    private Path file() {
        return folder.resolve("bank-holidays.json");
    }
}
