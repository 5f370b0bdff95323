package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What only the kernel knows; Linux only. Its list of TCP connections tells when a server has let go of one whose client
 * takes nothing and so hears nothing (https://docs.kernel.org/networking/proc_net_tcp.html).
 */
final class Kernel {

    private static final List<Path> LISTS = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** ESTABLISHED and CLOSE_WAIT: the server has not closed its side. */
    private static final Set<String> HELD = Set.of("01", "08");

    private static final int HEXADECIMAL = 16;

    private static final Path AUTOGROUP = Path.of("/proc/sys/kernel/sched_autogroup_enabled");

    private Kernel() {}

    /**
     * Whether processors are shared out by session (sched(7), autogroup): each process of PostgreSQL, which makes a session
     * of its own, then gets as much as the whole service. A container's share of the processors overrides it.
     */
    static boolean sharesBySession() throws IOException {
        return Files.exists(AUTOGROUP) && Files.readString(AUTOGROUP).strip().equals("1");
    }

    /**
     * By the client's port, the connections that a server on this machine still holds open: how many bytes have been sent
     * on each and not been taken by the client.
     */
    static Map<Integer, Long> heldBy(int serverPort) throws IOException {
        Map<Integer, Long> held = new HashMap<>();
        Map<Integer, Long> arrived = new HashMap<>();
        for (Path list : LISTS) {
            try (Stream<String> lines = Files.lines(list)) {
                lines.skip(1).map(line -> line.strip().split("[ :]+", 9)).forEach(fields -> {
                    int local = Integer.parseInt(fields[2], HEXADECIMAL);
                    int remote = Integer.parseInt(fields[4], HEXADECIMAL);
                    if (local == serverPort && HELD.contains(fields[5])) {
                        held.put(remote, Long.parseLong(fields[6], HEXADECIMAL));
                    } else if (remote == serverPort) {
                        arrived.put(local, Long.parseLong(fields[7], HEXADECIMAL));
                    }
                });
            }
        }
        held.replaceAll((client, sent) -> sent + arrived.getOrDefault(client, 0L));
        return held;
    }
}
