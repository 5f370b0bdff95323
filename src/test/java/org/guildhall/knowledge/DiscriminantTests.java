package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscriminantTests {

    private final List<float[]> vectors = List.of(vector(1, 0), vector(0.9f, 0.1f), vector(0, 1), vector(0.1f, 0.9f));

    @Test
    void putsAVectorWithItsLikes() {
        Discriminant discriminant = Discriminant.learn(vectors, new int[] {0, 0, 1, 1}, 3, 0.3, 1);
        double[] scores = discriminant.scores(vector(0.8f, 0.2f));
        double[] probabilities = Discriminant.probabilities(scores, c -> true);
        assertThat(probabilities[0]).isGreaterThan(0.9);
        assertThat(probabilities[2]).as("a class without examples").isZero();
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void givesNothingToClassesThatDoNotCount() {
        Discriminant discriminant = Discriminant.learn(vectors, new int[] {0, 0, 1, 1}, 2, 0.3, 1);
        double[] scores = discriminant.scores(vector(1, 0));
        assertThat(Discriminant.probabilities(scores, c -> c != 0)).containsExactly(0, 1);
        assertThat(Discriminant.probabilities(scores, c -> false)).containsExactly(0, 0);
    }

    @Test
    void worksWithOneExampleAClass() {
        Discriminant discriminant =
                Discriminant.learn(List.of(vector(1, 0), vector(0, 1)), new int[] {0, 1}, 2, 0.3, 1);
        double[] scores = discriminant.scores(vector(0.9f, 0.4f));
        assertThat(scores[0]).isGreaterThan(scores[1]);
    }

    private static float[] vector(float x, float y) {
        float[] vector = new float[Embedder.DIMENSIONS];
        vector[0] = x;
        vector[1] = y;
        return vector;
    }
}
