package org.guildhall.campaign;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who says one thing after the other, each only when the one before has been acknowledged. */
abstract class Citizen implements AutoCloseable {

    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().unstarted(this::talk);
    private int said;

    /**
     * Will be said as soon as everything before it has been acknowledged.
     *
     * @param since {@link System#nanoTime()} when it should be said
     */
    void wish(String words, long since) {
        open.incrementAndGet();
        wishes.add(new Wish(words, since));
    }

    /** Whether there is something left that has not been acknowledged. */
    boolean busy() {
        return open.get() > 0;
    }

    void begin() {
        thread.start();
    }

    /** Says it and returns when it has been acknowledged. */
    abstract void say(int nth, String words, long since) throws InterruptedException;

    @Override
    public void close() {
        thread.interrupt();
    }

    private void talk() {
        try {
            while (true) {
                Wish wish = wishes.take();
                say(++said, wish.words, wish.since);
                open.decrementAndGet();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private record Wish(String words, long since) {}
}
