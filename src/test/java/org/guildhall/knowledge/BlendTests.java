package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlendTests {

    /** The first article is meant; its words say so and its meaning does not. */
    private final Opinions wordsAreRight = new Opinions(
            List.of(new Opinion(0, -1, 0.80, 1.0, 0.5, 0), new Opinion(1, -1, 0.90, 0.2, 0.5, 0)),
            0,
            Hits.NONE,
            Hits.NONE);

    @Test
    void sharesAddUpToOne() {
        assertThat(Blend.USUAL.shares(wordsAreRight.articles()))
                .hasSize(2)
                .satisfies(shares -> assertThat(shares[0] + shares[1]).isBetween(0.999999, 1.000001));
    }

    @Test
    void learnsWhichOpinionIsRightInThisKnowledgeBase() {
        Blend learnt = Blend.learn(Collections.nCopies(200, new Blend.Lesson(wordsAreRight, 0)), 1);
        assertThat(Ranking.of(wordsAreRight, Blend.USUAL).best().article()).isEqualTo(1);
        assertThat(Ranking.of(wordsAreRight, learnt).best().article()).isZero();
        assertThat(learnt.words()).isGreaterThan(Blend.USUAL.words());
    }

    @Test
    void staysWithTheUsualWhenThereIsLittleToLearnFrom() {
        Blend learnt = Blend.learn(List.of(new Blend.Lesson(wordsAreRight, 0)), 1_000);
        assertThat(Ranking.of(wordsAreRight, learnt).best().article()).isEqualTo(1);
        assertThat(Blend.learn(List.of(), 1)).isEqualTo(Blend.USUAL);
    }
}
