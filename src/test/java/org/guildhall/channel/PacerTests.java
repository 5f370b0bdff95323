package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTests {

    private final HandClock clock = new HandClock();

    @Test
    void letsAPersonHaveABurstAndThenOneASecond() {
        Pacer pacer = pacer(0, 2);

        assertThat(pacer.wait("a")).isZero();
        assertThat(pacer.wait("a")).isZero();
        assertThat(pacer.wait("a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(pacer.wait("a")).isEqualTo(Duration.ofSeconds(2));
        assertThat(pacer.wait("b")).isZero();
    }

    @Test
    void tellsHowLongTheNextWouldWaitWithoutTakingItsPlace() {
        Pacer pacer = pacer(0, 1);
        assertThat(pacer.next("a")).isZero();

        pacer.wait("a");
        clock.moveOn(Duration.ofMillis(400));

        assertThat(pacer.next("a")).isEqualTo(Duration.ofMillis(600));
        assertThat(pacer.next("a")).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void forgivesAPersonsBurstWithTime() {
        Pacer pacer = pacer(0, 2);
        pacer.wait("a");
        pacer.wait("a");

        clock.moveOn(Duration.ofSeconds(1));

        assertThat(pacer.next("a")).isZero();
        assertThat(pacer.wait("a")).isZero();
        assertThat(pacer.next("a")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void reservesNoMoreThanTheAccountMaySendASecond() {
        Pacer pacer = pacer(10, 0);

        assertThat(pacer.reserve(7)).isEqualTo(7);
        assertThat(pacer.reserve(7)).isEqualTo(3);
        assertThat(pacer.reserve(7)).isZero();
        clock.moveOn(Duration.ofMillis(500));
        assertThat(pacer.reserve(7)).isEqualTo(5);
    }

    @Test
    void reservesAgainWhatWasGivenBack() {
        Pacer pacer = pacer(10, 0);
        pacer.reserve(10);

        pacer.giveBack(4);

        assertThat(pacer.reserve(10)).isEqualTo(4);
    }

    @Test
    void reservesEverythingAndLetsNobodyWaitWhereThereIsNoLimit() {
        Pacer pacer = pacer(0, 0);

        assertThat(pacer.reserve(1_000_000)).isEqualTo(1_000_000);
        assertThat(pacer.wait("a")).isZero();
        assertThat(pacer.wait("a")).isZero();
        assertThat(pacer.next("a")).isZero();
    }

    private Pacer pacer(int perSecond, int burst) {
        return new Pacer(new Pace(perSecond, burst), clock);
    }
}
