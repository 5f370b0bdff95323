package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Signals to processes, and what they have cost; Linux only. */
final class Processes {

    /** USER_HZ, 100 on every Linux: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
    private static final int TICKS_A_SECOND = 100;

    private Processes() {}

    /** What a process can be told. */
    enum Signal {
        KILL,
        STOP,
        CONT,
        TERM
    }

    /** Tells all of them at once; those that have ended meanwhile do not matter. */
    static void signal(Signal signal, List<Long> pids) throws IOException, InterruptedException {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("kill", "-" + signal.name().toUpperCase(Locale.ROOT)));
        pids.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Their numbers. */
    static List<Long> pids(Stream<ProcessHandle> processes) {
        return processes.map(ProcessHandle::pid).toList();
    }

    /** Ends our own children and every server that works in a folder below this one, whoever is its parent by now. */
    static void endAllOf(Path folder) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        endBelow(folder);
    }

    /** Ends every server that works in a folder below this one. */
    static void endBelow(Path folder) {
        ProcessHandle.allProcesses()
                .filter(process -> worksBelow(process, folder))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean worksBelow(ProcessHandle process, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .startsWith(folder);
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }

    /** Processor time of these processes and of the children they have buried. */
    static Duration processorTime(List<Long> pids) {
        return pids.stream().map(Processes::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration processorTime(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is a name in brackets that may hold spaces; utime, stime, cutime and cstime are 14 to
            // 17.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 14; field <= 17; field++) {
                ticks += Long.parseLong(fields[field - 3]);
            }
            return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
        } catch (IOException ended) {
            return Duration.ZERO;
        }
    }
}
