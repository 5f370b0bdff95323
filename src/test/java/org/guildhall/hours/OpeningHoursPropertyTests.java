package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.guildhall.platform.Council;

class OpeningHoursPropertyTests {

    private static final long START_OF_2026 = 1_767_225_600L;
    private static final long END_OF_2028 = 1_861_919_999L;

    @Property
    void theNextOpeningIsNeverPastAndIsOpen(@ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long second) {
        Instant now = Instant.ofEpochSecond(second);
        Instant next = at(now).nextOpening().orElseThrow().toInstant();

        assertThat(next).isAfterOrEqualTo(now);
        assertThat(at(next).open()).isTrue();
        assertThat(at(now).open()).isEqualTo(next.equals(now));
    }

    @Property
    void nobodyIsThereBeforeTheNextOpening(@ForAll @LongRange(min = START_OF_2026, max = END_OF_2028) long second) {
        Instant now = Instant.ofEpochSecond(second);
        Instant next = at(now).nextOpening().orElseThrow().toInstant();
        Instant between = now.plusSeconds((next.getEpochSecond() - now.getEpochSecond()) / 2);

        assertThat(at(between).open()).isEqualTo(between.equals(next));
    }

    private static OpeningHours at(Instant now) {
        Council council = new Council(
                "Marlbridge Council",
                "",
                "",
                "",
                "",
                ZoneId.of("Europe/London"),
                List.of("Mon-Thu 09:00-12:30 13:30-17:00", "Sat 22:00-24:00", "Sun 00:00-02:30"));
        return new OpeningHours(council, List.of("2026-06-01 to 2026-06-14"), Clock.fixed(now, ZoneOffset.UTC));
    }
}
