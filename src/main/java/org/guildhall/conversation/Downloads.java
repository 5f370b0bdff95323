package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.message.Handle;
import org.guildhall.platform.Database;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Files that citizens sent and nobody has fetched yet. Whoever knows the messengers takes one, fetches it and says how it
 * went. Plain blocking calls, each its own transaction; two nodes never have the same file under their leases.
 */
@Component
public final class Downloads implements AutoCloseable {

    /** The signal raised when a file has been committed that is to be fetched. */
    public static final String SIGNAL = "downloads";

    private final Database database;
    private final Signals signals;
    private final Attachments attachments;

    /** One after the other, because each may take a hundred megabytes, and not on the threads that run the SQL. */
    private final ExecutorService easel = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("easel").daemon().factory());

    Downloads(Database database, Signals signals, Attachments attachments) {
        this.database = database;
        this.signals = signals;
        this.attachments = attachments;
    }

    /**
     * A file to fetch.
     *
     * @param attempt which try this is, from 1; also the fence under which it is settled
     */
    public record Wanted(UUID id, UUID conversation, int attempt, Handle handle) {}

    /**
     * Takes the next one for three minutes; if it is not settled by then somebody else may take it.
     *
     * @param accounts from which the caller can fetch
     */
    public Optional<Wanted> take(List<Replays.Account> accounts) {
        return database.inTransaction(sql -> attachments.take(sql, accounts));
    }

    /** Here it is. A picture is painted anew first; see {@link FileType} for what it may be served as. */
    public void fetched(Wanted wanted, byte[] bytes) throws InterruptedException {
        CleanFile file = clean(bytes);
        settled(wanted, database.inTransaction(sql -> attachments.store(sql, wanted, file)));
        signals.raise(Scans.SIGNAL, wanted.id().toString());
    }

    /**
     * It could not be fetched. It is tried again later when that may help and it was not tried ten times.
     *
     * @param atLeast how long to wait at least, or null
     */
    public void failed(Wanted wanted, FetchFailed.Why why, @Nullable Duration atLeast) {
        settled(
                wanted,
                database.inTransaction(sql -> why.lasting()
                        ? attachments.fail(sql, wanted, why)
                        : attachments.defer(sql, wanted, why, atLeast)));
    }

    private void settled(Wanted wanted, boolean ours) {
        if (ours) {
            signals.raise(Conversations.SIGNAL, wanted.conversation().toString());
        }
    }

    /** What is to be kept of a file; waits for its turn at the easel. */
    CleanFile clean(byte[] bytes) throws InterruptedException {
        Future<CleanFile> painting = easel.submit(() -> CleanFile.of(bytes));
        try {
            return painting.get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException("A file could not be looked at", bug.getCause());
        } catch (InterruptedException stopped) {
            painting.cancel(true);
            throw stopped;
        }
    }

    @Override
    public void close() {
        easel.shutdownNow();
    }
}
