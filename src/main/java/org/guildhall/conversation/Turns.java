package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Content;
import org.guildhall.platform.Database;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
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

    /** The signal raised besides when it may be danger. */
    static final String URGENT_SIGNAL = "urgent-turns";

    /** A message that fails this often goes to a person and to the dead letters, so that it cannot block the next. */
    private static final int MOST_ATTEMPTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Database database;
    private final Signals signals;
    private final Leases leases;
    private final Rows rows;
    private final Waits waits;
    private final Readings readings;
    private final Dialogue dialogue;
    private final Commitment commitment;
    private final Barrier barrier;
    private final DeadLetters deadLetters;

    Turns(
            Database database,
            Signals signals,
            Leases leases,
            Rows rows,
            Waits waits,
            Readings readings,
            Dialogue dialogue,
            Commitment commitment,
            Barrier barrier,
            DeadLetters deadLetters) {
        this.database = database;
        this.signals = signals;
        this.leases = leases;
        this.rows = rows;
        this.waits = waits;
        this.readings = readings;
        this.dialogue = dialogue;
        this.commitment = commitment;
        this.barrier = barrier;
        this.deadLetters = deadLetters;
    }

    /** Takes the lease of conversations that are due. */
    List<Leases.Lease> due(int atMost) {
        return database.inOneStatement(sql -> leases.take(sql, atMost));
    }

    /** The same, of those alone that may be danger. */
    List<Leases.Lease> urgent(int atMost) {
        return database.inOneStatement(sql -> leases.takeUrgent(sql, atMost));
    }

    /** Works off everything the citizen has said in one conversation, then lets the lease go. */
    void work(Leases.Lease taken) {
        Leases.Lease lease = taken;
        try {
            if (taken.attempts() > MOST_ATTEMPTS) {
                throw new EndedInTheMiddle();
            }
            Step step = next(lease);
            while (step == Step.SAID_MORE) {
                lease = lease.anew();
                step = next(lease);
            }
            if (step == Step.NOTHING_SAID) {
                database.inOneStatement(sql -> {
                    leases.release(sql, taken);
                    return null;
                });
            }
            // Even an Error, such as the stack running out over a hostile text, is this message's failure.
        } catch (RuntimeException | Error failure) {
            failed(lease, failure);
        }
    }

    /** One question, usually one message. */
    private Step next(Leases.Lease lease) {
        Unanswered unanswered = database.inOneStatement(sql -> read(sql, lease.conversation()));
        if (unanswered.turns().isEmpty()) {
            return Step.NOTHING_SAID;
        }
        long started = System.nanoTime();
        Turn turn = unanswered.turns().getFirst();
        Decision decision = dialogue.decide(turn);
        // Piece by piece: what is sure without the next one must not be lost among it.
        for (Turn longer : unanswered.turns().subList(1, unanswered.turns().size())) {
            if (decision.hesitant()) {
                turn = longer;
                decision = dialogue.decide(longer);
            }
        }
        decision = barrier.heard(unanswered.barred(), turn, decision);
        if (decision.hesitant() && !unanswered.goesOn() && paused(lease, turn.message())) {
            return Step.LET_GO;
        }
        return commit(lease, turn, decision, (System.nanoTime() - started) / 1_000);
    }

    private Step commit(Leases.Lease lease, Turn turn, Decision decision, long micros) {
        Commitment.Result result = database.inTransaction(sql -> {
            Commitment.Result committed = commitment.commit(sql, lease, turn, decision, micros);
            if (committed.channel() != null) {
                Barrier.committed(sql, lease.conversation(), decision);
            }
            return committed;
        });
        if (result.channel() != null) {
            changed(lease.conversation(), result.channel());
        }
        return switch (result.outcome()) {
            case DONE, LEASE_GONE -> Step.LET_GO;
            case SAID_MORE, FLOOR_MOVED -> Step.SAID_MORE;
        };
    }

    /** Whether the turn now waits for the rest of a question; the time it may take could be over already. */
    private boolean paused(Leases.Lease lease, Message last) {
        Optional<Duration> pause =
                database.inOneStatement(sql -> leases.pause(sql, lease, last.seq(), Pieces.until(last)));
        // Only a hint, so that nobody waits for the next sweep: that the turn is due stands in the database.
        pause.ifPresent(time -> CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> signals.raise(SIGNAL, lease.conversation().toString())));
        return pause.isPresent();
    }

    /** What the citizen has said and nobody has answered, as turns of one piece, two pieces, and so on. */
    private Unanswered read(JdbcClient sql, UUID conversation) {
        Readings.Reading reading = readings.unanswered(sql, conversation).orElse(null);
        if (reading == null || reading.messages().isEmpty()) {
            return new Unanswered(List.of(), false, null);
        }
        Row row = reading.row();
        Map<Boolean, List<Message>> answered = reading.messages().stream()
                .collect(Collectors.partitioningBy(
                        message -> message.sender() != Sender.CITIZEN || message.seq() <= row.handledSeq()));
        List<Message> before = answered.getOrDefault(true, List.of());
        List<Message> unanswered = answered.getOrDefault(false, List.of());
        Integer place =
                row.floor() == Floor.QUEUE ? rows.place(sql, conversation).orElse(null) : null;
        Wait wait = place == null
                ? null
                : waits.at(sql, conversation, row.team(), place).orElse(null);
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
                        place,
                        row.team(),
                        wait))
                .toList();
        return new Unanswered(turns, pieces < unanswered.size(), reading.barred());
    }

    private void changed(UUID conversation, String channel) {
        signals.raise(Outbox.SIGNAL, channel);
        signals.raise(Conversations.SIGNAL, conversation.toString());
    }

    private void failed(Leases.Lease lease, Throwable failure) {
        LOG.warn(
                "Turn of conversation {} failed at attempt {}: {}",
                lease.conversation(),
                lease.attempts(),
                Redacted.kind(failure));
        if (LOG.isDebugEnabled()) {
            LOG.debug("Failed turn", Redacted.of(failure));
        }
        Optional<String> channel = database.inTransaction(sql -> {
            if (lease.attempts() >= MOST_ATTEMPTS) {
                return giveUp(sql, lease, failure);
            }
            leases.backOff(sql, lease);
            return Optional.empty();
        });
        channel.ifPresent(name -> changed(lease.conversation(), name));
    }

    /** The channel on which the citizen is told; empty when there is nothing to give up any more. */
    private Optional<String> giveUp(JdbcClient sql, Leases.Lease lease, Throwable failure) {
        List<Turn> turns = read(sql, lease.conversation()).turns();
        if (turns.isEmpty()) {
            leases.release(sql, lease);
            return Optional.empty();
        }
        Turn turn = turns.getFirst();
        Optional<String> channel = commitment.giveUp(sql, lease, turn);
        if (channel.isPresent()) {
            deadLetters.keepMessage(
                    sql,
                    lease.conversation(),
                    turn.message().seq(),
                    failure.getClass().getSimpleName());
        }
        leases.release(sql, lease);
        return channel;
    }

    /** The choices a reply leaves open, none when it only says something. */
    static List<org.guildhall.message.Choice> offered(Content content) {
        return content instanceof Content.Choices choices ? choices.options() : List.of();
    }

    /** How it goes on with a conversation after one look at it. */
    private enum Step {
        /** There was nothing to decide; the lease is still ours. */
        NOTHING_SAID,
        /** There is more, or it must be decided again. */
        SAID_MORE,
        /** The lease has been let go, or has passed to somebody else. */
        LET_GO
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
     * @param barred null when the citizen is not blocked
     */
    private record Unanswered(
            List<Turn> turns, boolean goesOn, @Nullable Barred barred) {}
}
