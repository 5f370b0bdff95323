package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceTests {

    private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
    private final Silence silence = new Silence(clock::get);

    @Test
    void isNoneWhileNobodyAsks() {
        pass(Duration.ofMinutes(1));
        assertThat(silence.lasts()).isFalse();
    }

    @Test
    void lastsWhenTwoSecondsBringNoAnswer() {
        silence.asked();
        pass(Duration.ofMillis(1_900));
        assertThat(silence.lasts()).isFalse();

        silence.asked();
        pass(Duration.ofMillis(200));
        assertThat(silence.lasts()).isTrue();
    }

    @Test
    void endsWithTheFirstAnswerWhoeverAsked() {
        silence.asked();
        pass(Duration.ofSeconds(3));

        silence.answered();

        assertThat(silence.lasts()).isFalse();
        silence.asked();
        assertThat(silence.lasts()).isFalse();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
