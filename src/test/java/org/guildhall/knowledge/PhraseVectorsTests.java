package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bits lead to the same phrases as looking at each of them. */
class PhraseVectorsTests {

    private static final int NEAREST = 5;
    private static final int QUESTIONS = 100;

    private final PhraseVectors phrases = Alarm.vectors();
    private final Random random = new Random(5);

    @Test
    void theNearestPhrasesAreFound() {
        int missed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            float[] question = near(random.nextInt(phrases.size()));
            double[] exactly = IntStream.range(0, phrases.size())
                    .mapToDouble(place -> -phrases.cosine(place, question))
                    .sorted()
                    .limit(NEAREST)
                    .map(cosine -> -cosine)
                    .toArray();

            float[] found = phrases.nearest(question, NEAREST);

            assertThat(found).hasSize(NEAREST);
            assertThat((double) found[0]).isEqualTo(exactly[0], within(1e-6));
            missed += found[NEAREST - 1] < exactly[NEAREST - 1] - 1e-6 ? 1 : 0;
        }
        assertThat(missed).isLessThanOrEqualTo(QUESTIONS / 20);
    }

    @Test
    void thereAreNoMoreThanThereAre() {
        assertThat(phrases.at(new int[] {7, 9}).nearest(near(7), NEAREST)).hasSize(2);
    }

    /** Somewhere near a phrase, as other words for the same would be. */
    private float[] near(int place) {
        float[] vector = new float[Embedder.DIMENSIONS];
        double square = 0;
        for (int d = 0; d < vector.length; d++) {
            vector[d] = phrases.vector(place)[d] + (float) (0.6 * random.nextGaussian() / Math.sqrt(vector.length));
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }
}
