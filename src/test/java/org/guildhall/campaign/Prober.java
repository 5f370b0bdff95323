package org.guildhall.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;

/**
 * Asks a node the same thing every 20 ms beside whatever else goes on, as a service manager does every few seconds. By the
 * clock alone: a probe that hangs makes those late that were due meanwhile. On a thread of its own, as thousands of citizens
 * share the others.
 */
final class Prober implements AutoCloseable {

    /** Below what anybody would notice of an event loop that stands still. */
    private static final double ALIVE_P99_MILLIS = 50;

    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String path;
    private final Wires wires;
    private final Latencies latencies = new Latencies();
    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Thread thread;

    /** Begins at once. */
    Prober(Server app, String path) {
        this.path = path;
        this.wires = new Wires(app.address(), PATIENCE);
        this.thread = Thread.ofPlatform().daemon().name("prober").start(this::keepAsking);
    }

    /** Whether it is alive, which no row may ever keep it from saying. */
    static Prober alive(Server app) {
        return new Prober(app, "/livez");
    }

    /** How soon it said that it is alive, and whether it always did. */
    Result judged(Result result) {
        return result.speedAtMost("alive p99", latencies.millis(0.99), ALIVE_P99_MILLIS, "ms")
                .figure("alive, longest ms", latencies.millis(1))
                .atMost("not alive", times(status -> status != 200), 0, "of %,d".formatted(latencies.count()));
    }

    /** How often a status of this kind came; 0 stands for nobody there. */
    long times(IntPredicate kind) {
        return statuses.entrySet().stream()
                .filter(one -> kind.test(one.getKey()))
                .mapToLong(one -> one.getValue().sum())
                .sum();
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        wires.close();
    }

    private void keepAsking() {
        try {
            for (long due = System.nanoTime(); true; due += EVERY.toNanos()) {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                int status = ask();
                latencies.add(System.nanoTime() - due);
                statuses.computeIfAbsent(status, first -> new LongAdder()).increment();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once more when it fails: a connection may be closed by the server between two requests. */
    private int ask() throws InterruptedException {
        for (int tries = 0; tries < 2; tries++) {
            try {
                return wires.call("GET", path, List.of(), new byte[0]).status();
            } catch (IOException nobody) {
                if (Thread.interrupted()) {
                    // An interrupt closes the socket under the request.
                    throw new InterruptedException();
                }
            }
        }
        return 0;
    }
}
