package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTests {

    private final Softmax softmax =
            Softmax.learn(List.of(lesson(1, 0, 0), lesson(0.9f, 0.1f, 0), lesson(0, 1, 1), lesson(0.1f, 0.9f, 1)), 3);

    @Test
    void putsAVectorWithItsLikes() {
        double[] probabilities = Softmax.probabilities(softmax.scores(vector(0.8f, 0.2f)), c -> true);
        assertThat(probabilities[0]).isGreaterThan(0.85);
        assertThat(probabilities[2]).as("a class without lessons").isZero();
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void givesNothingToClassesThatDoNotCount() {
        double[] scores = softmax.scores(vector(1, 0));
        assertThat(Softmax.probabilities(scores, c -> c != 0)).containsExactly(0, 1, 0);
        assertThat(Softmax.probabilities(scores, c -> false)).containsExactly(0, 0, 0);
    }

    @Test
    void learnsTheSameFromTheSameLessons() {
        List<Softmax.Lesson> lessons = List.of(lesson(1, 0, 0), lesson(0, 1, 1));
        assertThat(Softmax.learn(lessons, 2).bytes())
                .isEqualTo(Softmax.learn(lessons, 2).bytes());
    }

    @Test
    void comesBackFromBytesAsItWas() {
        float[] vector = vector(0.3f, 0.7f);
        assertThat(Softmax.of(softmax.bytes(), 3).orElseThrow().scores(vector)).containsExactly(softmax.scores(vector));
        assertThat(Softmax.of(softmax.bytes(), 4)).as("of another edition").isEmpty();
    }

    @Test
    void keepsWhatItKnowsWhenArticlesMove() {
        float[] vector = vector(0.3f, 0.7f);
        double[] before = softmax.scores(vector);
        double[] after = softmax.rearranged(new int[] {1, -1, 0}).scores(vector);
        assertThat(after).containsExactly(before[1], Double.NEGATIVE_INFINITY, before[0]);
    }

    private static Softmax.Lesson lesson(float x, float y, int place) {
        return new Softmax.Lesson(vector(x, y), place, 1);
    }

    private static float[] vector(float x, float y) {
        float[] vector = new float[Embedder.DIMENSIONS];
        vector[0] = x;
        vector[1] = y;
        return vector;
    }
}
