package org.guildhall.knowledge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Alarm}'s phrases mean, learnt before anybody starts: a byte a number, which tells how near a message comes
 * to one within a thousandth.
 */
final class PhraseVectors {

    /** How many are looked at exactly, of those that seem nearest. */
    private static final int SHORTLIST = 150;

    private final byte[][] codes;
    private final float[] scales;
    /** Drawn when it is first asked; drawn twice at once, they are the same. */
    private volatile @Nullable Sketches sketches;

    private PhraseVectors(byte[][] codes, float[] scales) {
        this.codes = codes;
        this.scales = scales;
    }

    /** Of these vectors, each of length 1. */
    static PhraseVectors of(List<float[]> vectors) {
        byte[][] codes = new byte[vectors.size()][];
        float[] scales = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            scales[i] = ByteScan.scale(vectors.get(i));
            codes[i] = ByteScan.code(vectors.get(i), scales[i]);
        }
        return new PhraseVectors(codes, scales);
    }

    int size() {
        return codes.length;
    }

    /** Those at these places, in their order. */
    PhraseVectors at(int[] places) {
        byte[][] some = new byte[places.length][];
        float[] theirs = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            some[i] = codes[places[i]];
            theirs[i] = scales[places[i]];
        }
        return new PhraseVectors(some, theirs);
    }

    /**
     * The cosines of the nearest, best first; fewer where there are not so many.
     *
     * @param vector of length 1
     */
    float[] nearest(float[] vector, int count) {
        float scale = ByteScan.scale(vector);
        byte[] code = ByteScan.code(vector, scale);
        float[] best = new float[Math.min(count, codes.length)];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (int i : sketches().nearest(vector, Math.max(count, SHORTLIST), none -> false)) {
            float cosine = VectorUtil.dotProduct(code, codes[i]) * scale * scales[i];
            if (best.length > 0 && cosine > best[best.length - 1]) {
                int at = best.length - 1;
                for (; at > 0 && best[at - 1] < cosine; at--) {
                    best[at] = best[at - 1];
                }
                best[at] = cosine;
            }
        }
        return best;
    }

    private Sketches sketches() {
        Sketches drawn = sketches;
        if (drawn == null) {
            drawn = new Sketches(codes.length, this::vector, everyone -> 0);
            sketches = drawn;
        }
        return drawn;
    }

    float[] vector(int place) {
        float[] vector = new float[codes[place].length];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = codes[place][d] * scales[place];
        }
        return vector;
    }

    /** How near one of them comes to a vector. */
    float cosine(int place, float[] vector) {
        float scale = ByteScan.scale(vector);
        return VectorUtil.dotProduct(ByteScan.code(vector, scale), codes[place]) * scale * scales[place];
    }

    /** Writes how many there are, and for each what a step is worth and its bytes. */
    void write(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(codes.length);
        for (int i = 0; i < codes.length; i++) {
            out.writeFloat(scales[i]);
            out.write(codes[i]);
        }
        out.flush();
    }

    /**
     * Reads them back.
     *
     * @throws IOException also when there are fewer than it says
     */
    static PhraseVectors read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[][] codes = new byte[in.readInt()][Embedder.DIMENSIONS];
        float[] scales = new float[codes.length];
        for (int i = 0; i < codes.length; i++) {
            scales[i] = in.readFloat();
            in.readFully(codes[i]);
        }
        return new PhraseVectors(codes, scales);
    }
}
