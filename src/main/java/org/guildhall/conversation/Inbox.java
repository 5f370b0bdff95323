package org.guildhall.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where every message enters: one transaction that dedupes, opens or finds the conversation, and appends. */
@Component
public final class Inbox {

    /** The choice that opens a closed conversation again. */
    public static final String NOT_SOLVED = "not-solved";

    /** The choice that says it was rightly closed. */
    public static final String SOLVED = "solved";

    /** What stands for a choice when somebody goes on about what was closed, which opens it again. */
    public static final String FOLLOW_UP = "follow-up";

    /** The choice of a person instead of the assistant. */
    public static final String PERSON = "person";

    /** The choice that refuses all the others of an offer. */
    public static final String NONE_OF_THESE = "none";

    private final Database database;
    private final Signals signals;
    private final Events events;
    private final Doorstep doorstep;
    private final Addresses addresses;
    private final Rows rows;
    private final Messages messages;
    private final Attachments attachments;
    private final DeadLetters deadLetters;
    private final Dialogue dialogue;
    private final Typing typing;
    private final Continuations continuations;
    private final ComingBack comingBack;
    private final StaffDeeds staff;

    Inbox(
            Database database,
            Signals signals,
            Events events,
            Doorstep doorstep,
            Addresses addresses,
            Rows rows,
            Messages messages,
            Attachments attachments,
            DeadLetters deadLetters,
            Dialogue dialogue,
            Typing typing,
            Continuations continuations,
            ComingBack comingBack,
            StaffDeeds staff) {
        this.database = database;
        this.signals = signals;
        this.events = events;
        this.doorstep = doorstep;
        this.addresses = addresses;
        this.rows = rows;
        this.messages = messages;
        this.attachments = attachments;
        this.deadLetters = deadLetters;
        this.dialogue = dialogue;
        this.typing = typing;
        this.continuations = continuations;
        this.comingBack = comingBack;
        this.staff = staff;
    }

    /**
     * Takes the events in, each in a transaction of its own, in order. Completes after the last commit; only then may a
     * messenger be told 2xx.
     *
     * @param inbound what a channel read, in the messenger's order
     * @return what became of each, in the same order
     */
    public Mono<List<Accepted>> accept(List<? extends Inbound> inbound) {
        return database.onWorker(() -> {
            List<Accepted> accepted = new ArrayList<>(inbound.size());
            for (Inbound event : inbound) {
                accepted.add(take(event));
            }
            return accepted;
        });
    }

    /**
     * Keeps a signed body that could not be read, as it came.
     *
     * @param reason why, without a citizen's words
     */
    public Mono<Void> keep(RawCall call, String reason) {
        return database.run(sql -> deadLetters.keepBody(sql, call, reason));
    }

    /**
     * The messenger's id of the message of ours that showed the choices of which a citizen's message chose one; empty when
     * nobody knows it.
     *
     * @param seq the place of the citizen's message
     */
    public Mono<String> offered(UUID conversation, int seq) {
        return database.statement(
                sql -> messages.offerBefore(sql, conversation, seq).orElse(null));
    }

    private Accepted take(Inbound event) {
        if (event instanceof Inbound.Typing) {
            typing.citizen(event.from());
            return Accepted.NOT_A_MESSAGE;
        }
        boolean urgent = event instanceof Inbound.Said said
                && dialogue.pressing(said.content().text());
        Accepted accepted = once(event, urgent);
        if (event instanceof Inbound.ClaimWanted || event instanceof Inbound.CodeGiven) {
            signals.raise(StaffRooms.SIGNAL, event.from().channel());
        }
        UUID conversation = accepted.conversation();
        if (conversation != null && !accepted.duplicate()) {
            if (urgent) {
                signals.raise(Turns.URGENT_SIGNAL, conversation.toString());
            }
            signals.raise(Turns.SIGNAL, conversation.toString());
            signals.raise(Conversations.SIGNAL, conversation.toString());
            if (event instanceof Inbound.Said said && said.content() instanceof Content.Media) {
                signals.raise(Downloads.SIGNAL, conversation.toString());
            }
            if (event instanceof Inbound.Continued) {
                signals.raise(Outbox.SIGNAL, Signals.EVERYTHING);
            }
        }
        return accepted;
    }

    /** A copy is usually seen before anything is written; one that comes at the same moment undoes what it wrote. */
    private Accepted once(Inbound event, boolean urgent) {
        try {
            return inTransaction(event, urgent);
        } catch (Events.CameBefore copy) {
            return database.inOneStatement(sql -> events.find(sql, event).orElseThrow());
        } catch (DuplicateKeyException crossed) {
            // Somebody was just given the name that another message of theirs made at this moment; now it is there to
            // see.
            return inTransaction(event, urgent);
        }
    }

    private Accepted inTransaction(Inbound event, boolean urgent) {
        return database.inTransaction(sql -> switch (event) {
            case Inbound.Said said -> said(sql, said, urgent);
            case Inbound.Continued brought -> continued(sql, brought);
            default -> noticed(sql, event);
        });
    }

    /** Who brings a code that is not good any more is greeted like anybody who writes for the first time. */
    private Accepted continued(JdbcClient sql, Inbound.Continued brought) {
        Optional<Accepted> copy = events.find(sql, brought);
        if (copy.isPresent()) {
            return copy.get();
        }
        UUID goesOn = continuations.take(sql, brought).orElse(null);
        if (goesOn != null) {
            events.keep(sql, brought);
            return new Accepted(goesOn, null, false);
        }
        Accepted greeted = said(sql, brought.greeting(), false);
        UUID begun = greeted.conversation();
        if (begun != null && !greeted.duplicate()) {
            continuations.tooLate(sql, begun);
        }
        return greeted;
    }

    private Accepted noticed(JdbcClient sql, Inbound event) {
        Optional<UUID> touched = Optional.empty();
        Optional<Accepted> copy = events.find(sql, event);
        if (copy.isPresent()) {
            return copy.get();
        }
        events.keep(sql, event);
        switch (event) {
            case Inbound.Receipt receipt -> Receipts.take(sql, receipt);
            case Inbound.CaughtUp caughtUp -> Watermark.rise(sql, caughtUp);
            case Inbound.Charged charged -> Charges.count(sql, charged);
            case Inbound.Blocked blocked -> addresses.block(sql, blocked.from(), blocked.blocked());
            case Inbound.Moved moved -> Moves.make(sql, moved.from(), moved.to());
            case Inbound.Unreadable unreadable -> deadLetters.keepEvent(sql, unreadable);
            case Inbound.Edited edited ->
                touched = messages.change(sql, edited.from(), edited.messageId(), edited.content())
                        .map(Messages.Changed::conversation);
            case Inbound.Deleted deleted ->
                touched = TakenBack.forget(sql, deleted).map(Messages.Changed::conversation);
            case Inbound.Reacted reacted ->
                touched = Reactions.put(sql, reacted).map(Messages.Changed::conversation);
            case Inbound.ClaimWanted wanted -> touched = staff.claim(sql, wanted);
            case Inbound.CodeGiven given -> staff.link(sql, given);
            case Inbound.RoomHeard room -> staff.heard(sql, room);
            case Inbound.Said _, Inbound.Typing _, Inbound.Continued _ -> {}
        }
        // With the conversation, so that whoever shows it looks again after the commit.
        return touched.map(conversation -> new Accepted(conversation, null, false))
                .orElse(Accepted.NOT_A_MESSAGE);
    }

    private Accepted said(JdbcClient sql, Inbound.Said said, boolean urgent) {
        Doorstep.Look first = doorstep.look(sql, said, urgent);
        Accepted copy = first.copy();
        if (copy != null) {
            return copy;
        }
        boolean moved = knownOtherwise(sql, said, first.known());
        Doorstep.Look look = moved && first.row() == null ? doorstep.look(sql, said, urgent) : first;
        Row open = look.row();
        Addresses.Known known = look.known();
        if (known != null) {
            addresses.refresh(sql, known, said);
        }
        ComingBack.Begun begun = open != null
                ? new ComingBack.Begun(open, null)
                : known != null ? begin(sql, known.id(), said, urgent) : beginWithStranger(sql, said, urgent);
        Row row = begun.row();
        String settled = begun.meant();
        String meant = settled == null ? meant(said, row.memory().offer()) : settled;
        UUID message = messages.append(sql, said, row, meant);
        if (said.content() instanceof Content.Media media) {
            attachments.keep(sql, message, media);
        }
        boolean chosen = meant != null && said.choice() == null && !meant.equals(FOLLOW_UP);
        return new Accepted(row.id(), row.lastSeq(), false, chosen);
    }

    /**
     * Whether this is somebody who wrote under another name before, and what was theirs there has just become theirs here.
     * Only asked where there may be something: of strangers, and of those who are to be answered elsewhere now.
     */
    private static boolean knownOtherwise(JdbcClient sql, Inbound.Said said, Addresses.@Nullable Known known) {
        Address alias = said.alias();
        boolean settled = known != null && known.replyTo().equals(said.from().replyTo());
        return alias != null && !settled && Moves.make(sql, alias, said.from());
    }

    /** Of sixty-four first messages at once one makes the address, and the others wait for it and write there. */
    private ComingBack.Begun beginWithStranger(JdbcClient sql, Inbound.Said said, boolean urgent) {
        Optional<UUID> created = addresses.create(sql, said);
        if (created.isPresent()) {
            return new ComingBack.Begun(rows.open(sql, created.get(), said.language(), urgent), null);
        }
        Addresses.Known known = addresses.lock(sql, said.from()).orElseThrow();
        addresses.refresh(sql, known, said);
        return begin(sql, known.id(), said, urgent);
    }

    /**
     * The conversation that was opened while we waited for the address; else the one just closed if this belongs to it; else
     * a new one. The message is counted in it already.
     */
    private ComingBack.Begun begin(JdbcClient sql, UUID address, Inbound.Said said, boolean urgent) {
        return rows.arriveInOpen(sql, address, urgent)
                .map(open -> new ComingBack.Begun(open, null))
                .or(() -> comingBack.begin(sql, address, said, urgent))
                .orElseGet(() -> new ComingBack.Begun(rows.open(sql, address, said.language(), urgent), null));
    }

    static @Nullable String meant(Inbound.Said said, List<Choice> offer) {
        String tapped = said.choice();
        if (tapped != null) {
            return OfferMatch.placed(tapped, offer).map(Choice::id).orElse(tapped);
        }
        return said.content() instanceof Content.Text text
                ? OfferMatch.in(text.text(), offer).map(Choice::id).orElse(null)
                : null;
    }
}
