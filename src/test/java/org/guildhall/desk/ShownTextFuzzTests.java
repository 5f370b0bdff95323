package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.message.Content;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said, staff see all of it and nothing turns their page round. */
class ShownTextFuzzTests {

    static Stream<byte[]> words() {
        return Stream.concat(
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream(),
                Stream.of(
                        new byte[] {0, 7, 0, 27, 0, 127, 0, (byte) 0x9B},
                        new byte[] {0x20, 0x2E, 0x20, 0x66, 0x20, 0x0F, 0x06, 0x1C},
                        new byte[] {(byte) 0xD8, 0x3D, (byte) 0xDC, 0x4B, (byte) 0xD8, 0, 0, 13, 0, 10}));
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void nothingInvisibleIsLeftAndNothingVisibleIsLost(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String shown = ShownText.visible(text);
            assertThat(shown.codePoints()).noneMatch(ShownTextFuzzTests::hidesOrTurns);
            assertThat(shown.codePoints().count())
                    .isGreaterThanOrEqualTo(text.codePoints().count());
            assertThat(ShownText.visible(shown)).isEqualTo(shown);
            assertThat(ShownText.forPage(said(Sender.CITIZEN, text))).isEqualTo(shown);
            assertThat(ShownText.forPage(said(Sender.ASSISTANT, text)).codePoints())
                    .noneMatch(ShownTextFuzzTests::hidesOrTurns);
        }
    }

    private static boolean hidesOrTurns(int point) {
        return point != '\n'
                && point != '\t'
                && (Character.isISOControl(point)
                        || switch (Character.getDirectionality(point)) {
                            case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                                    Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                                    Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                                    Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                                    Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE -> true;
                            default -> false;
                        });
    }

    private static Message said(Sender sender, String words) {
        UUID id = new UUID(0, 1);
        return new Message(id, id, 1, sender, null, new Content.Text(words), null, null, null, Instant.EPOCH);
    }
}
