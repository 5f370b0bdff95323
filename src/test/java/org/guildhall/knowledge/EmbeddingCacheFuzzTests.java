package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a disk gives back as the kept vectors. */
class EmbeddingCacheFuzzTests {

    private static final byte[] MAGIC = "GHV2".getBytes(StandardCharsets.US_ASCII);

    /** A text's hash and its vector. */
    private static final int ENTRY = 32 + Embedder.DIMENSIONS * Float.BYTES;

    static Stream<byte[]> files() {
        byte[] none = ByteBuffer.allocate(4).putInt(0).array();
        byte[] one = counted(1, new byte[ENTRY]);
        byte[] two = counted(2, new byte[2 * ENTRY]);
        return Stream.of(
                none,
                one,
                two,
                counted(1, new byte[2 * ENTRY]),
                counted(2, new byte[ENTRY]),
                counted(-1, new byte[ENTRY]),
                counted(Integer.MAX_VALUE, new byte[ENTRY]),
                sealed(none),
                sealed(two),
                Arrays.copyOf(sealed(one), 100),
                MAGIC,
                new byte[0]);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "60s")
    void anyFileIsReadWholeOrNotAtAll(byte[] bytes) {
        // The second has the right sum, which nobody would guess.
        for (byte[] file : List.of(bytes, sealed(bytes))) {
            read(file).ifPresent(vectors -> {
                int count = Math.max(0, ByteBuffer.wrap(file).getInt(MAGIC.length));
                assertThat((long) file.length).isEqualTo(MAGIC.length + 4 + (long) count * ENTRY + 8);
                assertThat(vectors).hasSizeLessThanOrEqualTo(count);
                assertThat(vectors.keySet()).allMatch(key -> key.matches("[0-9a-f]{64}"));
                assertThat(vectors.values()).allMatch(vector -> vector.length == Embedder.DIMENSIONS);
            });
        }
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "60s")
    void oneBitOtherOrOneByteMoreOrLessIsNoticed(byte[] bytes) {
        byte[] file = sealed(counted(1, Arrays.copyOf(bytes, ENTRY)));
        assertThat(read(file)).isPresent();

        int bit = Math.floorMod(Arrays.hashCode(bytes), Byte.SIZE * file.length);
        byte[] damaged = file.clone();
        damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        assertThat(read(damaged)).as("bit %s", bit).isEmpty();
        assertThat(read(Arrays.copyOf(file, bit / Byte.SIZE)))
                .as("torn at %s", bit / Byte.SIZE)
                .isEmpty();
        assertThat(read(Arrays.copyOf(file, file.length + 1))).isEmpty();
    }

    private static Optional<Map<String, float[]>> read(byte[] file) {
        try {
            return EmbeddingCache.file(Path.of("vectors")).read(new ByteArrayInputStream(file), EmbeddingCache::read);
        } catch (IOException refused) {
            return Optional.empty();
        }
    }

    private static byte[] counted(int count, byte[] entries) {
        return ByteBuffer.allocate(4 + entries.length)
                .putInt(count)
                .put(entries)
                .array();
    }

    /** With what stands before and after the entries and their count. */
    private static byte[] sealed(byte[] content) {
        ByteBuffer file = ByteBuffer.allocate(MAGIC.length + content.length + 8)
                .put(MAGIC)
                .put(content);
        CRC32C sum = new CRC32C();
        sum.update(file.array(), 0, file.position());
        return file.putLong(sum.getValue()).array();
    }
}
