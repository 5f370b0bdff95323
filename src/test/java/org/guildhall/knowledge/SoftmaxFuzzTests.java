package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the database gives back as what was learnt. */
class SoftmaxFuzzTests {

    private static final int MOST_CLASSES = 4;

    static Stream<byte[]> stored() {
        byte[] learnt = Softmax.learn(List.of(lesson(0, 0), lesson(1, 1), lesson(2, 1)), 3)
                .bytes();
        byte[] flipped = learnt.clone();
        flipped[0] ^= 1;
        return Stream.of(
                learnt,
                flipped,
                Arrays.copyOf(learnt, learnt.length - 1),
                Arrays.copyOf(learnt, learnt.length + 1),
                Softmax.ignorant(2).bytes(),
                floats(0, 2, Float.NaN),
                floats(1, 0),
                new byte[0]);
    }

    @MethodSource("stored")
    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReadWholeOrNotAtAll(byte[] bytes) {
        for (int classes = 0; classes <= MOST_CLASSES; classes++) {
            int places = classes;
            Softmax.of(bytes, places).ifPresent(softmax -> {
                byte[] again = softmax.bytes();
                assertThat(again.length).isEqualTo(bytes.length);
                assertThat(Softmax.of(again, places).orElseThrow().bytes()).isEqualTo(again);
                if (isFinite(again)) {
                    double[] scores = softmax.scores(vector(1));
                    assertThat(scores.length).isIn(0, places);
                    assertThat(Softmax.probabilities(scores, place -> true).length)
                            .isEqualTo(scores.length);
                }
            });
        }
    }

    @MethodSource("stored")
    @FuzzTest(maxDuration = "60s")
    void whatIsTornOrOfAnotherEditionIsRefused(byte[] bytes) {
        float[] vector = new float[Embedder.DIMENSIONS];
        for (int d = 0; d < Math.min(vector.length, bytes.length); d++) {
            vector[d] = bytes[d] / 128f;
        }
        byte[] whole = Softmax.learn(List.of(lesson(0, 2), new Softmax.Lesson(vector, 1, 1)), 3)
                .bytes();
        assertThat(Softmax.of(whole, 3)).isPresent();
        assertThat(Softmax.of(whole, 2)).isEmpty();
        assertThat(Softmax.of(whole, 4)).isEmpty();
        assertThat(Softmax.of(Arrays.copyOf(whole, Math.floorMod(Arrays.hashCode(bytes), whole.length)), 3))
                .isEmpty();
        assertThat(Softmax.of(Arrays.copyOf(whole, whole.length + 1), 3)).isEmpty();
    }

    /** Lucene multiplies nothing else where assertions are on. */
    private static boolean isFinite(byte[] floats) {
        float[] numbers = new float[floats.length / Float.BYTES];
        ByteBuffer.wrap(floats).asFloatBuffer().get(numbers);
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static Softmax.Lesson lesson(int direction, int place) {
        return new Softmax.Lesson(vector(direction), place, 1);
    }

    private static float[] vector(int direction) {
        float[] vector = new float[Embedder.DIMENSIONS];
        vector[direction] = 1;
        return vector;
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }
}
