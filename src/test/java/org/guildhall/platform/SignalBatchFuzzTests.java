package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.platform.SignalBatch.Signal;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes over the database's channel, and whatever a signal's key is. */
class SignalBatchFuzzTests {

    static Stream<byte[]> payloads() {
        return Stream.concat(
                Stream.of(
                                "there\nturns\t1\noutbox\ttelegram",
                                "here\nturns\t1",
                                "there\n\t\n\t\t",
                                "there\r\nturns\t1\rturns\t2",
                                "one\rtwo",
                                "there",
                                "\n",
                                "")
                        .map(payload -> payload.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("payloads")
    @FuzzTest(maxDuration = "60s")
    void anyPayloadIsReadAndAnyKeyArrivesOrStandsForAll(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            SignalBatch here = new SignalBatch("here");
            assertThat(here.read(text))
                    .hasSizeLessThanOrEqualTo((int) text.lines().count())
                    .allMatch(signal -> text.contains(signal.name() + '\t' + signal.key()))
                    .noneMatch(signal -> (signal.name() + signal.key()).matches("(?s).*[\\r\\n].*"));
            assertThat(here.read("here\n" + text)).as("our own voice").isEmpty();

            here.add("turns", text);
            List<String> told = here.take();
            assertThat(told)
                    .allMatch(
                            payload -> payload.getBytes(StandardCharsets.UTF_8).length <= SignalBatch.LARGEST_PAYLOAD);
            assertThat(told.stream().flatMap(payload -> new SignalBatch("there").read(payload).stream()))
                    .singleElement()
                    .isIn(new Signal("turns", text), new Signal("turns", Signals.EVERYTHING));
        }
    }
}
