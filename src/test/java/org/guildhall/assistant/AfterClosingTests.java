package org.guildhall.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.conversation.Dialogue.Return;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What citizens write within three days after staff closed their conversation about a sofa that was not collected. */
class AfterClosingTests {

    private static final List<String> BEFORE =
            List.of("you have not collected my old sofa", "it is at the gate in Mill Lane");

    private final AfterClosing closing = new AfterClosing(Scene.VOICE, Scene.MANNER);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yes | SOLVED",
                "Yep | SOLVED",
                "👍 | SOLVED",
                "it's solved | SOLVED",
                "nope | NOT_SOLVED",
                "not really | NOT_SOLVED",
                "It is not solved! | NOT_SOLVED",
                "no it isn't | NOT_SOLVED",
                "Still not fixed. | NOT_SOLVED"
            })
    void answersTheQuestion(String words, Return meant) {
        assertThat(closing.of(words, BEFORE, true)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "still nothing",
                "any news?",
                "it is still there",
                "they only took the cushions",
                "the men came but left the sofa",
                "the gate was open all day",
                "is it done?",
                "thank you but it has not gone",
                "and the mattress too",
                "you said Tuesday"
            })
    void goesOnAboutTheSame(String words) {
        assertThat(closing.of(words, BEFORE, true)).isEqualTo(Return.FOLLOW_UP);
        assertThat(closing.of(words, BEFORE, false)).isEqualTo(Return.FOLLOW_UP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how do I pay my council tax?",
                "and how do I pay my council tax?",
                "there is a pothole on my road",
                "how much is it to collect a sofa?",
                "my bin was not emptied",
                "thank you so much, that is great",
                "it's fixed now, thank you",
                "thanks",
                "ok",
                "hello?",
                "???"
            })
    void isANewQuestionOrNone(String words) {
        assertThat(closing.of(words, BEFORE, true)).isEqualTo(Return.NEW_QUESTION);
    }

    @Test
    void aBareYesOrNoAnswersNothingThatWasNotAsked() {
        assertThat(closing.of("yes", BEFORE, false)).isEqualTo(Return.NEW_QUESTION);
        assertThat(closing.of("nope", BEFORE, false)).isEqualTo(Return.NEW_QUESTION);
        assertThat(closing.of("it is not solved", BEFORE, false)).isEqualTo(Return.NOT_SOLVED);
    }
}
