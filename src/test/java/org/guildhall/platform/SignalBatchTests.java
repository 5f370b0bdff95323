package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.guildhall.platform.SignalBatch.Signal;
import org.junit.jupiter.api.Test;

class SignalBatchTests {

    private long now;
    private final SignalBatch here = new SignalBatch("here", () -> now);
    private final SignalBatch there = new SignalBatch("there");

    @Test
    void tellsTheSameThingOnce() {
        here.add("turns", "1");
        here.add("turns", "1");
        here.add("outbox", "1");

        assertThat(readThere(here.take())).containsExactly(new Signal("turns", "1"), new Signal("outbox", "1"));
    }

    @Test
    void saysNothingWhenNothingHappened() {
        assertThat(here.take()).isEmpty();
    }

    @Test
    void takesABreathBetweenTwoTimes() {
        here.add("turns", "1");
        assertThat(here.take()).hasSize(1);
        here.add("turns", "2");

        now += SignalRelay.FLUSH_EVERY.toNanos() - 1;
        assertThat(here.take()).isEmpty();
        now++;
        assertThat(readThere(here.take())).containsExactly(new Signal("turns", "2"));
    }

    @Test
    void ignoresItsOwnVoice() {
        here.add("turns", "1");

        assertThat(here.take())
                .allSatisfy(payload -> assertThat(here.read(payload)).isEmpty());
    }

    @Test
    void splitsWhatIsTooLongForOneNotification() {
        for (int i = 0; i < 900; i++) {
            here.add("turns", "key-with-some-length-" + i);
        }

        List<String> payloads = here.take();

        assertThat(payloads)
                .hasSizeGreaterThan(1)
                .allSatisfy(payload -> assertThat(payload.getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(8_000));
        assertThat(readThere(payloads)).hasSize(900);
    }

    @Test
    void saysThatEverythingChangedWhenTooMuchDid() {
        here.add("outbox", "kept");
        for (int i = 0; i < 5_000; i++) {
            here.add("turns", Integer.toString(i));
        }

        assertThat(readThere(here.take()))
                .containsExactly(new Signal("outbox", "kept"), new Signal("turns", Signals.EVERYTHING));
    }

    @Test
    void saysThatEverythingChangedForAKeyThatCannotBeWritten() {
        here.add("long", "x".repeat(8_000));
        here.add("broken", "one\ntwo");

        assertThat(readThere(here.take()))
                .containsExactly(new Signal("long", Signals.EVERYTHING), new Signal("broken", Signals.EVERYTHING));
    }

    @Test
    void ignoresWhatNobodyOfUsWrote() {
        assertThat(here.read("")).isEmpty();
        assertThat(here.read("somebody\nno tab")).isEmpty();
    }

    private List<Signal> readThere(List<String> payloads) {
        return payloads.stream()
                .flatMap(payload -> there.read(payload).stream())
                .toList();
    }
}
