package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RememberedTests {

    private static final List<String> CROWD = List.of("bins", "council tax", "parking", "missed bin", "library hours");

    private final AtomicLong now = new AtomicLong();
    private final Ticker ticker = now::get;
    private final Remembered remembered = new Remembered(ticker);
    private final List<String> weighed = new ArrayList<>();

    @BeforeEach
    void aCrowdAskedOnce() {
        CROWD.forEach(this::ask);
        weighed.clear();
    }

    @Test
    void whatACrowdGoesOnAskingIsNeverWeighedAgain() {
        for (int minute = 0; minute < 60; minute++) {
            pass(Duration.ofMinutes(1));
            CROWD.forEach(this::ask);
        }

        assertThat(weighed).isEmpty();
    }

    @Test
    void whatNobodyAskedAgainIsForgottenAfterAFewMinutes() {
        pass(Remembered.KEPT_FOR.minusSeconds(1));
        ask("parking");
        pass(Duration.ofSeconds(1));

        assertThat(CROWD)
                .filteredOn(question -> remembered.of(question) != null)
                .containsExactly("parking");
    }

    @Test
    void aLongLetterIsWeighedEachTime() {
        String letter = "a".repeat(Remembered.LONGEST + 1);
        ask(letter);
        ask(letter);

        assertThat(weighed).containsExactly(letter, letter);
    }

    private void ask(String question) {
        remembered.orElse(question, this::weigh);
    }

    private Finding weigh(String question) {
        weighed.add(question);
        return new Finding(Finding.Verdict.UNSURE, 0, Optional.empty(), List.of());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
