package org.guildhall.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second application off a folder. The operating system lets go of it when we die, however that happens. */
final class FolderLock implements AutoCloseable {

    private static final String NAME = "guildhall.lock";

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the folder.
     *
     * @throws StartRefused when another application has it
     */
    static FolderLock take(Path folder) {
        try {
            FileChannel file =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw taken(folder);
            }
            return new FolderLock(file);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder + " cannot be written to.",
                    "Let this user write to it, or choose another with guildhall.data.",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // The same, from inside this JVM.
            return null;
        }
    }

    private static StartRefused taken(Path folder) {
        return new StartRefused(
                "Another Guildhall is already running on the data folder " + folder + ".",
                "Stop it first, or give this one a folder of its own with guildhall.data."
                        + " Several servers can share one database with guildhall.database.url.");
    }
}
