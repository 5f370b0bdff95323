package org.guildhall.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Signals that wait to be told to other nodes, each once, written into as few notifications as possible. */
final class SignalBatch {

    /** Of a notification's payload, in bytes: "must be shorter than 8000" (PostgreSQL, NOTIFY). */
    static final int LARGEST_PAYLOAD = 7_999;

    /** More signals than this at once are told as "everything changed", name by name. */
    static final int MOST_SIGNALS = 1_000;

    private static final char BETWEEN_SIGNALS = '\n';
    private static final char BETWEEN_NAME_AND_KEY = '\t';

    private final String node;
    private final LongSupplier clock;
    private final SequencedSet<Signal> waiting = new LinkedHashSet<>();
    private long lastTaken;

    SignalBatch(String node) {
        this(node, System::nanoTime);
    }

    /** With another clock, in nanoseconds, for tests. */
    SignalBatch(String node, LongSupplier clock) {
        this.node = node;
        this.clock = clock;
        this.lastTaken = clock.getAsLong() - SignalRelay.FLUSH_EVERY.toNanos();
    }

    /** A hint on its way. */
    record Signal(String name, String key) {}

    /** Keeps one to be told; the same one twice is told once. */
    synchronized void add(String name, String key) {
        if (waiting.contains(new Signal(name, Signals.EVERYTHING))) {
            return;
        }
        boolean everything = waiting.size() >= MOST_SIGNALS || !fits(name, key);
        if (everything) {
            waiting.removeIf(one -> one.name().equals(name));
        }
        waiting.add(new Signal(name, everything ? Signals.EVERYTHING : key));
    }

    /** Takes what waits, as payloads; nothing when the last time was a moment ago. */
    synchronized List<String> take() {
        long now = clock.getAsLong();
        if (waiting.isEmpty() || Duration.ofNanos(now - lastTaken).compareTo(SignalRelay.FLUSH_EVERY) < 0) {
            return List.of();
        }
        lastTaken = now;
        List<String> payloads = payloads();
        waiting.clear();
        return payloads;
    }

    /** Reads what another node wrote; our own notifications come back to us too and say nothing new. */
    List<Signal> read(String payload) {
        List<String> lines = payload.lines().toList();
        if (lines.isEmpty() || lines.getFirst().equals(node)) {
            return List.of();
        }
        return lines.stream().skip(1).flatMap(SignalBatch::signal).toList();
    }

    private static Stream<Signal> signal(String line) {
        int tab = line.indexOf(BETWEEN_NAME_AND_KEY);
        return tab < 0 ? Stream.empty() : Stream.of(new Signal(line.substring(0, tab), line.substring(tab + 1)));
    }

    private List<String> payloads() {
        List<String> payloads = new ArrayList<>();
        StringBuilder payload = new StringBuilder(node);
        int bytes = bytes(node);
        for (Signal signal : waiting) {
            String line = BETWEEN_SIGNALS + signal.name() + BETWEEN_NAME_AND_KEY + signal.key();
            int more = bytes(line);
            if (bytes + more > LARGEST_PAYLOAD) {
                payloads.add(payload.toString());
                payload = new StringBuilder(node);
                bytes = bytes(node);
            }
            payload.append(line);
            bytes += more;
        }
        payloads.add(payload.toString());
        return payloads;
    }

    private boolean fits(String name, String key) {
        boolean oneLine = key.chars().noneMatch(c -> c == '\n' || c == '\r');
        return oneLine && bytes(node) + bytes(name) + bytes(key) + 2 <= LARGEST_PAYLOAD;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
