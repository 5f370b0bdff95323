package org.guildhall.platform;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.lang3.SystemUtils;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs, unpacked from the jar into the data folder, not into a temporary one that a tidy machine would
 * empty under a running server.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /**
     * Unpacks them once for each version of them.
     *
     * @param folder the data folder
     * @return the folder with the programs
     * @throws StartRefused when there are none for this machine
     */
    static Path unpackedIn(Path folder) {
        try {
            byte[] archive = archive();
            Path home = folder.resolve("postgresql-" + sum(archive));
            if (!Files.exists(home)) {
                unpack(archive, home);
            }
            return home.resolve("bin");
        } catch (IOException e) {
            throw new StartRefused(
                    "PostgreSQL could not be unpacked into " + folder + " (" + e.getMessage() + ").",
                    "Make room there, or choose another folder with guildhall.data.",
                    e);
        }
    }

    private static byte[] archive() throws IOException {
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), SystemUtils.OS_ARCH)) {
            return in.readAllBytes();
        } catch (IllegalStateException e) {
            throw new StartRefused(
                    "This build of Guildhall carries no PostgreSQL for " + SystemUtils.OS_NAME + " on "
                            + SystemUtils.OS_ARCH + ".",
                    "Give it a PostgreSQL with guildhall.database.url, or build it on this machine.",
                    e);
        }
    }

    private static String system() {
        if (SystemUtils.IS_OS_WINDOWS) {
            return "Windows";
        }
        return SystemUtils.IS_OS_MAC ? "Darwin" : "Linux";
    }

    /** Tells one release's archive from another's; a stronger sum would only cost each start its time. */
    private static String sum(byte[] archive) {
        CRC32 sum = new CRC32();
        sum.update(archive);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** Unpacks beside the place and moves it there, so that a kill in between leaves nothing half done. */
    private static void unpack(byte[] archive, Path home) throws IOException {
        Path beside = home.resolveSibling(home.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(beside);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, beside);
            }
        }
        Files.move(beside, home);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive leaves its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, false)) {
                throw new IOException(target + " cannot be made executable");
            }
        }
    }
}
