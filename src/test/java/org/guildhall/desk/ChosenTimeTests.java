package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChosenTimeTests {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** A Wednesday in summer. */
    private static final Instant NOW = Instant.parse("2026-07-15T14:00:00Z");

    @Test
    void isByTheCouncilsClockAlsoWhenThatIsPutForwardOrBack() {
        assertThat(ChosenTime.local("2026-07-15T09:00", LONDON)).contains(Instant.parse("2026-07-15T08:00:00Z"));
        assertThat(ChosenTime.local("2026-12-15T09:00", LONDON)).contains(Instant.parse("2026-12-15T09:00:00Z"));
        assertThat(ChosenTime.local("2026-03-29T01:30", LONDON))
                .as("an hour that is not there")
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(ChosenTime.local("2026-10-25T01:30", LONDON))
                .as("an hour that is there twice")
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void isNothingElse() {
        for (String written : List.of("", "tomorrow", "2026-07-15", "2026-07-15T25:00", "2026-02-30T09:00", "9")) {
            assertThat(ChosenTime.local(written, LONDON)).as(written).isEmpty();
            assertThat(ChosenTime.withOffset(written)).as(written).isEmpty();
        }
        assertThat(ChosenTime.withOffset("2026-07-15T09:00:00+01:00")).contains(Instant.parse("2026-07-15T08:00:00Z"));
        assertThat(ChosenTime.withOffset("2026-07-15T09:00")).as("whose clock?").isEmpty();
    }

    @Test
    void hasWordsForWhatIsWantedMost() {
        assertThat(ChosenTime.called("hour", LONDON, NOW)).contains(NOW.plus(Duration.ofHours(1)));
        assertThat(ChosenTime.called("tomorrow", LONDON, NOW)).contains(Instant.parse("2026-07-16T08:00:00Z"));
        assertThat(ChosenTime.called("monday", LONDON, NOW)).contains(Instant.parse("2026-07-20T08:00:00Z"));
        assertThat(ChosenTime.called("never", LONDON, NOW)).isEmpty();
        assertThat(ChosenTime.WORDS_FOR_TIMES)
                .allMatch(word -> ChosenTime.called(word, LONDON, NOW).isPresent());
    }

    @Test
    void isAheadAndNotTooFar() {
        assertThat(ChosenTime.fault(Optional.of(NOW.plusSeconds(1)), NOW)).isEmpty();
        assertThat(ChosenTime.fault(Optional.of(NOW.plus(Duration.ofDays(90))), NOW))
                .isEmpty();
        assertThat(ChosenTime.fault(Optional.empty(), NOW)).contains("Choose a day and a time.");
        assertThat(ChosenTime.fault(Optional.of(NOW), NOW)).contains("This time is over. Choose a later one.");
        assertThat(ChosenTime.fault(Optional.of(NOW.plus(Duration.ofDays(91))), NOW))
                .contains("Choose a time within the next 90 days.");
    }
}
