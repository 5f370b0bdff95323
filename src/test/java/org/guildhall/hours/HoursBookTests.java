package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hours and closures in the database, and what everybody's timetable is then. */
class HoursBookTests {

    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant SATURDAY_NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Council COUNCIL = new Council(
            "Marlbridge Council", "", "", "", "", ZoneId.of("Europe/London"), List.of("Mon-Fri 09:00-17:00"));

    private final Database database = TestDatabase.migrated().database();
    private final HoursBook book = new HoursBook(new Signals());
    private final Calendars calendars = new Calendars(COUNCIL, List.of("2026-12-24"));

    @Test
    void aTeamHasItsOwnHoursAndAllOthersTheCouncils() {
        set("waste", "Sat 10:00-14:00");

        assertThat(calendars.of("waste").open(SATURDAY_NOON)).isTrue();
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isFalse();
        assertThat(calendars.of("housing").open(MONDAY_NOON)).isTrue();
        assertThat(calendars.of(null).open(SATURDAY_NOON)).isFalse();

        set(null, "Mon-Sat 08:00-20:00");
        assertThat(calendars.of("housing").open(SATURDAY_NOON)).isTrue();
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isFalse();

        set("waste", "Mon 10:00-14:00");
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isTrue();

        assertThat(database.<Boolean>inTransaction(sql -> book.reset(sql, "waste")))
                .isTrue();
        assertThat(database.<Boolean>inTransaction(sql -> book.reset(sql, "waste")))
                .isFalse();
        assertThat(database.<Boolean>inTransaction(sql -> book.reset(sql, null)))
                .isTrue();
        follow();
        assertThat(calendars.of("waste").open(SATURDAY_NOON)).isFalse();
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isTrue();
    }

    @Test
    void aClosureClosesItsTeamOrEverybody() {
        LocalDate monday = LocalDate.of(2026, 11, 23);
        HoursBook.Closure afternoon =
                add("waste", new ClosedTime(monday, monday, LocalTime.of(11, 0), LocalTime.MIDNIGHT), "Training");
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isFalse();
        assertThat(calendars.of("housing").open(MONDAY_NOON)).isTrue();

        HoursBook.Closure day = add(null, ClosedTime.days(monday, monday.plusDays(1)), "Power cut");
        assertThat(calendars.of("housing").open(MONDAY_NOON)).isFalse();
        assertThat(database.<List<HoursBook.Closure>>inTransaction(book::closures))
                .containsExactly(day, afternoon);

        assertThat(database.<Optional<HoursBook.Closure>>inTransaction(sql -> book.remove(sql, day.id())))
                .contains(day);
        assertThat(database.<Optional<HoursBook.Closure>>inTransaction(sql -> book.remove(sql, day.id())))
                .isEmpty();
        follow();
        assertThat(calendars.of("housing").open(MONDAY_NOON)).isTrue();
        assertThat(calendars.of("waste").open(MONDAY_NOON)).isFalse();
        assertThat(calendars.of("waste").open(Instant.parse("2026-12-24T12:00:00Z")))
                .as("the configuration's count too")
                .isFalse();
    }

    @Test
    void hoursOfANewerVersionThatCannotBeReadDoNotCount() {
        set("waste", "every full moon");

        assertThat(calendars.of("waste").open(MONDAY_NOON)).isTrue();
    }

    private void set(@Nullable String team, String line) {
        database.<Boolean>inTransaction(sql -> {
            book.set(sql, team, new WrittenWeek(List.of(line)), "boss");
            return true;
        });
        follow();
    }

    private HoursBook.Closure add(@Nullable String team, ClosedTime time, String reason) {
        HoursBook.Closure added = database.inTransaction(sql -> book.add(sql, team, time, reason, "boss"));
        follow();
        return added;
    }

    private void follow() {
        calendars.follow(database.inTransaction(book::stored), BankHolidays.bundled());
    }
}
