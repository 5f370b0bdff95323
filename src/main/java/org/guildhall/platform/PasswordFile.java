package org.guildhall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The embedded database's password, made up once and kept where only its owner can read it.
 *
 * @param path the file
 * @param password hexadecimal digits
 */
record PasswordFile(Path path, Secret password) {

    private static final String NAME = "postgres.password";
    private static final int BYTES = 24;

    /**
     * Reads it, or makes one for a database that is still to be made.
     *
     * @param needed whether a database exists that was made with it
     * @throws StartRefused when it is needed and not there
     */
    static PasswordFile in(Path folder, boolean needed) {
        Path file = folder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                if (needed) {
                    throw lost(file);
                }
                OwnersFile.make(file, BYTES);
            }
            return new PasswordFile(file, OwnersFile.read(file));
        } catch (IOException e) {
            throw new StartRefused(
                    "The password of the embedded database in " + file + " cannot be read or written.",
                    "Let this user, and nobody else, read and write that file.",
                    e);
        }
    }

    private static StartRefused lost(Path file) {
        return new StartRefused(
                "The password of the embedded database is missing: there is no " + file + ".",
                "Put the file back from your backup; the database cannot be opened without it.");
    }
}
