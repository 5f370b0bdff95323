package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.guildhall.conversation.Clocks.Running;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.Timetable;
import org.guildhall.platform.Council;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is due when, and how staff read it; two hours for the first reply and a working day for all of it. */
class DueTests {

    private static final Target TARGET = new Target(Duration.ofHours(2), Duration.ofHours(8));
    private static final Timetable OFFICE = new Calendars(
                    new Council("", "", "", "", "", ZoneId.of("Europe/London"), List.of("Mon-Fri 09:00-17:00")),
                    List.of())
            .of(null);

    /** A Friday. */
    private static final Instant SINCE = Instant.parse("2026-11-20T14:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20T14:05:00Z | Reply due in 1 hour 55 minutes | false | false",
                "2026-11-20T15:35:00Z | Reply due in 25 minutes | false | true",
                "2026-11-20T16:00:00Z | Reply due in less than a minute | false | true",
                "2026-11-20T16:45:00Z | Reply late by 45 minutes | true | false",
                "2026-11-23T09:00:00Z | Reply late by 1 hour | true | false"
            })
    void theFirstReplyIsDueInWorkingTime(Instant now, String words, boolean late, boolean soon) {
        Due due = Due.of(new Running(SINCE, null), TARGET, OFFICE).orElseThrow();

        assertThat(due.what()).isEqualTo(Due.What.REPLY);
        assertThat(DueView.of(due, now, OFFICE)).isEqualTo(new DueView(words, late, soon));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-20T16:00:00Z | To be done by 23 November 2026, 2:00pm | false | false",
                "2026-11-23T13:00:00Z | To be done in 1 hour | false | true",
                "2026-11-23T16:00:00Z | Late by 2 hours, still to be done | true | false"
            })
    void thenTheWholeOfItIs(Instant now, String words, boolean late, boolean soon) {
        Due due = Due.of(new Running(SINCE, SINCE.plusSeconds(60)), TARGET, OFFICE)
                .orElseThrow();

        assertThat(due.what()).isEqualTo(Due.What.RESOLUTION);
        assertThat(DueView.of(due, now, OFFICE)).isEqualTo(new DueView(words, late, soon));
    }

    @Test
    void nothingIsDueOfATeamThatIsNeverThere() {
        Timetable never = new Calendars(
                        new Council("", "", "", "", "", ZoneId.of("Europe/London"), List.of()), List.of())
                .of(null);

        assertThat(Due.of(new Running(SINCE, null), TARGET, never)).isEmpty();
    }
}
