package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A byte a number must tell the same as the whole vectors. */
class ByteScanTests {

    private static final int ARTICLES = 20;
    private static final int EACH = 25;
    private static final int NEAREST = 5;

    private final Random random = new Random(7);
    private final List<Example> examples = new ArrayList<>();
    private final float[] asked = vector();

    ByteScanTests() {
        for (int i = 0; i < ARTICLES * EACH; i++) {
            examples.add(example(i % ARTICLES, false, vector()));
        }
    }

    private static Example example(int article, boolean standsIn, float[] vector) {
        return new Example(article, Example.Role.ASKED, 0, standsIn, List.of(), vector);
    }

    private float[] vector() {
        float[] vector = new float[Embedder.DIMENSIONS];
        double square = 0;
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian();
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private VectorScan.Near near(Gone gone) {
        return new ByteScan(examples, IntStream.range(0, examples.size()).toArray()).near(asked, NEAREST, gone);
    }

    private double cosine(int place) {
        return VectorScan.cosine(asked, examples.get(place));
    }

    private int[] exactly(Gone gone) {
        return IntStream.range(0, examples.size())
                .filter(place -> !gone.example(place, examples.get(place)))
                .boxed()
                .sorted(Comparator.comparingDouble(this::cosine).reversed())
                .limit(NEAREST)
                .mapToInt(place -> place)
                .toArray();
    }

    @Test
    void findsWhatLookingAtTheWholeVectorsFinds() {
        Hits hits = near(Gone.NOTHING).hits();

        assertThat(hits.examples()).containsExactly(exactly(Gone.NOTHING));
        for (int i = 0; i < NEAREST; i++) {
            assertThat((double) hits.scores()[i]).isEqualTo(cosine(hits.examples()[i]));
        }
    }

    @Test
    void namesTheNearestExampleOfEachArticle() {
        int[] nearest = near(Gone.NOTHING).nearest();

        assertThat(nearest).hasSize(ARTICLES);
        for (int article = 0; article < ARTICLES; article++) {
            int of = article;
            double highest = IntStream.range(0, examples.size())
                    .filter(place -> examples.get(place).article() == of)
                    .mapToDouble(this::cosine)
                    .max()
                    .orElseThrow();
            // Two that are equally near may be taken for each other; what they are worth may not.
            assertThat(cosine(nearest[article])).isCloseTo(highest, within(0.002));
        }
    }

    @Test
    void doesNotFindWhatIsPretendedAway() {
        int first = near(Gone.NOTHING).hits().examples()[0];
        int article = examples.get(first).article();
        Gone withoutIt = new Gone(ignored -> false, first);
        Gone withoutItsArticle = new Gone(place -> place == article, Gone.NONE);

        assertThat(near(withoutIt).hits().examples()).containsExactly(exactly(withoutIt));
        assertThat(near(withoutItsArticle).hits().examples()).containsExactly(exactly(withoutItsArticle));
        assertThat(near(withoutItsArticle).nearest()[article]).isEqualTo(-1);
    }

    @Test
    void prefersAQuestionToASentenceThatStandsInForOne() {
        examples.add(example(ARTICLES, true, asked));
        examples.add(example(ARTICLES + 1, false, asked));

        Hits hits = near(Gone.NOTHING).hits();

        assertThat(hits.examples()).startsWith(examples.size() - 1, examples.size() - 2);
        assertThat(hits.scores()[0] - hits.scores()[1]).isCloseTo(0.1f, within(1e-4f));
    }
}
