package org.guildhall.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many citizens on one messenger who ask at a steady rate, whether or not the answers come, and how long it all takes. A
 * citizen asks again only after everybody else has.
 */
final class Crowd {

    /** Longer than any number in Britain, so that it is nobody's, and as long as a number may be. */
    private static final long FIRST_NUMBER = 447_700_000_000_000L;

    private static final int MOST_PEOPLE = 10_000;

    private final Stage stage;
    private final Options options;
    private final PrintStream screen;
    private final Arrivals arrivals;
    private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();

    Crowd(Stage stage, Options options, PrintStream screen) {
        this.stage = stage;
        this.options = options;
        this.screen = screen;
        this.arrivals = new Arrivals(stage, note -> {});
        stage.watching(this::see);
    }

    void run() throws IOException, InterruptedException {
        int people = Math.clamp(options.number("crowd", 100), 1, MOST_PEOPLE);
        int rate = options.number("rate", 20);
        int questions = options.number("seconds", 30) * rate;
        // Others than in an earlier run, whose conversations may still be open.
        long first = FIRST_NUMBER + System.currentTimeMillis() / 100 % 10_000_000 * MOST_PEOPLE;
        for (int i = 0; i < Math.min(people, questions); i++) {
            stage.enter(Long.toString(first + i));
        }
        long interval = Duration.ofSeconds(1).toNanos() / rate;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            for (int i = 0; i < questions; i++) {
                String citizen = Long.toString(first + i % people);
                threads.execute(() -> ask(citizen));
                TimeUnit.NANOSECONDS.sleep(began + (i + 1) * interval - System.nanoTime());
            }
            awaitAnswers();
        }
        print();
    }

    private void ask(String citizen) {
        long began = System.nanoTime();
        waiting.put(citizen, began);
        asked.incrementAndGet();
        try {
            Deed question = new Deed.Wrote(options.text("question", "my bin was not emptied"));
            count(stage.does(citizen, stage.newId(), question), began);
        } catch (IOException gone) {
            refused.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is left to be fetched is neither. */
    private void count(OptionalInt status, long began) {
        int code = status.orElse(0);
        if (code / 100 == 2) {
            accepted.add(System.nanoTime() - began);
        } else if (code != 0) {
            refused.incrementAndGet();
        }
    }

    /** The first message to somebody who waits is their answer. */
    private void see(Sight sight) {
        if (sight instanceof Sight.Message message) {
            seen.incrementAndGet();
            Long began = waiting.remove(message.person());
            if (began != null) {
                answered.add(System.nanoTime() - began);
            }
            arrivals.expect(message);
        }
    }

    private void awaitAnswers() throws InterruptedException {
        long end = System.nanoTime()
                + Duration.ofSeconds(options.number("patience", 15)).toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void print() {
        screen.printf("%n%-24s %8s %9s %9s %9s%n", "milliseconds", "count", "p50", "p99", "longest");
        row("server's 2xx", accepted);
        row("answer on the phone", answered);
        screen.printf(
                "%n%s: %d asked, %d refused, %d without an answer, %d messages came in all%n",
                stage.name(), asked.get(), refused.get(), waiting.size(), seen.get());
    }

    private void row(String name, Queue<Long> nanos) {
        double[] sorted =
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
        screen.printf(
                "%-24s %8d %9.1f %9.1f %9.1f%n",
                name, sorted.length, share(sorted, 0.5), share(sorted, 0.99), share(sorted, 1));
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
