package org.guildhall.conversation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Database;
import org.guildhall.platform.Sentences;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What staff do to conversations, each one transaction under the row lock with its line of audit. What is not in their sight
 * is answered exactly like what does not exist.
 */
@Component
public final class Casework {

    private final Database database;
    private final Signals signals;
    private final Rows rows;
    private final Saying saying;
    private final LaterReplies later;
    private final Notes notes;
    private final Reference reference;
    private final Closings closings;
    private final Audit audit;
    private final Sentences phrases = Sentences.in("messages/conversation");

    Casework(
            Database database,
            Signals signals,
            Rows rows,
            Speech speech,
            LaterReplies later,
            Notes notes,
            Reference reference,
            Closings closings,
            Audit audit) {
        this.database = database;
        this.signals = signals;
        this.rows = rows;
        this.saying = new Saying(rows, speech);
        this.later = later;
        this.notes = notes;
        this.reference = reference;
        this.closings = closings;
        this.audit = audit;
    }

    /** Takes a waiting (or assistant's) conversation; the holder may ask again. */
    public Mono<Claim> claim(UUID conversation, Actor by) {
        return changing(conversation, by, this::claim);
    }

    /** The same in the transaction of a caller who has locked the row. */
    Claim claim(JdbcClient sql, Row row, StaffName by) {
        Claim claim = take(sql, row, by);
        if (claim instanceof Claim.Yours && !by.equals(row.holder())) {
            audit.record(sql, by.username(), "conversation.claim", row.id().toString(), Map.of());
        }
        return claim;
    }

    /**
     * Says something to the citizen; claims the conversation first if nobody holds it.
     *
     * @param text what to say, plain words
     * @return the message's seq, or why not
     */
    public Mono<Said> reply(UUID conversation, Actor by, String text) {
        return reply(conversation, by, new Decision.Reply(new Content.Text(text), null));
    }

    /**
     * The same with whatever a reply is made of: plain words, or an article's own where it quotes one. What lies in the
     * {@link Drawer} only to be taken back is said before it, so that replies stay in the order in which they were written.
     */
    public Mono<Said> reply(UUID conversation, Actor by, Decision.Reply reply) {
        return reply(conversation, by, reply, null);
    }

    /**
     * The same only if nothing came that its writer has not seen: otherwise nothing is said and nothing claimed.
     *
     * @param seen the place up to which they have read what the citizen and staff said; null for whatever there is
     */
    public Mono<Said> reply(UUID conversation, Actor by, Decision.Reply reply, @Nullable Integer seen) {
        StaffName me = by.name();
        return database.<Said>transaction(sql -> {
                    Row row = rows.lock(sql, conversation, by.sight()).orElse(null);
                    Claim free = row == null ? new Claim.Missing() : free(row, me);
                    if (row == null || !(free instanceof Claim.Yours)) {
                        return new Said(free, null);
                    }
                    if (seen != null && Unseen.after(sql, conversation, seen)) {
                        return new Said(free, null, row.lastSeq());
                    }
                    Claim claim = take(sql, row, me);
                    int last = later.sayFirst(sql, row, saying);
                    int seq = saying.say(sql, row, last + 1, Sender.STAFF, me, reply);
                    audit.record(
                            sql,
                            me.username(),
                            "conversation.reply",
                            conversation.toString(),
                            LaterReplies.details(seq, reply));
                    return new Said(claim, seq);
                })
                .doOnNext(said -> changed(conversation));
    }

    /** Adds a note only staff see; false when there is no such conversation. */
    public Mono<Boolean> note(UUID conversation, Actor by, String text) {
        return database.<Boolean>transaction(sql -> {
                    if (rows.lockToAdd(sql, conversation, by.sight()).isEmpty()) {
                        return false;
                    }
                    notes.add(sql, conversation, by.name(), text);
                    audit.record(sql, by.name().username(), "conversation.note", conversation.toString(), Map.of());
                    return true;
                })
                .doOnNext(added -> changed(conversation));
    }

    /** Puts it into another team's queue; the time it has waited since is kept. */
    public Mono<Claim> transferToTeam(UUID conversation, Actor by, String team) {
        return changing(
                conversation,
                by,
                (sql, row, me) -> ifFree(row, me, () -> {
                    rows.enqueue(sql, row.id(), team, row.priority(), referenceOf(sql, row, team));
                    audit.record(
                            sql,
                            me.username(),
                            "conversation.transfer",
                            row.id().toString(),
                            Map.of("team", team));
                }));
    }

    /** Hands it to a colleague, who holds it from then on. */
    public Mono<Claim> transferToStaff(UUID conversation, Actor by, StaffName colleague) {
        return changing(
                conversation,
                by,
                (sql, row, me) -> ifFree(row, me, () -> {
                    take(sql, row, me);
                    rows.handTo(sql, row.id(), colleague);
                    audit.record(
                            sql,
                            me.username(),
                            "conversation.transfer",
                            row.id().toString(),
                            Map.of("staff", colleague.username()));
                }));
    }

    /**
     * Gives it back to the assistant, who answers what the citizen writes next, and tells them so. One that the assistant has
     * already stays as it is.
     */
    public Mono<Claim> toAssistant(UUID conversation, Actor by) {
        return changing(
                conversation,
                by,
                (sql, row, me) -> ifFree(row, me, () -> {
                    if (row.floor() != Floor.ASSISTANT) {
                        List<Choice> offer = List.of(new Choice(Inbox.PERSON, phrases.say("person")));
                        Content words = new Content.Choices(phrases.say("back-to-the-assistant"), offer);
                        int last = later.sayFirst(sql, row, saying);
                        saying.say(sql, row, last + 1, Sender.SYSTEM, null, new Decision.Reply(words, null));
                        rows.remember(sql, row.id(), row.memory().givenBack().offering(offer));
                        rows.toAssistant(sql, row.id());
                        audit.record(
                                sql,
                                me.username(),
                                "conversation.to-assistant",
                                row.id().toString(),
                                Map.of());
                    }
                }));
    }

    /** Ends it and asks the citizen whether it is solved. */
    public Mono<Claim> close(UUID conversation, Actor by, String outcome) {
        return close(conversation, by, outcome, Farewell.ASKED);
    }

    /**
     * Ends it and tells the citizen so, unless they have blocked us. They have three days in which what they write about it
     * opens it again.
     *
     * @param outcome a word of the desk's closed vocabulary
     */
    public Mono<Claim> close(UUID conversation, Actor by, String outcome, Farewell farewell) {
        return changing(
                conversation,
                by,
                (sql, row, me) -> ifFree(row, me, () -> {
                    String quoted = referenceOf(sql, row, teamOf(row));
                    Reach reach = Reach.of(sql, row.id());
                    Content goodbye = farewell.words(phrases, quoted, reach);
                    int last = later.sayFirst(sql, row, saying);
                    if (reach != Reach.BLOCKED) {
                        saying.say(sql, row, last + 1, Sender.SYSTEM, null, new Decision.Reply(goodbye, null));
                    }
                    rows.remember(sql, row.id(), row.memory().offering(Turns.offered(goodbye)));
                    rows.close(sql, row.id(), outcome, quoted, teamOf(row));
                    closings.write(sql, row.id(), me, outcome, farewell.asks(reach), farewell != Farewell.FOR_GOOD);
                    audit.record(
                            sql, me.username(), "conversation.close", row.id().toString(), Map.of("outcome", outcome));
                }));
    }

    /**
     * Staff have opened it and see what was said up to a place, which its citizen may know.
     *
     * @return completes when it is written down; at once when it was before
     */
    public Mono<Void> seen(UUID conversation, int seq) {
        return database.<Boolean>statement(
                        sql -> sql.sql("update conversations set seen_seq = :seq where id = :id and seen_seq < :seq")
                                        .param("seq", seq)
                                        .param("id", conversation)
                                        .update()
                                == 1)
                .filter(first -> first)
                .doOnNext(first -> signals.raise(Conversations.SIGNAL, conversation.toString()))
                .then();
    }

    private Mono<Claim> changing(UUID conversation, Actor by, Change change) {
        return database.<Claim>transaction(sql -> rows.lock(sql, conversation, by.sight())
                        .map(row -> change.make(sql, row, by.name()))
                        .orElseGet(Claim.Missing::new))
                .doOnNext(claim -> changed(conversation));
    }

    /** Gives it to a member of staff if nobody has it; the caller has locked its row. */
    Claim take(JdbcClient sql, Row row, StaffName by) {
        String team = teamOf(row);
        return ifFree(row, by, () -> rows.claim(sql, row.id(), by, referenceOf(sql, row, team), team));
    }

    /** Whether they may answer it. */
    static Claim free(Row row, StaffName by) {
        return ifFree(row, by, () -> {});
    }

    private static Claim ifFree(Row row, StaffName by, Runnable deed) {
        StaffName holder = row.holder();
        if (row.floor() == Floor.CLOSED) {
            return new Claim.Over();
        }
        if (holder != null && !holder.username().equals(by.username())) {
            return new Claim.HeldBy(holder);
        }
        deed.run();
        return new Claim.Yours();
    }

    private static String teamOf(Row row) {
        String team = row.team();
        return team == null ? Commitment.FRONT_DESK : team;
    }

    private String referenceOf(JdbcClient sql, Row row, String team) {
        String kept = row.reference();
        return kept == null ? reference.mint(sql, team) : kept;
    }

    /** Tells whoever sends and whoever watches that there may be something. */
    void changed(UUID conversation) {
        signals.raise(Outbox.SIGNAL, Signals.EVERYTHING);
        signals.raise(Conversations.SIGNAL, conversation.toString());
    }

    /**
     * How a reply of staff ended: the seq when it was taken, else why not.
     *
     * @param unseen the newest message's place when something came that the writer has not seen, else null
     */
    public record Said(
            Claim claim, @Nullable Integer seq, @Nullable Integer unseen) {

        /** One that nothing unseen stood in the way of. */
        public Said(Claim claim, @Nullable Integer seq) {
            this(claim, seq, null);
        }
    }

    @FunctionalInterface
    private interface Change {
        Claim make(JdbcClient sql, Row row, StaffName me);
    }
}
