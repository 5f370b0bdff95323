package org.guildhall.knowledge;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learnt last, kept in a file beside the vectors, for a database that never saw it: the empty one of a first start. Like
 * them it costs time and nothing else when it is missing or damaged.
 */
final class LearntFile {

    private static final Logger LOG = LoggerFactory.getLogger(LearntFile.class);
    private static final int MAGIC = 0x47484c31;

    /** More than any classifier has; a damaged length must not fill the memory. */
    private static final int MOST_BYTES = 256 << 20;

    private final KeptFile file;

    LearntFile(Path folder) {
        this.file = new KeptFile(folder.resolve("learnt"), MAGIC);
    }

    /** What was learnt from just this edition, in the way and for the aims that count now. */
    Optional<Learnt> of(Edition edition, Aims aims) {
        try {
            return file.read(in -> kept(in, edition)).flatMap(kept -> kept.learnt(edition, aims));
        } catch (IOException e) {
            LOG.warn("What was learnt cannot be read from {} and is learnt anew: {}", file.path(), e.toString());
            return Optional.empty();
        }
    }

    private static @Nullable Kept kept(DataInputStream in, Edition edition) throws IOException {
        return text(in).equals(edition.digest()) ? new Kept(text(in), bytes(in)) : null;
    }

    /** Keeps it in place of what was learnt before. */
    void keep(Edition edition, Learnt learnt) {
        try {
            file.write(out -> {
                write(out, edition.digest().getBytes(StandardCharsets.UTF_8));
                write(out, learnt.calibration().json().getBytes(StandardCharsets.UTF_8));
                write(out, learnt.classifier().bytes());
            });
        } catch (IOException e) {
            LOG.warn("What was learnt cannot be kept in {}: {}", file.path(), e.toString());
        }
    }

    /** As it lies there. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Kept(String calibration, byte[] classifier) {

        Optional<Learnt> learnt(Edition edition, Aims aims) {
            return Calibration.of(calibration, aims)
                    .flatMap(read -> Softmax.of(classifier, edition.articles().size())
                            .map(softmax -> new Learnt(softmax, read)));
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("it was damaged");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends too early");
        }
        return bytes;
    }
}
