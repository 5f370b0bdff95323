package org.guildhall.canary;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What was caught in this JVM, and how much passed. */
final class Net {

    private static final Map<String, String> CAUGHT = new ConcurrentHashMap<>();
    private static final LongAdder LINES = new LongAdder();

    private static volatile boolean spread;

    private Net() {}

    /** From now on loggers are listened to; never in the processes that tests start, which are to be as quick as real ones. */
    static void spread() {
        spread = true;
    }

    static boolean isSpread() {
        return spread;
    }

    /** Looks at one line; neither logger nor level is anybody's words. */
    static void look(String logger, String level, String line) {
        LINES.increment();
        if (Canary.in(line)) {
            int at = Math.max(0, line.indexOf(Canary.MARK) - 60);
            CAUGHT.putIfAbsent(level + " " + logger, line.substring(at, Math.min(line.length(), at + 160)));
        }
    }

    /** Lines at any level that were looked at so far. */
    static long lines() {
        return LINES.sum();
    }

    /** What was caught since the last time somebody asked: each level and logger once, with what it said. */
    static List<String> empty() {
        List<String> caught = CAUGHT.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .sorted()
                .toList();
        CAUGHT.clear();
        return caught;
    }
}
