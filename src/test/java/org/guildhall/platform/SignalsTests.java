package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class SignalsTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Signals signals = new Signals();

    @Test
    void reachEverybodyWhoListensToTheName() {
        StepVerifier.create(signals.on("news").mergeWith(signals.on("news")))
                .then(() -> signals.raise("news", "a"))
                .expectNext("a", "a")
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void mayBeRaisedWhenNobodyListens() {
        signals.raise("news", "a");

        StepVerifier.create(signals.on("news"))
                .then(() -> signals.raise("news", "b"))
                .expectNext("b")
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void canBeListenedToForOneKey() {
        StepVerifier.create(signals.on("news", "mine"))
                .then(() -> {
                    signals.raise("news", "others");
                    signals.raise("news", "mine");
                    signals.raise("news", Signals.EVERYTHING);
                })
                .expectNext("mine", Signals.EVERYTHING)
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void neverBlockWhoRaisesThemForASlowListener() {
        StepVerifier.create(signals.on("news"), 0)
                .then(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        signals.raise("news", Integer.toString(i));
                    }
                })
                .thenRequest(1)
                .assertNext(oldest -> assertThat(Integer.parseInt(oldest)).isGreaterThan(3_000))
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void endWhenTheApplicationStops() {
        StepVerifier.create(signals.on("news"))
                .then(signals::close)
                .expectComplete()
                .verify(SOON);
        StepVerifier.create(signals.on("other news")).expectComplete().verify(SOON);
    }
}
