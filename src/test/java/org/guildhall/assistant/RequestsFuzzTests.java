package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a citizen writes or taps. */
class RequestsFuzzTests {

    static Stream<byte[]> words() {
        return Stream.concat(
                Seeds.lines("knowledge-base/questions.tsv").stream().limit(60),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void everyPartIsTheCitizensOwnWords(byte[] bytes) {
        for (String words : Seeds.texts(bytes)) {
            assertThat(Requests.in(words))
                    .hasSizeLessThanOrEqualTo(6)
                    .allMatch(part -> !part.isBlank())
                    .allMatch(words::contains);
            assertThat(Picks.known(words)).isEqualTo(words.startsWith(Picks.ARTICLE) || isFixed(words));
        }
    }

    private static boolean isFixed(String words) {
        return Stream.of(Picks.HELPED_YES, Picks.HELPED_NO, Picks.PERSON, Picks.NONE, Picks.NOT_SOLVED)
                .anyMatch(words::equals);
    }
}
