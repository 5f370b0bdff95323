package org.guildhall.knowledge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was learnt last, kept in a file beside the vectors, for a database that never saw it: the empty one of a first start. Like
 * them it is written aside and moved into place, ends in a CRC-32C of all before it, and costs time and nothing else when it is
 * missing or damaged.
 */
final class LearntFile {

    private static final Logger LOG = LoggerFactory.getLogger(LearntFile.class);
    private static final int MAGIC = 0x47484c31;

    /** More than any classifier has; a damaged length must not fill the memory. */
    private static final int MOST_BYTES = 256 << 20;

    private final Path file;

    LearntFile(Path folder) {
        this.file = folder.resolve("learnt");
    }

    /** What was learnt from just this edition, in the way and for the aims that count now. */
    Optional<Learnt> of(Edition edition, Aims aims) {
        try (CheckedInputStream checked =
                        new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32C());
                DataInputStream in = new DataInputStream(checked)) {
            if (in.readInt() != MAGIC || !text(in).equals(edition.digest())) {
                return Optional.empty();
            }
            String calibration = text(in);
            byte[] classifier = bytes(in);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new IOException("it was damaged");
            }
            return Calibration.of(calibration, aims)
                    .flatMap(read -> Softmax.of(classifier, edition.articles().size())
                            .map(softmax -> new Learnt(softmax, read)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("What was learnt cannot be read from {} and is learnt anew: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps it in place of what was learnt before. */
    void keep(Edition edition, Learnt learnt) {
        try {
            Files.createDirectories(file.getParent());
            Path aside = Files.createTempFile(file.getParent(), "learnt", ".part");
            try {
                write(aside, edition, learnt);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            LOG.warn("What was learnt cannot be kept in {}: {}", file, e.toString());
        }
    }

    private static void write(Path target, Edition edition, Learnt learnt) throws IOException {
        CheckedOutputStream checked =
                new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(target)), new CRC32C());
        try (DataOutputStream out = new DataOutputStream(checked)) {
            out.writeInt(MAGIC);
            write(out, edition.digest().getBytes(StandardCharsets.UTF_8));
            write(out, learnt.calibration().json().getBytes(StandardCharsets.UTF_8));
            write(out, learnt.classifier().bytes());
            out.writeLong(checked.getChecksum().getValue());
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
