package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said, for messengers that show nothing but words. */
class TextMessageFuzzTests {

    private static final int LIMIT = 918;

    static Stream<byte[]> markdown() {
        return Stream.concat(
                Seeds.files("knowledge-base", ".md").stream(),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesOfPlainWordsWithinTheLimit(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content offer = new Content.Choices(text, List.of(new Choice(text, text), new Choice("no", "No")));
            Outbound reply = new Outbound(new UUID(0, 0), new Address("sms", "us", "1", "1"), offer, null);
            for (String part : PlainReply.of(reply, LIMIT, Measure.UTF16, TextMessage::plainer)) {
                assertThat(part).isNotBlank().hasSizeLessThanOrEqualTo(LIMIT);
                assertThat(TextMessage.segments(part)).isBetween(1, 14);
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void plainerSignsArePlainAfterOneTime(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String plainer = TextMessage.plainer(text);
            assertThat(TextMessage.plainer(plainer)).isEqualTo(plainer);
            assertThat(plainer).doesNotContain("\u2019", "\u201C", "\u2013", "\u2026", "\u00A0", "\u2022");
        }
    }
}
