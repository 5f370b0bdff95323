package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.guildhall.platform.Council;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTests {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final List<String> OFFICE = List.of("Mon-Fri 09:00-17:00");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z, true",
        "2026-11-23T08:59:59Z, false",
        "2026-11-23T16:59:59Z, true",
        "2026-11-23T17:00:00Z, false",
        "2026-11-22T12:00:00Z, false",
        "2026-12-25T12:00:00Z, false",
        "2026-12-28T12:00:00Z, false",
        "2026-12-29T12:00:00Z, true"
    })
    void isOpenFromTheFirstMinuteToTheLast(Instant now, boolean open) {
        assertThat(at(now, OFFICE).open()).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T09:00:00Z, true",
        "2026-03-30T08:00:00Z, true",
        "2026-03-30T16:00:00Z, false",
        "2026-10-26T08:59:00Z, false",
        "2026-10-26T09:00:00Z, true"
    })
    void keepsToTheClockOnTheWallWhenTheClocksChange(Instant now, boolean open) {
        assertThat(at(now, OFFICE).open()).isEqualTo(open);
    }

    @Test
    void staysOpenForBothHoursWhenTheClocksGoBack() {
        List<String> night = List.of("Sun 00:30-02:00");

        assertThat(at(Instant.parse("2026-10-25T00:45:00Z"), night).open()).isTrue();
        assertThat(at(Instant.parse("2026-10-25T01:45:00Z"), night).open()).isTrue();
        assertThat(at(Instant.parse("2026-10-25T02:00:00Z"), night).open()).isFalse();
    }

    @Test
    void isOpenThoughTheClockTicksBetweenTwoLooks() {
        OpeningHours hours =
                new OpeningHours(council(OFFICE), List.of(), new TickingClock(Instant.parse("2026-11-23T12:00:00Z")));

        assertThat(hours.open()).isTrue();
        assertThat(hours.reopening()).isEqualTo("We are open now.");
    }

    @Test
    void isClosedOverLunch() {
        OpeningHours lunch = at(Instant.parse("2026-11-23T12:45:00Z"), List.of("Mon-Fri 09:00-12:30 13:30-17:00"));

        assertThat(lunch.open()).isFalse();
        assertThat(lunch.reopening()).isEqualTo("We open again at 1:30pm today.");
        assertThat(lunch.sentence())
                .isEqualTo("We are open Monday to Friday, 9am to 12:30pm and 1:30pm to 5pm, but not on bank holidays.");
    }

    @Test
    void isNowWhenAskedForTheNextOpeningWhileOpen() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");

        assertThat(at(now, OFFICE).nextOpening().orElseThrow().toInstant()).isEqualTo(now);
        assertThat(at(now, OFFICE).reopening()).isEqualTo("We are open now.");
    }

    @Test
    void opensAgainAfterTheWeekend() {
        OpeningHours friday = at(Instant.parse("2026-11-20T18:00:00Z"), OFFICE);

        assertThat(friday.nextOpening()).contains(ZonedDateTime.of(2026, 11, 23, 9, 0, 0, 0, LONDON));
        assertThat(friday.reopening()).isEqualTo("We open again at 9am on Monday.");
    }

    @Test
    void opensAgainAfterChristmasAndItsSubstituteDay() {
        OpeningHours christmas = at(Instant.parse("2026-12-24T18:00:00Z"), OFFICE);

        assertThat(christmas.nextOpening()).contains(ZonedDateTime.of(2026, 12, 29, 9, 0, 0, 0, LONDON));
        assertThat(christmas.reopening()).isEqualTo("We open again at 9am on Tuesday.");
    }

    @Test
    void saysThatItIsABankHoliday() {
        assertThat(at(Instant.parse("2026-12-25T10:00:00Z"), OFFICE).reopening())
                .isEqualTo("Today is a bank holiday. We open again at 9am on Tuesday.");
    }

    @Test
    void staysClosedOnChristmasDayAtAWeekendEvenIfOpenAtWeekends() {
        assertThat(at(Instant.parse("2027-12-25T12:00:00Z"), List.of("Mon-Sun 09:00-17:00"))
                        .open())
                .isFalse();
    }

    @Test
    void staysClosedOnClosuresAndNamesTheDateWhenItIsFarOff() {
        OpeningHours closed = new OpeningHours(
                council(OFFICE),
                List.of("2026-12-24", "2026-12-29 to 2026-12-31"),
                Clock.fixed(Instant.parse("2026-12-24T10:00:00Z"), ZoneOffset.UTC));

        assertThat(closed.open()).isFalse();
        assertThat(closed.reopening()).isEqualTo("We are closed today. We open again at 9am on Monday 4 January.");
    }

    @Test
    void saysWhichDaysAreAlike() {
        assertThat(sentence("Mon-Thu 09:00-17:00", "Fri 09:00-16:30", "Sat 10:00-12:00"))
                .isEqualTo("We are open Monday to Thursday, 9am to 5pm, Friday, 9am to 4:30pm, and Saturday, 10am to"
                        + " midday, but not on bank holidays.");
        assertThat(sentence("Mon Wed Fri 09:00-17:00"))
                .isEqualTo("We are open Monday, Wednesday and Friday, 9am to 5pm, but not on bank holidays.");
        assertThat(sentence("Mon-Sun 00:00-24:00"))
                .isEqualTo("We are open every day, midnight to midnight, but not on bank holidays.");
    }

    @Test
    void isNeverOpenWithoutHours() {
        OpeningHours never = at(Instant.parse("2026-11-23T10:00:00Z"), List.of());

        assertThat(never.open()).isFalse();
        assertThat(never.nextOpening()).isEmpty();
        assertThat(never.sentence()).isEqualTo("We cannot say when somebody will be there.");
        assertThat(never.reopening()).isEqualTo(never.sentence());
    }

    @Test
    void refusesToStartWithHoursItCannotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sentence("Mon-Fri 9-5"))
                .withMessageStartingWith("guildhall.council.opening-hours: cannot read \"9-5\".")
                .withMessageContaining("Mon-Fri 09:00-17:00");
    }

    private static String sentence(String... lines) {
        return at(Instant.parse("2026-11-23T10:00:00Z"), List.of(lines)).sentence();
    }

    private static OpeningHours at(Instant now, List<String> lines) {
        return new OpeningHours(council(lines), List.of(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Council council(List<String> lines) {
        return new Council("Marlbridge Council", "", "", "", "", LONDON, lines);
    }
}
