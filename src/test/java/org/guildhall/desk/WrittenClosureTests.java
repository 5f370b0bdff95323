package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.guildhall.hours.ClosedTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenClosureTests {

    private static final Set<String> TEAMS = Set.of("waste");

    @Test
    void isADaySeveralDaysOrAPart() {
        LocalDate eve = LocalDate.of(2026, 12, 24);

        assertThat(new WrittenClosure(null, "2026-12-24", "", null, " ", "Party").wantedTime())
                .isEqualTo(new ClosedTime(eve, eve, null, null));
        assertThat(new WrittenClosure("waste", "2026-12-24", "2026-12-31", "13:00", "24:00", "Party").wantedTime())
                .isEqualTo(new ClosedTime(eve, LocalDate.of(2026, 12, 31), LocalTime.of(13, 0), LocalTime.MIDNIGHT));
        assertThat(new WrittenClosure("waste", "2026-12-24", null, "13:00", "24:00", "Party").faults(TEAMS))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "moon, 2026-12-24, , , , why, team",
        "'', 24/12/2026, , , , why, first",
        "'', 2026-02-30, , , , why, first",
        "'', , , , , why, first",
        "'', 2026-12-24, tomorrow, , , why, last",
        "'', 2026-12-24, 2026-12-23, , , why, last",
        "'', 2026-12-24, 2028-12-24, , , why, last",
        "'', 2026-12-24, , 1pm, 17:00, why, from",
        "'', 2026-12-24, , , 17:00, why, from",
        "'', 2026-12-24, , 13:00, , why, until",
        "'', 2026-12-24, , 13:00, 13:00, why, until",
        "'', 2026-12-24, , 13:00, 25:00, why, until",
        "'', 2026-12-24, , , , ' ', reason"
    })
    void saysWhatIsWrongWithIt(
            String team, String first, String last, String from, String until, String reason, String field) {
        assertThat(new WrittenClosure(team, first, last, from, until, reason).faults(TEAMS))
                .containsOnlyKeys(field);
    }
}
