package org.guildhall.knowledge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of the knowledge base's own texts, kept on disk so that a restart does not pay for them again. One file a
 * model; written aside and moved into place, so that a crash leaves the old one. Never holds what citizens write. A file
 * that is missing, torn, damaged in one bit or cannot be written costs time and nothing else.
 */
final class EmbeddingCache {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    /** The second form, which ends in a CRC-32C (RFC 3720, section 12.1) of all before it. */
    private static final int MAGIC = 0x47485632;

    private final Path file;
    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

    private EmbeddingCache(Path file) {
        this.file = file;
    }

    /** Opens the cache below a folder, which need not exist. */
    static EmbeddingCache open(Path folder) {
        EmbeddingCache cache = new EmbeddingCache(folder.resolve(Embedder.MODEL + ".vectors"));
        cache.read();
        return cache;
    }

    private void read() {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            CheckedInputStream checked = new CheckedInputStream(bytes, new CRC32C());
            vectors.putAll(read(checked, new DataInputStream(checked)));
        } catch (NoSuchFileException e) {
            LOG.debug("No vectors kept yet in {}", file);
        } catch (IOException e) {
            LOG.warn("The kept vectors in {} cannot be read and are made anew: {}", file, e.getMessage());
        }
    }

    /** All of them, or none: a vector with a wrong bit would find a wrong article. */
    static Map<String, float[]> read(CheckedInputStream checked, DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("another version's or no vectors at all");
        }
        Map<String, float[]> read = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = HexFormat.of().formatHex(in.readNBytes(32));
            byte[] bytes = in.readNBytes(Embedder.DIMENSIONS * Float.BYTES);
            if (bytes.length < Embedder.DIMENSIONS * Float.BYTES) {
                throw new EOFException("it ends too early");
            }
            float[] vector = new float[Embedder.DIMENSIONS];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
            read.put(key, vector);
        }
        long sum = checked.getChecksum().getValue();
        if (in.readLong() != sum || in.read() >= 0) {
            throw new IOException("it was damaged");
        }
        return read;
    }

    /** A text's vector: the kept one, or a new one, which is kept until {@link #save}. */
    float[] of(String text, int limit, Embedder embedder) {
        String key = key(text, limit);
        float[] kept = vectors.get(key);
        if (kept != null) {
            return kept;
        }
        float[] made = embedder.embed(text, limit);
        vectors.put(key, made);
        return made;
    }

    /** Keeps a vector that was made elsewhere. */
    void keep(String text, int limit, float[] vector) {
        vectors.put(key(text, limit), vector);
    }

    boolean has(String text, int limit) {
        return vectors.containsKey(key(text, limit));
    }

    private static String key(String text, int limit) {
        return Digest.of(limit + "\n" + text);
    }

    /** Writes all of it; two processes may do so at once, one wins whole. */
    void save() {
        try {
            Files.createDirectories(file.getParent());
            Path aside = Files.createTempFile(file.getParent(), "vectors", ".part");
            try {
                write(aside);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            LOG.warn("The vectors cannot be kept in {}: {}", file, e.toString());
        }
    }

    private void write(Path target) throws IOException {
        Map<String, float[]> all = Map.copyOf(vectors);
        CheckedOutputStream checked =
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(target), 1 << 16), new CRC32C());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.writeInt(MAGIC);
            out.writeInt(all.size());
            ByteBuffer bytes = ByteBuffer.allocate(Embedder.DIMENSIONS * Float.BYTES);
            for (Map.Entry<String, float[]> entry : all.entrySet()) {
                out.write(HexFormat.of().parseHex(entry.getKey()));
                bytes.asFloatBuffer().put(entry.getValue());
                out.write(bytes.array());
            }
            out.writeLong(checked.getChecksum().getValue());
        }
    }
}
