package org.guildhall.knowledge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors of the knowledge base's own texts, kept on disk so that a restart does not pay for them again. One file a
 * model. Never holds what citizens write. A file that is missing, torn, damaged in one bit or cannot be written costs time and
 * nothing else.
 */
final class EmbeddingCache {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
    private static final int MAGIC = 0x47485632;

    private final KeptFile file;
    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

    private EmbeddingCache(KeptFile file) {
        this.file = file;
    }

    /** Opens the cache below a folder, which need not exist. */
    static EmbeddingCache open(Path folder) {
        EmbeddingCache cache = new EmbeddingCache(file(folder.resolve(Embedder.MODEL + ".vectors")));
        cache.read();
        return cache;
    }

    static KeptFile file(Path path) {
        return new KeptFile(path, MAGIC);
    }

    private void read() {
        try {
            file.read(EmbeddingCache::read).ifPresent(vectors::putAll);
        } catch (IOException e) {
            LOG.warn("The kept vectors in {} cannot be read and are made anew: {}", file.path(), e.getMessage());
        }
    }

    /** All of them, or none: a vector with a wrong bit would find a wrong article. */
    static Map<String, float[]> read(DataInputStream in) throws IOException {
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
            file.write(this::write);
        } catch (IOException e) {
            LOG.warn("The vectors cannot be kept in {}: {}", file.path(), e.toString());
        }
    }

    private void write(DataOutputStream out) throws IOException {
        Map<String, float[]> all = Map.copyOf(vectors);
        out.writeInt(all.size());
        ByteBuffer bytes = ByteBuffer.allocate(Embedder.DIMENSIONS * Float.BYTES);
        for (Map.Entry<String, float[]> entry : all.entrySet()) {
            out.write(HexFormat.of().parseHex(entry.getKey()));
            bytes.asFloatBuffer().put(entry.getValue());
            out.write(bytes.array());
        }
    }
}
