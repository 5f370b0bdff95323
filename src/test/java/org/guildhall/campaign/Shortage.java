package org.guildhall.campaign;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A disk without room, and a process without a file descriptor to spare, both under load: nothing is taken in that is lost. */
final class Shortage implements Row {

    private static final double PER_SECOND = 40;
    private static final int PEOPLE = 200;
    private static final int VISITORS = 10;
    private static final int RESUME_SECONDS = 5;

    /** For the database, its programs and what a row leaves. */
    private static final String DISK = "size=700m";

    private static final int PIECE = 64 * 1024;
    /** Fewer than any running application has open, so that it gets no other. */
    private static final String FEW_FILES = "32";

    private static final Duration GIVE_UP = Duration.ofMinutes(1);
    private static final Duration WORKED_OFF = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "shortage";
    }

    @Override
    public String asked(boolean full) {
        return "disk full %1$d times, no file descriptors %1$d times, %2$.0f msg/s".formatted(times(full), PER_SECOND);
    }

    private static int times(boolean full) {
        return full ? 20 : 1;
    }

    @Override
    public Result run(Run run) throws Exception {
        Path disk = Files.createDirectories(Town.dataOfEmbedded(run));
        boolean small = done("mount", "-t", "tmpfs", "-o", DISK, "tmpfs", disk.toString());
        try (Town town = Town.embedded(run, PEOPLE, VISITORS)) {
            Result result = made(run, small);
            try (Prober alive = Prober.alive(town.app());
                    Load _ = town.crowd().keepAsking(PER_SECOND)) {
                Random random = run.random();
                if (small) {
                    result.speedAtMost(
                                    "resumes when there is room again (slowest)",
                                    slowest(
                                            run,
                                            town,
                                            random,
                                            () -> full(disk.resolve("filler"), town.driver(), random)),
                                    RESUME_SECONDS,
                                    "s")
                            .must("the full disk was felt", refused(town.driver()) > 0, "nobody was refused");
                }
                result.speedAtMost(
                        "resumes when there are descriptors again (slowest)",
                        slowest(run, town, random, () -> withoutDescriptors(town.app(), random)),
                        RESUME_SECONDS,
                        "s");
                TimeUnit.SECONDS.sleep(1);
                result.atMost("5xx of a sign of life", alive.times(status -> status >= 500), 0, "");
            }
            Law.Verdict verdict = town.judge(WORKED_OFF);
            return result.law(verdict)
                    .must("the application lived on", town.app().alive(), "no")
                    .atMost("duplicates on web chat", verdict.finding().duplicatesOnWebChat(), 0, "")
                    .atMost(
                            "answered 500 instead of 503",
                            town.driver().statuses().getOrDefault(500, 0L),
                            0,
                            "")
                    .figure("statuses", town.driver().statuses());
        } finally {
            if (small) {
                done("umount", "-l", disk.toString());
            }
        }
    }

    /** Only root may mount one. Whoever promises anything for full disks must have filled one. */
    private static Result made(Run run, boolean small) {
        String otherwise = "no, so none was filled";
        return run.full()
                ? new Result().must("a small disk could be made", small, otherwise)
                : new Result().figure("a small disk could be made", small ? "yes" : otherwise);
    }

    /** What happens to the application, and is over when this returns. */
    private interface Trouble {
        void happen() throws IOException, InterruptedException;
    }

    private static double slowest(Run run, Town town, Random random, Trouble trouble)
            throws IOException, InterruptedException {
        double slowest = 0;
        for (int time = 1; time <= times(run.full()); time++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000, 3_000));
            trouble.happen();
            double resumed = town.resumed(GIVE_UP);
            slowest = Math.max(slowest, resumed);
            run.say("%d of %d: acknowledged and answered again after %.1f s"
                    .formatted(time, times(run.full()), resumed));
        }
        return slowest;
    }

    /** Until somebody was refused, as there is always a little room left in what the database already has, and a while on. */
    private static void full(Path filler, Driver driver, Random random) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        long refused = refused(driver);
        long end = System.nanoTime() + GIVE_UP.toNanos();
        boolean felt = false;
        try {
            while (System.nanoTime() < end) {
                if (!felt && refused(driver) > refused) {
                    felt = true;
                    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(500, 3_000));
                }
                // Anew: what the database gives back meanwhile must not help it.
                try (OutputStream out =
                        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    while (System.nanoTime() < end) {
                        out.write(piece);
                    }
                } catch (IOException noRoom) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        } finally {
            Files.delete(filler);
        }
    }

    private static long refused(Driver driver) {
        return driver.statuses().getOrDefault(503, 0L);
    }

    private static void withoutDescriptors(Server app, Random random) throws IOException, InterruptedException {
        String before = softLimit(app.pid());
        limit(app.pid(), FEW_FILES);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000, 4_000));
        limit(app.pid(), before);
    }

    private static String softLimit(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+")[3])
                .findFirst()
                .orElseThrow();
    }

    /** The soft limit alone, so that it can be raised again. */
    private static void limit(long pid, String files) throws IOException, InterruptedException {
        if (!done("prlimit", "--pid", Long.toString(pid), "--nofile=" + files + ":")) {
            throw new IllegalStateException("prlimit, of util-linux, cannot be used here");
        }
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
