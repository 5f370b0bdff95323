package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a channel read can be stored afterwards. */
class CleanedFuzzTests {

    static Stream<byte[]> words() {
        return Stream.concat(
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream(),
                Stream.of(new byte[] {0, 0, 0, 65}, new byte[] {(byte) 0xD8, 0, (byte) 0xDC, 0, (byte) 0xD8, 0}));
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void nothingUnfitForTheDatabaseIsLeft(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Inbound.Said clean = (Inbound.Said) Cleaned.of(new Inbound.Said(
                    text,
                    new Address("telegram", text, text, text),
                    new Content.Location(text.length() / 0.0, text.length(), text, text),
                    text,
                    text,
                    text,
                    null));

            assertThat(clean.eventId().codePoints())
                    .noneMatch(point -> point == 0 || point >= 0xD800 && point <= 0xDFFF);
            assertThat(clean.content().text().codePoints())
                    .noneMatch(point -> point == 0 || point >= 0xD800 && point <= 0xDFFF);
            assertThat(clean.content()).isNotInstanceOf(Content.Location.class);
            assertThat(Cleaned.of(clean)).isEqualTo(clean);
        }
    }
}
