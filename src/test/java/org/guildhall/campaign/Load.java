package org.guildhall.campaign;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Something that happens so many times a second, by the clock alone, in the background until it is closed. */
final class Load implements AutoCloseable {

    private final Thread thread;

    private Load(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins at once.
     *
     * @param each is told when it should have happened, by {@link System#nanoTime()}
     */
    static Load start(String name, double perSecond, LongConsumer each) {
        return new Load(Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                keepTo(perSecond, Long.MAX_VALUE, each);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /**
     * The same here and now.
     *
     * @param end by {@link System#nanoTime()}
     */
    static void keepTo(double perSecond, long end, LongConsumer each) throws InterruptedException {
        long began = System.nanoTime();
        double interval = 1e9 / perSecond;
        long at = began;
        for (long i = 1; at < end; i++) {
            TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
            each.accept(at);
            at = began + (long) (i * interval);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
