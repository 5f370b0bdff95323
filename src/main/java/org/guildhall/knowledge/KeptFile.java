package org.guildhall.knowledge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of something that can be found out anew. It is written aside and moved into place, so that a crash leaves the old one
 * and of two processes one wins whole, and ends in a CRC-32C (RFC 3720, section 12.1) of all before it: one that is torn or has
 * one wrong bit counts as unreadable.
 *
 * @param path where it lies
 * @param magic what its first four bytes say: which kind of file, and in which form
 */
record KeptFile(Path path, int magic) {

    private static final int BUFFER = 1 << 16;

    /** Reads what comes between the first four bytes and the checksum, all of it. */
    @FunctionalInterface
    interface Reading<T> {
        /** Null when it is not what is wanted; the rest is not looked at then. */
        @Nullable T from(DataInputStream in) throws IOException;
    }

    /** Writes it. */
    @FunctionalInterface
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /**
     * What it says; empty when there is none, and when it is not what is wanted.
     *
     * @throws IOException when it cannot be read, or not be believed
     */
    <T> Optional<T> read(Reading<T> reading) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
            return read(bytes, reading);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The same of bytes from anywhere. */
    <T> Optional<T> read(InputStream bytes, Reading<T> reading) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(bytes, new CRC32C());
        DataInputStream in = new DataInputStream(checked);
        if (in.readInt() != magic) {
            throw new IOException("it is another version's, or something else");
        }
        T read = reading.from(in);
        if (read == null) {
            return Optional.empty();
        }
        long sum = checked.getChecksum().getValue();
        if (in.readLong() != sum || in.read() >= 0) {
            throw new IOException("it was damaged");
        }
        return Optional.of(read);
    }

    /** Puts it in the place of the one before; the folder need not exist. */
    void write(Writing writing) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, "kept", ".part");
        try {
            CheckedOutputStream checked = new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(aside), BUFFER), new CRC32C());
            try (DataOutputStream out = new DataOutputStream(checked)) {
                out.writeInt(magic);
                writing.to(out);
                out.writeLong(checked.getChecksum().getValue());
            }
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
