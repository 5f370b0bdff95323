package org.guildhall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** A file with a secret that was made up once and that only its owner can read. */
public final class OwnersFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private OwnersFile() {}

    /**
     * What stands in it; makes the file when it is not there.
     *
     * @param bytes how many random bytes a new one gets, written in hexadecimal digits
     * @throws StartRefused when it can be neither read nor made
     */
    public static Secret in(Path file, int bytes) {
        try {
            if (!Files.exists(file)) {
                make(file, bytes);
            }
            return read(file);
        } catch (IOException e) {
            throw new StartRefused(
                    "The secret in " + file + " cannot be read or written.",
                    "Let this user, and nobody else, read and write that file.",
                    e);
        }
    }

    static Secret read(Path file) throws IOException {
        if (hasPermissions(file)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
        return new Secret(Files.readString(file).strip());
    }

    static void make(Path file, int bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside);
        if (hasPermissions(beside)) {
            Files.setPosixFilePermissions(beside, OWNER_ONLY);
        }
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        Files.writeString(beside, HexFormat.of().formatHex(random) + "\n");
        Files.move(beside, file);
    }

    private static boolean hasPermissions(Path file) throws IOException {
        return Files.getFileStore(file).supportsFileAttributeView("posix");
    }
}
