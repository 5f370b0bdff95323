package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PhoneNetworkLimitsTests {

    private static final String ANN = "447700900123";
    private static final String BO = "447700900124";

    private final AtomicLong nanos = new AtomicLong(-5);
    private final PhoneNetworkLimits limits = new PhoneNetworkLimits(nanos::get);

    @Test
    void letsAHundredThroughToOneNumberWhateverTheySay() {
        for (int i = 0; i < PhoneNetworkLimits.ANY_WORDS; i++) {
            assertThat(limits.claim(ANN, "words " + i)).isZero();
            pass(Duration.ofSeconds(1));
        }

        assertThat(limits.claim(ANN, "words")).isEqualTo(Duration.ofHours(1).minusSeconds(100));
        assertThat(limits.claim(BO, "words")).isZero();
    }

    @Test
    void waitsForTheOldestOfTheSameWords() {
        limits.claim(ANN, "other words");
        pass(Duration.ofMinutes(10));
        for (int i = 0; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            assertThat(limits.claim(ANN, "words")).isZero();
            pass(Duration.ofMinutes(1));
        }

        assertThat(limits.claim(ANN, "words")).isEqualTo(Duration.ofMinutes(40));
        pass(Duration.ofMinutes(40).minusNanos(1));
        assertThat(limits.claim(ANN, "words")).isEqualTo(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        assertThat(limits.claim(ANN, "words")).isZero();
        assertThat(limits.claim(ANN, "words")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void takesBackWhatDidNotGoOut() {
        for (int i = 0; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            limits.claim(ANN, "words");
        }
        limits.giveBack(ANN, "other words");
        limits.giveBack(BO, "words");
        assertThat(limits.claim(ANN, "words")).isPositive();

        limits.giveBack(ANN, "words");
        assertThat(limits.claim(ANN, "words")).isZero();
        assertThat(limits.claim(ANN, "words")).isPositive();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
