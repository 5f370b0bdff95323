package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.platform.Database;
import org.guildhall.platform.Redacted;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Decides a message anew that was given up, when staff ask for it. Later messages have been dealt with by then and a
 * person has usually been called, so the answer comes as the conversation's newest message, and only while it still
 * helps: never beside a person who has the conversation or has answered since, except that danger is always said.
 */
@Component
final class SecondTurns {

    private static final Logger LOG = LoggerFactory.getLogger(SecondTurns.class);

    private final Database database;
    private final Signals signals;
    private final DeadLetters letters;
    private final Leases leases;
    private final Rows rows;
    private final Readings readings;
    private final Dialogue dialogue;
    private final Commitment commitment;

    SecondTurns(
            Database database,
            Signals signals,
            DeadLetters letters,
            Leases leases,
            Rows rows,
            Readings readings,
            Dialogue dialogue,
            Commitment commitment) {
        this.database = database;
        this.signals = signals;
        this.letters = letters;
        this.leases = leases;
        this.rows = rows;
        this.readings = readings;
        this.dialogue = dialogue;
        this.commitment = commitment;
    }

    /**
     * Tries one message that staff asked for.
     *
     * @return whether there was one
     */
    boolean workOnOne() {
        Optional<Taken> taken = dialogue.ready() ? take() : Optional.empty();
        taken.ifPresent(this::work);
        return taken.isPresent();
    }

    /** The conversation's lease and the letter together, the conversation first as everybody locks it first. */
    private Optional<Taken> take() {
        return database.inTransaction(sql -> letters.nextMessage(sql)
                .flatMap(place -> leases.take(sql, place.conversation()).flatMap(lease -> take(sql, place, lease))));
    }

    private Optional<Taken> take(JdbcClient sql, DeadLetters.Place place, Leases.Lease lease) {
        Optional<Taken> taken =
                letters.takeMessage(sql, place.letter()).map(attempt -> new Taken(place, attempt, lease));
        if (taken.isEmpty()) {
            leases.release(sql, lease);
        }
        return taken;
    }

    // Whatever goes wrong, even an Error, is this message's failure and is written down as such.
    private void work(Taken taken) {
        try {
            Turn turn = database.inTransaction(sql -> read(sql, taken.place()));
            if (turn == null) {
                end(taken, DeadLetter.Outcome.NOTHING);
                return;
            }
            long started = System.nanoTime();
            Decision decision = dialogue.decide(turn);
            long micros = (System.nanoTime() - started) / 1_000;
            database.inTransaction(sql -> {
                commit(sql, taken, turn, decision, micros);
                return null;
            });
        } catch (RuntimeException | Error failure) {
            failed(taken, failure);
        }
        changed(taken.place().conversation());
    }

    /** What came after the message is no context of it, so the memory is one in which nothing is on the table. */
    private @Nullable Turn read(JdbcClient sql, DeadLetters.Place place) {
        Readings.Reading reading =
                readings.oneAfter(sql, place.conversation(), place.seq() - 1).orElse(null);
        List<Message> until = reading == null ? List.of() : reading.messages();
        if (reading == null || until.isEmpty() || until.getLast().seq() != place.seq()) {
            return null;
        }
        Row row = reading.row();
        return new Turn(
                row.id(),
                row.floor(),
                row.memory().handedOver(),
                List.of(),
                until.getLast(),
                until.subList(0, until.size() - 1),
                row.reference(),
                rows.place(sql, row.id()).orElse(null));
    }

    private void commit(JdbcClient sql, Taken taken, Turn turn, Decision decision, long micros) {
        Row row = rows.lock(sql, turn.conversation()).orElse(null);
        if (row == null || row.fence() != taken.lease().fence()) {
            return;
        }
        DeadLetter.Outcome outcome = decided(sql, taken.place())
                ? DeadLetter.Outcome.KNOWN
                : helps(sql, row, taken.place(), decision) ? DeadLetter.Outcome.ANSWERED : DeadLetter.Outcome.LEFT;
        if (!letters.replayed(sql, taken.place().letter(), taken.attempt(), outcome)) {
            return;
        }
        if (outcome == DeadLetter.Outcome.ANSWERED) {
            Commitment.Said said = commitment.say(sql, row, decision);
            rows.said(sql, row.id(), said.lastSeq());
            rows.remember(sql, row.id(), said.memory());
            commitment.record(sql, turn.message(), decision, micros);
        }
        leases.release(sql, taken.lease());
    }

    /** Whether it was decided after all, as it must not be answered twice. */
    private static boolean decided(JdbcClient sql, DeadLetters.Place place) {
        return sql.sql("select exists (select 1 from decisions where conversation = :id and seq = :seq)")
                .param("id", place.conversation())
                .param("seq", place.seq())
                .query(Boolean.class)
                .single();
    }

    private static boolean helps(JdbcClient sql, Row row, DeadLetters.Place place, Decision decision) {
        Decision.Handover handover = decision.handover();
        if (row.floor() == Floor.CLOSED) {
            return false;
        }
        if (handover != null && handover.priority() == Priority.DANGER) {
            return true;
        }
        return switch (row.floor()) {
            case ASSISTANT -> !staffHasSpoken(sql, place);
            // They wait for a person already; all that helps them meanwhile is an answer that is sure.
            case QUEUE -> handover == null && decision.article() != null && !staffHasSpoken(sql, place);
            case STAFF, CLOSED -> false;
        };
    }

    private static boolean staffHasSpoken(JdbcClient sql, DeadLetters.Place place) {
        return sql.sql("""
                        select exists (select 1 from messages
                                       where conversation = :id and seq > :seq and sender = 'staff')""")
                .param("id", place.conversation())
                .param("seq", place.seq())
                .query(Boolean.class)
                .single();
    }

    private void failed(Taken taken, Throwable failure) {
        LOG.warn("Message of conversation {} failed again: {}", taken.place().conversation(), Redacted.kind(failure));
        if (LOG.isDebugEnabled()) {
            LOG.debug("Failed again", Redacted.of(failure));
        }
        database.inTransaction(sql -> {
            rows.lock(sql, taken.place().conversation());
            letters.failed(
                    sql,
                    taken.place().letter(),
                    taken.attempt(),
                    failure.getClass().getSimpleName());
            leases.release(sql, taken.lease());
            return null;
        });
    }

    private void end(Taken taken, DeadLetter.Outcome outcome) {
        database.inTransaction(sql -> {
            rows.lock(sql, taken.place().conversation());
            letters.replayed(sql, taken.place().letter(), taken.attempt(), outcome);
            leases.release(sql, taken.lease());
            return null;
        });
    }

    private void changed(UUID conversation) {
        signals.raise(Outbox.SIGNAL, Signals.EVERYTHING);
        signals.raise(Conversations.SIGNAL, conversation.toString());
        signals.raise(Turns.SIGNAL, conversation.toString());
    }

    /** A message to try, and the right to write its conversation meanwhile. */
    private record Taken(DeadLetters.Place place, int attempt, Leases.Lease lease) {}
}
