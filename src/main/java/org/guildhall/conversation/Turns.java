package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.guildhall.message.Content;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deals with what citizens said, one conversation at a time under a lease and in order: the dialogue decides outside any
 * transaction, then the decision is committed under the fence, together with the replies.
 */
@Component
final class Turns {

    /** The signal raised when a citizen said something. */
    static final String SIGNAL = "turns";

    /** A message that fails this often goes to a person and to the dead letters, so that it cannot block the next. */
    private static final int MOST_ATTEMPTS = 8;

    private static final int REMEMBERED_MESSAGES = 10;
    private static final int MOST_UNANSWERED = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Database database;
    private final Signals signals;
    private final Leases leases;
    private final Rows rows;
    private final Messages messages;
    private final Dialogue dialogue;
    private final Commitment commitment;
    private final DeadLetters deadLetters;

    Turns(
            Database database,
            Signals signals,
            Leases leases,
            Rows rows,
            Messages messages,
            Dialogue dialogue,
            Commitment commitment,
            DeadLetters deadLetters) {
        this.database = database;
        this.signals = signals;
        this.leases = leases;
        this.rows = rows;
        this.messages = messages;
        this.dialogue = dialogue;
        this.commitment = commitment;
        this.deadLetters = deadLetters;
    }

    /** Takes the lease of conversations that are due. */
    List<Leases.Lease> due(int atMost) {
        return database.inTransaction(sql -> leases.take(sql, atMost));
    }

    /** Works off everything the citizen has said in one conversation, then lets the lease go. */
    void work(Leases.Lease taken) {
        Leases.Lease lease = taken;
        try {
            if (taken.attempts() > MOST_ATTEMPTS) {
                throw new EndedInTheMiddle();
            }
            while (next(lease)) {
                changed(lease.conversation());
                lease = lease.anew();
            }
            database.inTransaction(sql -> {
                leases.release(sql, taken);
                return null;
            });
            // Even an Error, such as the stack running out over a hostile text, is this message's failure.
        } catch (RuntimeException | Error failure) {
            failed(lease, failure);
        }
    }

    /** One question, usually one message; false when there is none left or the lease has passed to somebody else. */
    private boolean next(Leases.Lease lease) {
        Backlog backlog = database.inTransaction(sql -> read(sql, lease.conversation()));
        if (backlog.turns().isEmpty()) {
            return false;
        }
        long started = System.nanoTime();
        Turn turn = backlog.turns().getFirst();
        Decision decision = dialogue.decide(turn);
        // Piece by piece: what is sure without the next one must not be lost among it.
        for (Turn longer : backlog.turns().subList(1, backlog.turns().size())) {
            if (decision.hesitant()) {
                turn = longer;
                decision = dialogue.decide(longer);
            }
        }
        if (decision.hesitant() && !backlog.goesOn() && paused(lease, turn.message())) {
            return false;
        }
        return committed(lease, turn, decision, (System.nanoTime() - started) / 1_000);
    }

    private boolean committed(Leases.Lease lease, Turn turn, Decision decision, long micros) {
        return database.inTransaction(sql -> commitment.commit(sql, lease, turn, decision, micros));
    }

    /** Whether the turn now waits for the rest of a question; the time it may take could be over already. */
    private boolean paused(Leases.Lease lease, Message last) {
        Optional<Duration> pause =
                database.inTransaction(sql -> leases.pause(sql, lease, last.seq(), Pieces.until(last)));
        // Only a hint, so that nobody waits for the next sweep: that the turn is due stands in the database.
        pause.ifPresent(time -> CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> signals.raise(SIGNAL, lease.conversation().toString())));
        return pause.isPresent();
    }

    /** What the citizen has said and nobody has answered, as turns of one piece, two pieces, and so on. */
    private Backlog read(JdbcClient sql, UUID conversation) {
        Row row = rows.read(sql, conversation).orElse(null);
        List<Message> unanswered =
                row == null ? List.of() : messages.ofCitizenAfter(sql, conversation, row.handledSeq(), MOST_UNANSWERED);
        if (row == null || unanswered.isEmpty()) {
            return new Backlog(List.of(), false);
        }
        List<Message> before =
                messages.before(sql, conversation, unanswered.getFirst().seq(), REMEMBERED_MESSAGES);
        Integer place = rows.place(sql, conversation).orElse(null);
        int pieces = Pieces.in(unanswered);
        List<Turn> turns = IntStream.range(0, pieces)
                .mapToObj(last -> new Turn(
                        conversation,
                        row.floor(),
                        row.memory(),
                        unanswered.subList(0, last),
                        unanswered.get(last),
                        before,
                        row.reference(),
                        place))
                .toList();
        return new Backlog(turns, pieces < unanswered.size());
    }

    private void changed(UUID conversation) {
        signals.raise(Outbox.SIGNAL, conversation.toString());
        signals.raise(Conversations.SIGNAL, conversation.toString());
    }

    private void failed(Leases.Lease lease, Throwable failure) {
        // Only the failure's type: its message may hold what the citizen said.
        LOG.warn(
                "Turn of conversation {} failed at attempt {}: {}",
                lease.conversation(),
                lease.attempts(),
                failure.getClass().getName());
        LOG.debug("Failed turn", failure);
        boolean givenUp = lease.attempts() >= MOST_ATTEMPTS;
        database.inTransaction(sql -> {
            if (givenUp) {
                giveUp(sql, lease, failure);
            } else {
                leases.backOff(sql, lease);
            }
            return null;
        });
        if (givenUp) {
            changed(lease.conversation());
        }
    }

    private void giveUp(JdbcClient sql, Leases.Lease lease, Throwable failure) {
        List<Turn> turns = read(sql, lease.conversation()).turns();
        if (turns.isEmpty()) {
            return;
        }
        Turn turn = turns.getFirst();
        if (commitment.giveUp(sql, lease, turn)) {
            deadLetters.keepMessage(
                    sql,
                    lease.conversation(),
                    turn.message().seq(),
                    failure.getClass().getSimpleName());
        }
        leases.release(sql, lease);
    }

    /** The choices a reply leaves open, none when it only says something. */
    static List<org.guildhall.message.Choice> offered(Content content) {
        return content instanceof Content.Choices choices ? choices.options() : List.of();
    }

    /** Every attempt took longer than its lease, or took its process with it: nobody lived to say what failed. */
    private static final class EndedInTheMiddle extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private EndedInTheMiddle() {
            super("every attempt ended in the middle", null, false, false);
        }
    }

    /**
     * What waits to be answered.
     *
     * @param turns the first message, then it with the next piece, and so on
     * @param goesOn whether something follows that is no piece of it, so that there is nothing to wait for
     */
    private record Backlog(List<Turn> turns, boolean goesOn) {}
}
