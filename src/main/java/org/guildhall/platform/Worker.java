package org.guildhall.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Does one thing over and over on a virtual thread of its own: when a signal says so, and at least every so often, since
 * signals can be lost. Never twice at once; whatever was signalled while it ran makes it run once more. A failure is
 * logged, and tried again after a rest.
 *
 * <p>Declared as a bean it runs from before the first request until after the last one.
 */
public final class Worker implements SmartLifecycle, AutoCloseable {

    /** Starts before the web server and stops after it has drained, so what was accepted last is still worked on. */
    private static final int PHASE = DEFAULT_PHASE - 4096;

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String name;
    private final Duration sweep;
    private final int rest;
    private final BooleanSupplier work;
    private final Signals signals;
    private final List<String> signalNames;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private Disposable subscriptions = Disposables.disposed();
    private int failures;
    private long lastComplaint;

    /**
     * Describes the work; nothing runs before {@link #start()}.
     *
     * @param name for the thread and the log
     * @param sweep the longest it sleeps, and how long it rests after a failure
     * @param work does all there is to do and returns; may block; is interrupted when the application stops
     * @param signals where wake-ups come from
     * @param signalNames which of them; none means by the clock only
     */
    public Worker(String name, Duration sweep, Runnable work, Signals signals, String... signalNames) {
        this(
                name,
                sweep,
                0,
                () -> {
                    work.run();
                    return false;
                },
                signals,
                List.of(signalNames));
    }

    /**
     * Describes work that is done in portions, between which it can stop however much there is: what is taken on is then
     * finished, and nothing more taken.
     *
     * @param work does one portion and says whether there may be more; may block; is interrupted when the portion takes longer
     *     than the application has to stop
     */
    public static Worker inPortions(
            String name, Duration sweep, BooleanSupplier work, Signals signals, String... signalNames) {
        return new Worker(name, sweep, 0, work, signals, List.of(signalNames));
    }

    /**
     * The same with a rest after each portion that has more behind it, unless it is woken.
     *
     * @param times how many times as long as the portion took
     */
    public Worker resting(int times) {
        return new Worker(name, sweep, times, work, signals, signalNames);
    }

    private Worker(
            String name, Duration sweep, int rest, BooleanSupplier work, Signals signals, List<String> signalNames) {
        this.name = name;
        this.sweep = sweep;
        this.rest = rest;
        this.work = work;
        this.signals = signals;
        this.signalNames = signalNames;
    }

    /** Lets it run now, or once more when it is running. */
    public void wake() {
        wakeUps.release();
    }

    @Override
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        Disposable.Composite all = Disposables.composite();
        signalNames.forEach(signal -> all.add(signals.on(signal).subscribe(key -> wake())));
        subscriptions = all;
        // The loop looks at the field to see whether it is still wanted: set it first.
        Thread next = Thread.ofVirtual().name(name).unstarted(this::loop);
        thread = next;
        next.start();
    }

    /** Lets the portion at hand finish, for two seconds at most, and starts no other. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        subscriptions.dispose();
        thread = null;
        wake();
        try {
            if (!running.join(GRACE)) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /** Spring asks this way, and stops all workers side by side, so that several slow ones cost two seconds together. */
    @Override
    public void stop(Runnable whenStopped) {
        Thread.ofVirtual().name(name + "-stop").start(() -> {
            stop();
            whenStopped.run();
        });
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void loop() {
        try {
            while (thread == Thread.currentThread()) {
                long began = System.nanoTime();
                switch (portion()) {
                    case MORE -> untilWokenOr(rest * (System.nanoTime() - began));
                    case ALL_DONE -> untilWokenOr(sweep.toNanos());
                    case FAILED -> Thread.sleep(sweep);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted while it waited", name);
        }
    }

    private void untilWokenOr(long nanos) throws InterruptedException {
        if (wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            // Many signals before a run need one run.
            wakeUps.drainPermits();
        }
    }

    // Whatever goes wrong in there, even an Error, must not end the loop: nobody else would do this work.
    @SuppressWarnings("CatchThrowable")
    private Portion portion() {
        boolean more;
        try {
            more = work.getAsBoolean();
        } catch (Throwable e) {
            complain(e);
            return Portion.FAILED;
        }
        if (failures > 0) {
            LOG.info("{} works again after {} failed tries", name, failures);
            failures = 0;
        }
        return more ? Portion.MORE : Portion.ALL_DONE;
    }

    private void complain(Throwable failure) {
        long now = System.nanoTime();
        if (thread != Thread.currentThread()) {
            LOG.debug("{} was stopped while it worked", name, Redacted.of(failure));
        } else if (failures == 0 || now - lastComplaint > BETWEEN_COMPLAINTS.toNanos()) {
            LOG.warn("{} failed and will be tried again", name, Redacted.of(failure));
            lastComplaint = now;
        }
        failures++;
    }

    /** How a portion of the work ended. */
    private enum Portion {
        MORE,
        ALL_DONE,
        FAILED
    }
}
