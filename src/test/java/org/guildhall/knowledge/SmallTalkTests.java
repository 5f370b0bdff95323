package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallTalkTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi there!|greeting",
                "HELLO|greeting",
                "hi, good morning|greeting",
                "thanks a lot!!|thanks",
                "Thank you very much :)|thanks",
                "bye for now|goodbye",
                "are you a robot?|are-you-a-robot",
                "can i speak to someone please|talk-to-a-person",
                "i want a real person|talk-to-a-person",
                "hello, can I talk to a human please|talk-to-a-person",
                "let me speak with a human being|talk-to-a-person"
            })
    void isKnown(String text, String article) {
        Finding finding = Sample.library().ask(text);
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.SMALLTALK);
        assertThat(finding.best().orElseThrow().article()).isEqualTo(article);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi, my bin wasn't emptied",
                "hello when is my bin day",
                "thanks but how do i pay my council tax",
                "good morning i want to report a pothole"
            })
    void isAQuestionAfterAll(String text) {
        assertThat(Sample.library().ask(text).verdict()).isNotEqualTo(Finding.Verdict.SMALLTALK);
    }
}
