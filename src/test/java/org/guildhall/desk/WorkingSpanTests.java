package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingSpanTests {

    @ParameterizedTest
    @CsvSource({
        "30 minutes, PT30M",
        "1 minute, PT1M",
        "2 hours, PT2H",
        "1 hour 30 minutes, PT1H30M",
        "4h, PT4H",
        "4H30M, PT4H30M",
        "90 min, PT1H30M",
        " 80 hrs , PT80H"
    })
    void isReadAsPeopleWriteIt(String written, Duration span) {
        assertThat(WorkingSpan.read(written)).contains(span);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 minutes",
                "30",
                "2 days",
                "minutes",
                "-1 hour",
                "2001 hours",
                "1 hour and 5 minutes",
                "½ hour"
            })
    void isRefusedWhenItIsNone(String written) {
        assertThat(WorkingSpan.read(written)).isEmpty();
    }

    @Property
    void isReadBackAsItIsWritten(@ForAll @IntRange(min = 1, max = 120_000) int minutes) {
        Duration span = Duration.ofMinutes(minutes);

        assertThat(WorkingSpan.read(WorkingSpan.write(span))).contains(span);
    }
}
