package org.guildhall.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Clamd;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the virus scanner look at what citizens sent, one file after the other, before anybody may open it. While the scanner is
 * away files wait and are tried again, without end: nobody is handed what nobody has looked at.
 */
@Component
final class Scans {

    /** The signal raised when a file is here that is to be looked at. */
    static final String SIGNAL = "scans";

    private static final int PIECE = 256 * 1024;
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);

    private final Database database;
    private final Signals signals;
    private final Attachments attachments;
    private final Clamd clamd;
    private final Audit audit;
    private long lastComplaint = System.nanoTime() - BETWEEN_COMPLAINTS.toNanos();

    Scans(Database database, Signals signals, Attachments attachments, Clamd clamd, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.attachments = attachments;
        this.clamd = clamd;
        this.audit = audit;
    }

    /**
     * A file to look at.
     *
     * @param attempt which try this is, from 1; also the fence under which it is settled
     * @param size in bytes
     */
    record Unscanned(UUID id, UUID conversation, int attempt, long size) {}

    /**
     * Has one file looked at that is due; blocks.
     *
     * @return whether there may be more for the scanner, which is there
     */
    boolean workOnOne() {
        return clamd.present() && take().map(this::scanned).orElse(false);
    }

    private Optional<Unscanned> take() {
        return database.inOneStatement(attachments::takeUnscanned);
    }

    /** Whether the scanner has said how it went. */
    private boolean scanned(Unscanned file) {
        try {
            settle(file, clamd.scan(file.size(), new Pieces(file)));
            return true;
        } catch (IOException | UncheckedIOException away) {
            complain(file, away);
            database.inOneStatement(sql -> {
                attachments.putOffScan(sql, file);
                return null;
            });
            changed(file);
            return false;
        }
    }

    private void settle(Unscanned file, Clamd.Verdict verdict) {
        boolean ours = database.inTransaction(sql -> switch (verdict) {
            case Clamd.Verdict.Clean clean -> attachments.scanned(sql, file, "clean");
            case Clamd.Verdict.TooLarge tooLarge -> attachments.scanned(sql, file, "too_large");
            case Clamd.Verdict.Infected(String name) -> {
                boolean settled = attachments.scanned(sql, file, "infected");
                if (settled) {
                    Map<String, String> details =
                            Map.of("conversation", file.conversation().toString(), "found", name);
                    audit.record(sql, "system", "attachment.infected", file.id().toString(), details);
                }
                yield settled;
            }
        });
        if (ours) {
            changed(file);
        }
    }

    private void changed(Unscanned file) {
        signals.raise(Conversations.SIGNAL, file.conversation().toString());
    }

    /** Once a minute: while it is away every file fails. */
    private void complain(Unscanned file, Exception away) {
        long now = System.nanoTime();
        if (now - lastComplaint >= BETWEEN_COMPLAINTS.toNanos()) {
            lastComplaint = now;
            LOG.warn(
                    "The virus scanner could not look at a file at try {}, so that nobody can open it yet: {}",
                    file.attempt(),
                    away.getMessage());
        }
    }

    /** Its bytes, each piece read when the one before is on its way. */
    private final class Pieces implements Iterator<byte[]> {

        private final Unscanned file;
        private long at;

        private Pieces(Unscanned file) {
            this.file = file;
        }

        @Override
        public boolean hasNext() {
            return at < file.size();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int length = (int) Math.min(PIECE, file.size() - at);
            byte[] piece = database.inOneStatement(sql -> attachments.bytes(sql, file.id(), at, length))
                    .orElseThrow(() -> new UncheckedIOException(new IOException("it was forgotten meanwhile")));
            at += length;
            return piece;
        }
    }
}
