package org.guildhall.command;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.guildhall.knowledge.Progress;

/** Shows on a terminal how far something has come, once it takes longer than a second. Writes to stderr only. */
final class Bar implements Progress {

    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String WIPE = "\r\u001B[K";

    private final PrintStream terminal;
    private final boolean shown;
    private final long started = System.nanoTime();
    private long last = started + FIRST - BETWEEN;

    Bar() {
        this(System.err, System.console() != null && System.console().isTerminal());
    }

    Bar(PrintStream terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    @Override
    public synchronized void at(String what, int done, int total) {
        long now = System.nanoTime();
        if (shown && now - last > BETWEEN) {
            last = now;
            String share = total == 0 ? "" : " " + 100L * done / total + " %";
            terminal.print(WIPE + what + " " + done + share);
            terminal.flush();
        }
    }

    /** Takes it off the screen. */
    synchronized void clear() {
        if (shown) {
            terminal.print(WIPE);
            terminal.flush();
        }
    }
}
