package org.guildhall.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a PostgreSQL server says about itself in the {@code postmaster.pid} of its data folder.
 *
 * @param pid its process
 * @param port where it listens
 * @param status {@code starting}, {@code ready}, {@code stopping} or {@code standby}
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">postmaster.pid</a>
 */
record Postmaster(long pid, int port, String status) {

    private static final String FILE = "postmaster.pid";
    private static final int LINES = 8;
    private static final Path PROCESSES = Path.of("/proc");
    private static final boolean CAN_SEE_FOLDERS =
            Files.isSymbolicLink(PROCESSES.resolve("self").resolve("cwd"));

    /** What the file says; empty when there is none or it is still being written. */
    static Optional<Postmaster> of(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve(FILE));
            if (lines.size() < LINES) {
                return Optional.empty();
            }
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Integer.parseInt(lines.get(3).strip()),
                    lines.get(7).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean ready() {
        return status.equals("ready");
    }

    /** Whether that process lives and works in this folder: after a restart its number may be anybody's. */
    boolean runsIn(Path cluster) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent() && worksIn(process.get(), cluster);
    }

    /** Removes a file that speaks of another program's process, which PostgreSQL would take for a running server. */
    static void forget(Path cluster) throws IOException {
        Files.deleteIfExists(cluster.resolve(FILE));
    }

    /** Whether any server process, also an orphan of a killed server, is still at work in the folder. */
    static boolean anyoneIn(Path cluster) {
        return CAN_SEE_FOLDERS
                && ProcessHandle.allProcesses().anyMatch(process -> isPostgres(process) && worksIn(process, cluster));
    }

    // PostgreSQL's processes all have the data folder as their working directory. Where nobody can look that up, the
    // name of the program must do.
    private static boolean worksIn(ProcessHandle process, Path cluster) {
        if (!CAN_SEE_FOLDERS) {
            return isPostgres(process);
        }
        try {
            Path workingDirectory =
                    PROCESSES.resolve(Long.toString(process.pid())).resolve("cwd");
            return workingDirectory.toRealPath().equals(cluster);
        } catch (IOException e) {
            // Gone, a zombie, or another user's: not ours in any case.
            return false;
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().stream()
                .anyMatch(command -> Path.of(command).getFileName().toString().startsWith("postgres"));
    }
}
