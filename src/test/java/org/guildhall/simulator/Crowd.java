package org.guildhall.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many citizens on Telegram who ask at a steady rate, whether or not the answers come, and how long it all takes. A
 * citizen asks again only after everybody else has.
 */
final class Crowd {

    private final BotApi api;
    private final TelegramLine line;
    private final Options options;
    private final Queue<Long> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Long> answered = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    Crowd(BotApi api, TelegramLine line, Options options) {
        this.api = api;
        this.line = line;
        this.options = options;
        api.listening(this::hear);
    }

    void run() throws InterruptedException {
        int people = options.number("crowd", 100);
        int rate = options.number("rate", 20);
        long firstId = System.currentTimeMillis() % 1_000_000_000 * 10_000;
        int questions = options.number("seconds", 30) * rate;
        long interval = Duration.ofSeconds(1).toNanos() / rate;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            for (int i = 0; i < questions; i++) {
                TelegramCitizen citizen = new TelegramCitizen(firstId + i % people, "Citizen " + i % people);
                threads.execute(() -> ask(citizen));
                TimeUnit.NANOSECONDS.sleep(began + (i + 1) * interval - System.nanoTime());
            }
            awaitAnswers();
        }
        print();
    }

    private void ask(TelegramCitizen citizen) {
        long began = System.nanoTime();
        waiting.put(Long.toString(citizen.id()), began);
        asked.incrementAndGet();
        try {
            int status = line.deliver(citizen.says(options.text("question", "my bin was not emptied")));
            if (status == 200) {
                accepted.add(System.nanoTime() - began);
            } else if (status != 0) {
                refused.incrementAndGet();
            }
        } catch (IOException gone) {
            refused.incrementAndGet();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first message to somebody who waits is their answer. */
    private void hear(BotApi.Call call) {
        if (call.method().equals("sendmessage")) {
            Long began = waiting.remove(call.text("chat_id"));
            if (began != null) {
                answered.add(call.nanos() - began);
            }
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
        System.out.printf("%n%-24s %8s %9s %9s %9s%n", "milliseconds", "count", "p50", "p99", "longest");
        row("webhook 2xx", accepted);
        row("answer at the Bot API", answered);
        System.out.printf(
                "%n%d asked, %d refused, %d without an answer, %d messages sent in all%n",
                asked.get(),
                refused.get(),
                waiting.size(),
                api.calls("sendMessage").size());
    }

    private static void row(String name, Queue<Long> nanos) {
        double[] sorted =
                nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
        System.out.printf(
                "%-24s %8d %9.1f %9.1f %9.1f%n",
                name, sorted.length, share(sorted, 0.5), share(sorted, 0.99), share(sorted, 1));
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
}
