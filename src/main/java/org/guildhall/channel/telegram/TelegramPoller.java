package org.guildhall.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Intake;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.telegram.BotMethods.Fetched;
import org.guildhall.channel.telegram.PollOffsets.Lease;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;

/**
 * Long polling that loses nothing: what was fetched is committed first, and only then does the offset move, which is
 * what tells Telegram to forget. Runs on a thread of its own and may block.
 */
final class TelegramPoller implements Runnable {

    /** Short, so that the lease can be: after a crash nobody polls until it has run out. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /**
     * Outlives one poll; with the time on stand-by, another node takes over within ten seconds. Whoever is slower than it
     * loses nothing: what both take in is known the second time, and only one of them may move the offset.
     */
    static final int LEASE_SECONDS = 7;

    private static final Logger log = LoggerFactory.getLogger(TelegramPoller.class);

    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);
    private static final Duration STAND_BY = Duration.ofSeconds(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(2);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final TelegramApi api;
    private final Channel channel;
    private final Intake intake;
    private final Database database;
    private final PollOffsets offsets;
    private volatile long lastPoll = System.nanoTime();

    TelegramPoller(TelegramApi api, Channel channel, Intake intake, Database database) {
        this.api = api;
        this.channel = channel;
        this.intake = intake;
        this.database = database;
        this.offsets = new PollOffsets(channel.name(), channel.account());
    }

    /** Seconds since a poll last ended well on this node; also grows on a node that stands by. */
    double age() {
        return Duration.ofNanos(System.nanoTime() - lastPoll).toMillis() / 1000.0;
    }

    /** Polls until interrupted; no failure ends it. */
    // Not even an Error, such as the stack running out over a hostile update: nobody else would poll.
    @SuppressWarnings("CatchThrowable")
    @Override
    public void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                turn();
                pause = SHORTEST_PAUSE;
            } catch (InterruptedException stopped) {
                return;
            } catch (Throwable trouble) {
                log.warn("Polling Telegram failed, trying again in {} s: {}", pause.toSeconds(), summary(trouble));
                if (!slept(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private void turn() throws InterruptedException, ExecutionException, TimeoutException, TelegramApiException {
        Optional<Lease> lease = inDatabase(sql -> {
            offsets.create(sql);
            return offsets.acquire(sql, LEASE_SECONDS);
        });
        if (lease.isEmpty()) {
            Thread.sleep(STAND_BY);
            return;
        }
        Lease last = lease.get();
        try {
            while (hold(last)) {
                last = poll(last);
            }
        } finally {
            release(last);
        }
    }

    private boolean hold(Lease lease) throws InterruptedException, ExecutionException, TimeoutException {
        return inDatabase(sql -> offsets.renew(sql, lease, LEASE_SECONDS));
    }

    /** Waits for SQL on another thread: an interrupt ends the waiting, but never breaks the connection. */
    private <T> T inDatabase(Function<JdbcClient, @Nullable T> work)
            throws InterruptedException, ExecutionException, TimeoutException {
        return database.transaction(work).toFuture().get(LONGEST_COMMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Lease poll(Lease lease)
            throws InterruptedException, ExecutionException, TimeoutException, TelegramApiException {
        long began = System.nanoTime();
        List<Fetched> updates = api.fetch(lease.offset(), PATIENCE);
        if (updates.isEmpty()) {
            lastPoll = System.nanoTime();
            // Telegram waits before it says that there is nothing; an API that does not wait must not be hammered.
            boolean waited = Duration.ofNanos(lastPoll - began).compareTo(SHORTEST_PAUSE) >= 0;
            Thread.sleep(waited ? Duration.ZERO : SHORTEST_PAUSE);
            return lease;
        }
        Lease next = commit(lease, updates);
        lastPoll = System.nanoTime();
        return next;
    }

    private Lease commit(Lease lease, List<Fetched> updates)
            throws InterruptedException, ExecutionException, TimeoutException {
        long held = System.nanoTime();
        for (Fetched update : updates) {
            if (System.nanoTime() - held > BETWEEN_RENEWALS.toNanos()) {
                hold(lease);
                held = System.nanoTime();
            }
            intake.take(channel, webhook(update.body())).toFuture().get(LONGEST_COMMIT.toSeconds(), TimeUnit.SECONDS);
        }
        Lease reached = new Lease(lease.fence(), behind(updates).orElse(lease.offset()));
        inDatabase(sql -> offsets.advance(sql, reached));
        return reached;
    }

    /**
     * The offset that confirms these. It may be lower than the one before: after a week without updates Telegram counts from
     * a random number (https://core.telegram.org/bots/api#update), and an offset far above confirms nothing.
     */
    private static OptionalLong behind(List<Fetched> updates) {
        return updates.stream()
                .mapToLong(Fetched::id)
                .filter(id -> id >= 0 && id < Long.MAX_VALUE)
                .map(id -> id + 1)
                .max();
    }

    private static Webhook webhook(String body) {
        return new Webhook(
                HttpMethod.POST,
                "",
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody waits for this: a lease that is not given back runs out. */
    private void release(Lease lease) {
        database.run(sql -> offsets.release(sql, lease))
                .subscribe(
                        done -> {},
                        trouble -> log.debug("The lease on polling runs out by itself: {}", trouble.getClass()));
    }

    private static String summary(Throwable trouble) {
        Throwable cause = trouble instanceof ExecutionException ? trouble.getCause() : trouble;
        return cause == null ? trouble.getClass().getSimpleName() : TelegramVerdict.summary(cause);
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }
}
