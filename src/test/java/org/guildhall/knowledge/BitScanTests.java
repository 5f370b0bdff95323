package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bit a number must lead to the same examples as the whole vectors. */
class BitScanTests {

    private static final int ARTICLES = 400;
    private static final int EACH = 15;
    private static final int NEAREST = 20;
    private static final int QUESTIONS = 50;

    private final Random random = new Random(11);
    private final List<Example> examples = new ArrayList<>();
    private final List<float[]> asked = new ArrayList<>();

    /** Articles whose examples resemble each other, all of them pointing roughly the same way, as a language model's do. */
    BitScanTests() {
        float[] common = around(new float[Embedder.DIMENSIONS], 1);
        for (int article = 0; article < ARTICLES; article++) {
            float[] topic = around(common, 0.8);
            for (int i = 0; i < EACH; i++) {
                examples.add(new Example(article, Example.Role.ASKED, 0, false, List.of(), around(topic, 0.5)));
            }
            if (article < QUESTIONS) {
                asked.add(around(topic, 0.5));
            }
        }
    }

    /** A vector of length 1 near another. */
    private float[] around(float[] other, double far) {
        float[] vector = new float[Embedder.DIMENSIONS];
        double square = 0;
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) (other[d] + far * random.nextGaussian() / Math.sqrt(vector.length));
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < vector.length; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private int[] all() {
        return IntStream.range(0, examples.size()).toArray();
    }

    private Hits exactly(float[] vector, Gone gone) {
        int[] there = IntStream.of(all())
                .filter(place -> !gone.example(place, examples.get(place)))
                .toArray();
        return VectorScan.nearest(vector, examples, there, NEAREST);
    }

    @Test
    void findsTheNearestOfThousands() {
        VectorScan scan = new BitScan(examples, all());
        int missed = 0;
        for (float[] question : asked) {
            Hits hits = scan.near(question, NEAREST, Gone.NOTHING).hits();
            Hits exactly = exactly(question, Gone.NOTHING);

            assertThat(hits.examples()[0]).isEqualTo(exactly.examples()[0]);
            assertThat(hits.scores()[0]).isEqualTo(exactly.scores()[0]);
            missed += (int) IntStream.of(exactly.examples())
                    .filter(place -> IntStream.of(hits.examples()).noneMatch(found -> found == place))
                    .count();
        }
        assertThat(missed).isLessThanOrEqualTo(QUESTIONS * NEAREST / 100);
    }

    @Test
    void doesNotFindWhatIsPretendedAway() {
        VectorScan scan = new BitScan(examples, all());
        float[] question = asked.getFirst();
        Gone withoutItsArticle = new Gone(article -> article == 0, Gone.NONE);

        Hits hits = scan.near(question, NEAREST, withoutItsArticle).hits();

        assertThat(Arrays.stream(hits.examples())
                        .map(place -> examples.get(place).article()))
                .doesNotContain(0);
        assertThat(hits.examples()[0])
                .isEqualTo(exactly(question, withoutItsArticle).examples()[0]);
    }

    @Test
    void prefersAQuestionToASentenceThatStandsInForOne() {
        float[] question = asked.getFirst();
        examples.add(new Example(ARTICLES, Example.Role.ASKED, 0, true, List.of(), question));
        examples.add(new Example(ARTICLES + 1, Example.Role.ASKED, 0, false, List.of(), question));

        Hits hits = new BitScan(examples, all())
                .near(question, NEAREST, Gone.NOTHING)
                .hits();

        assertThat(hits.examples()).startsWith(examples.size() - 1, examples.size() - 2);
        assertThat(hits.scores()[0] - hits.scores()[1]).isCloseTo(0.1f, within(1e-4f));
    }

    @Test
    void findsFewerWhenThereAreFewer() {
        VectorScan scan = new BitScan(examples, new int[] {3, 4});

        assertThat(scan.near(asked.getFirst(), NEAREST, Gone.NOTHING).hits().examples())
                .containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void isTakenWhereThereAreMany() {
        int[] many = new int[VectorScan.MOST_BYTES + 1];

        assertThat(VectorScan.of(examples, many)).isInstanceOf(BitScan.class);
        assertThat(VectorScan.of(examples, new int[VectorScan.MOST_BYTES])).isInstanceOf(ByteScan.class);
    }
}
