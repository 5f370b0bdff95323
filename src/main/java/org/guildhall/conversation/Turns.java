package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.platform.Database;
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

    /** A message that fails this often goes to a person and to the dead letters, so that it cannot block the next. */
    private static final int MOST_ATTEMPTS = 8;

    private static final int REMEMBERED_MESSAGES = 10;
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
    void work(Leases.Lease lease) {
        try {
            while (next(lease)) {
                changed(lease.conversation());
            }
            database.inTransaction(sql -> {
                leases.release(sql, lease);
                return null;
            });
        } catch (RuntimeException failure) {
            failed(lease, failure);
        }
    }

    /** One message; false when there is none left or the lease has passed to somebody else. */
    private boolean next(Leases.Lease lease) {
        Turn turn = database.inTransaction(sql -> read(sql, lease.conversation()));
        if (turn == null) {
            return false;
        }
        long started = System.nanoTime();
        Decision decision = dialogue.decide(turn);
        long micros = (System.nanoTime() - started) / 1_000;
        return database.inTransaction(sql -> commitment.commit(sql, lease, turn, decision, micros));
    }

    private @Nullable Turn read(JdbcClient sql, UUID conversation) {
        Row row = rows.read(sql, conversation).orElse(null);
        if (row == null) {
            return null;
        }
        Message message = messages.firstOfCitizenAfter(sql, conversation, row.handledSeq());
        if (message == null) {
            return null;
        }
        return new Turn(
                conversation,
                row.floor(),
                row.memory(),
                message,
                messages.before(sql, conversation, message.seq(), REMEMBERED_MESSAGES),
                row.reference(),
                rows.place(sql, conversation).orElse(null));
    }

    private void changed(UUID conversation) {
        signals.raise(Outbox.SIGNAL, conversation.toString());
        signals.raise(Conversations.SIGNAL, conversation.toString());
    }

    private void failed(Leases.Lease lease, RuntimeException failure) {
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

    private void giveUp(JdbcClient sql, Leases.Lease lease, RuntimeException failure) {
        Turn turn = read(sql, lease.conversation());
        if (turn == null) {
            return;
        }
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
}
