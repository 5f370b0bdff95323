package org.guildhall.platform;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one gateway to PostgreSQL. Each unit of work is one transaction that runs to its end on a virtual thread, whatever
 * happens to the client that asked for it: a cancelled request never reaches a transaction.
 */
@Component
public final class Database implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Silence silence = new Silence();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sql-", 0).factory());

    /** Works through the given client, each call inside one transaction of the template. */
    public Database(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Runs the work as one transaction on the calling thread, which must be allowed to block.
     *
     * @param work the SQL; an unchecked exception rolls everything back and is passed on
     * @return what the work returned
     * @throws IllegalStateException on an event loop
     */
    // The template is typed nullable; the work's own type says whether null can come back.
    @SuppressWarnings("NullAway")
    public <T extends @Nullable Object> T inTransaction(Function<JdbcClient, T> work) {
        return heard(() -> transaction.execute(status -> work.apply(jdbc)));
    }

    /**
     * Runs one statement, or several that need not hold together: each is a transaction of its own, and the way to the
     * server and back that only says "commit" is saved. On the calling thread, which must be allowed to block.
     *
     * @param work the SQL; what went before an unchecked exception stays written
     * @return what the work returned
     * @throws IllegalStateException on an event loop
     */
    public <T extends @Nullable Object> T inOneStatement(Function<JdbcClient, T> work) {
        return heard(() -> work.apply(jdbc));
    }

    private <T extends @Nullable Object> T heard(Supplier<T> work) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("SQL on an event loop: use transaction(…), which hops to a virtual thread");
        }
        silence.asked();
        try {
            T result = work.get();
            silence.answered();
            return result;
        } catch (RuntimeException e) {
            if (!Failures.databaseIsAway(e)) {
                silence.answered();
            }
            throw e;
        }
    }

    /**
     * Whether nothing has come back from PostgreSQL for two seconds though somebody asked. The sweeps of this node go on
     * asking, so it ends by itself with the first answer.
     */
    boolean silent() {
        return silence.lasts();
    }

    /**
     * The same for reactive callers: starts on subscription, on a virtual thread, and is never cancelled halfway.
     *
     * @param work the SQL; what it returns is emitted, null completes empty
     */
    public <T> Mono<T> transaction(Function<JdbcClient, @Nullable T> work) {
        return onWorker(() -> inTransaction(work));
    }

    /** Like {@link #inOneStatement}, for reactive callers. */
    public <T> Mono<T> statement(Function<JdbcClient, @Nullable T> work) {
        return onWorker(() -> inOneStatement(work));
    }

    /** Like {@link #transaction}, for work that returns nothing. */
    public Mono<Void> run(Consumer<JdbcClient> work) {
        return transaction(sql -> {
            work.accept(sql);
            return null;
        });
    }

    /**
     * Hops to a virtual thread for blocking work that opens its own transactions (or several). It knows from where it was asked
     * for ({@link Whence}).
     *
     * @param work what it returns is emitted, null completes empty
     */
    public <T> Mono<T> onWorker(Supplier<@Nullable T> work) {
        return Mono.deferContextual(context -> {
            Supplier<@Nullable T> along = Whence.along(context, work);
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(along, workers), true);
        });
    }

    /** Lets the work at hand end, for two seconds at most: a database that hangs must not keep the process from ending. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
