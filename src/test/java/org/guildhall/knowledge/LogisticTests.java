package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticTests {

    private static final Logistic USUAL = new Logistic(0, new double[] {1});

    @Test
    void tellsApartWhatCanBeToldApart() {
        List<Logistic.Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            lessons.add(new Logistic.Lesson(new double[] {i / 1_000.0}, i >= 1_000, 1));
        }
        // Started far away, where the curve is flat and a whole step of Newton's would overshoot.
        Logistic learnt = Logistic.learn(lessons, new Logistic(-60, new double[] {5}), 1);
        assertThat(learnt.of(new double[] {0.2})).isLessThan(0.1);
        assertThat(learnt.of(new double[] {1.8})).isGreaterThan(0.9);
    }

    @Test
    void meansWhatItSays() {
        List<Logistic.Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            lessons.add(new Logistic.Lesson(new double[] {1}, i % 4 == 0, 1));
        }
        assertThat(Logistic.learn(lessons, USUAL, 0.1).of(new double[] {1})).isCloseTo(0.25, within(0.01));
    }

    @Test
    void staysAsUsualWithoutLessons() {
        assertThat(Logistic.learn(List.of(), USUAL, 1).of(new double[] {0.5}))
                .isCloseTo(USUAL.of(new double[] {0.5}), within(1e-9));
    }
}
