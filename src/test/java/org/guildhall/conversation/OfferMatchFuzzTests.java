package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Choice;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a citizen answers to an offer. */
class OfferMatchFuzzTests {

    private static final List<Choice> OFFER = List.of(
            new Choice("article:missed-bin", "Report a missed bin"),
            new Choice("article:new-bin", "Get a new bin"),
            new Choice("none", "None of these"));

    static Stream<byte[]> answers() {
        return Stream.concat(
                Stream.of("2", "the second one", "none of them", "#3", "99", "last", "", "٢")
                        .map(answer -> answer.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anAnswerMeansOneOfTheOfferOrNothing(byte[] bytes) {
        for (String answer : Seeds.texts(bytes)) {
            assertThat(OfferMatch.in(answer, OFFER).stream()).allMatch(OFFER::contains);
            assertThat(OfferMatch.placed(answer, OFFER).stream()).allMatch(OFFER::contains);
            assertThat(OfferMatch.in(answer, List.of())).isEmpty();
            // A title may be anybody's words as well.
            OfferMatch.in("2", List.of(new Choice("x", answer)));
        }
    }
}
