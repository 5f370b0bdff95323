package org.guildhall.campaign;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of sockets that say nothing, drip, or take nothing, beside citizens who do not notice. */
final class SlowSockets implements Row {

    private static final int SOCKETS_PER_SECOND = 1_000;
    private static final int LONGEST_SECONDS = 10;
    private static final double ACCEPTED_P99_MILLIS = 200;
    /** For the normal load, the messenger, the database and files. */
    private static final int OTHER_FILES = 2_000;

    private static final int PEOPLE = 2_000;
    private static final long FIRST_ID = 6_000_000;
    private static final Duration PAGE_EVERY = Duration.ofMillis(200);
    private static final Duration WORKED_OFF = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "slow-sockets";
    }

    @Override
    public String asked(boolean full) {
        return "%,d sockets that only connect, drip headers, drip a body or read nothing, beside %.0f msg/s"
                .formatted(sockets(full), perSecond(full));
    }

    @Override
    public Result run(Run run) throws Exception {
        int sockets = sockets(run.full());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < 2L * sockets + OTHER_FILES) {
            throw new IllegalStateException("needs ulimit -n of %d".formatted(2 * sockets + OTHER_FILES));
        }
        try (Town town = Town.withPostgres(run, PEOPLE, 10)) {
            try (Load _ = town.crowd().keepAsking(perSecond(run.full()))) {
                Thread.sleep(Duration.ofSeconds(run.count(3, 60)));
            }
            double before = town.driver().latencies().millis(0.99);
            try (Driver driver = new Driver(town.ledger(), List.of(town.app().address()));
                    Crowd crowd = Crowd.inTurn(driver, town.messenger(), FIRST_ID, PEOPLE, Questions.usual());
                    Dawdlers dawdlers = new Dawdlers(town.app().address(), run.random());
                    Reader reader = new Reader(driver);
                    Prober alive = Prober.alive(town.app())) {
                try (Load _ = crowd.keepAsking(perSecond(run.full()))) {
                    dawdlers.come(sockets, SOCKETS_PER_SECOND);
                }
                if (!crowd.awaitAcknowledged(WORKED_OFF)) {
                    throw new IllegalStateException("not everything was acknowledged: " + driver.statuses());
                }
                return alive.judged(judged(town.judge(WORKED_OFF), dawdlers, driver, reader))
                        .figure("2xx p99 before, with the first requests, ms", before);
            }
        }
    }

    private static int sockets(boolean full) {
        return full ? 5_000 : 500;
    }

    private static double perSecond(boolean full) {
        return full ? 100 : 50;
    }

    private static Result judged(Law.Verdict verdict, Dawdlers dawdlers, Driver driver, Reader reader) {
        Result result = new Result().law(verdict);
        for (Dawdlers.Kind kind : Dawdlers.Kind.values()) {
            result.speedAtMost(
                    "%s: longest of %,d".formatted(kind.words(), dawdlers.count(kind)),
                    dawdlers.longest(kind),
                    LONGEST_SECONDS,
                    "s");
        }
        return result.atMost("never let go", dawdlers.held(), 0, "")
                .atMost("dripped and not told 408", dawdlers.untold(), 0, "")
                .speedAtMost("2xx p99", driver.latencies().millis(0.99), ACCEPTED_P99_MILLIS, "ms")
                .figure("2xx p50 ms", driver.latencies().millis(0.5))
                .figure("help page meanwhile", reader);
    }

    /** Somebody who reads help pages; a figure without a bound. */
    private static final class Reader implements AutoCloseable {

        private final AtomicInteger read = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final Latencies latencies = new Latencies();
        private final Thread thread;

        Reader(Driver driver) {
            thread = Thread.ofVirtual().start(() -> {
                try (Wires wires = new Wires(driver.node(), Duration.ofSeconds(10))) {
                    while (!driver.closed()) {
                        read(wires);
                        Thread.sleep(PAGE_EVERY);
                    }
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                } catch (IOException broken) {
                    refused.incrementAndGet();
                }
            });
        }

        private void read(Wires wires) {
            long began = System.nanoTime();
            try {
                int status = wires.call("GET", "/", List.of("Accept: text/html"), new byte[0])
                        .status();
                (status == 200 ? read : refused).incrementAndGet();
                latencies.add(System.nanoTime() - began);
            } catch (IOException nobody) {
                refused.incrementAndGet();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }

        @Override
        public String toString() {
            return "read %d times, refused %d times, p99 %.0f ms"
                    .formatted(read.get(), refused.get(), latencies.millis(0.99));
        }
    }
}
