package org.guildhall.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.guildhall.knowledge.Finding;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReliabilityTests {

    private final List<Prediction> asked = new ArrayList<>();

    private void asked(int times, String expected, String predicted, double confidence) {
        asked.addAll(Collections.nCopies(
                times,
                new Prediction(
                        "a question",
                        expected,
                        predicted.isEmpty() ? List.of() : List.of(predicted),
                        confidence,
                        Finding.Verdict.ANSWER,
                        1)));
    }

    @Test
    void countsWhatWasRightInEachTenth() {
        asked(9, "bins", "bins", 0.95);
        asked(1, "", "bins", 0.95);
        asked(1, "bins", "tax", 0.15);
        asked(1, "bins", "bins", 0.11);

        List<Reliability.Bin> bins = Reliability.of(asked).bins();

        assertThat(bins).hasSize(2);
        assertThat(bins.getFirst().questions()).isEqualTo(2);
        assertThat(bins.getFirst().confidence()).isCloseTo(0.13, within(1e-9));
        assertThat(bins.getFirst().right()).isEqualTo(0.5);
        assertThat(bins.getLast().right()).isEqualTo(0.9);
    }

    @Test
    void saysHowFarConfidencesAreOff() {
        asked(8, "bins", "bins", 0.9);
        asked(2, "bins", "tax", 0.9);

        assertThat(Reliability.of(asked).error()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void leavesOutWhatNoArticleWasFoundFor() {
        asked(3, "", "", 0);

        assertThat(Reliability.of(asked).bins()).isEmpty();
        assertThat(Reliability.of(asked).error()).isZero();
    }

    @Test
    void countsCompleteCertaintyInTheLastTenth() {
        asked(1, "bins", "bins", 1);

        assertThat(Reliability.of(asked).bins().getFirst().from()).isEqualTo(0.9);
    }

    @Test
    void drawsABarForPeopleWithAMarkWhereItShouldEnd() {
        asked(1, "bins", "bins", 0.5);
        asked(1, "bins", "tax", 0.5);

        assertThat(Reliability.of(asked).lines())
                .singleElement()
                .asString()
                .contains("0.5 to 0.6", "2 asked", "50.0 % right")
                .endsWith("###################|");
    }

    @Test
    void drawsAPictureThatIsWellFormed() throws Exception {
        asked(7, "bins", "bins", 0.75);

        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Reliability.of(asked).svg())));

        assertThat(picture.getElementsByTagName("title").getLength()).isOne();
        assertThat(picture.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("7");
    }
}
