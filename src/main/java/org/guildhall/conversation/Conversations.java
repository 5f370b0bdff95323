package org.guildhall.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reading conversations. What staff do to them is {@link Casework}. */
@Component
public final class Conversations {

    /** The signal raised with a conversation's id whenever anything of it changed. */
    public static final String SIGNAL = "conversation";

    private static final int MOST_AT_ONCE = 200;

    private final Database database;
    private final Addresses addresses;
    private final Messages messages;
    private final Summaries summaries;
    private final Notes notes;
    private final Decisions decisions;
    private final Deliveries deliveries;
    private final Attachments attachments;
    private final CatchUp catchUp;
    private final LaterReplies later;

    Conversations(
            Database database,
            Addresses addresses,
            Messages messages,
            Summaries summaries,
            Notes notes,
            Decisions decisions,
            Deliveries deliveries,
            Attachments attachments,
            LaterReplies later,
            CatchUp catchUp) {
        this.database = database;
        this.addresses = addresses;
        this.messages = messages;
        this.summaries = summaries;
        this.notes = notes;
        this.decisions = decisions;
        this.deliveries = deliveries;
        this.attachments = attachments;
        this.catchUp = catchUp;
        this.later = later;
    }

    /** The whole conversation; empty when there is no such conversation. */
    public Mono<Transcript> transcript(UUID conversation) {
        return transcript(conversation, Sight.EVERYTHING);
    }

    /** The same as the desk shows it to somebody; empty also when it is not in their sight. */
    public Mono<Transcript> transcript(UUID conversation, Sight sight) {
        return database.transaction(sql -> inSight(sql, conversation, sight)
                .map(summary -> new Transcript(
                        summary,
                        notes.citizen(sql, conversation),
                        notes.outcome(sql, conversation),
                        messages.all(sql, conversation),
                        notes.all(sql, conversation),
                        decisions.tried(sql, conversation),
                        deliveries.undelivered(sql, conversation),
                        decisions.places(sql, conversation),
                        attachments.all(sql, conversation),
                        ChannelAccounts.windowLeft(sql, conversation).orElse(null),
                        Reactions.all(sql, conversation),
                        later.all(sql, conversation),
                        Asks.about(sql, conversation),
                        List.of()))
                .orElse(null));
    }

    /** One file of a conversation, without its bytes; empty when it has no such file. */
    public Mono<Attachment> attachment(UUID conversation, UUID id) {
        return database.transaction(
                sql -> attachments.one(sql, conversation, id).orElse(null));
    }

    /**
     * A part of a file's bytes; empty when they are not here, or no longer.
     *
     * @param from how many bytes come before it
     * @param length how many at most
     */
    public Mono<byte[]> bytes(Attachment attachment, long from, int length) {
        return database.statement(
                sql -> attachments.bytes(sql, attachment.id(), from, length).orElse(null));
    }

    /** What the assistant decided at a citizen's message; empty when it has decided nothing there. */
    public Mono<Decided> decided(UUID conversation, int seq) {
        return database.transaction(sql -> decisions.at(sql, conversation, seq).orElse(null));
    }

    /** The ids of a citizen's conversations. Blocks, in a transaction of its own, for rooms that answer for what they keep. */
    public List<UUID> ofCitizen(UUID citizen) {
        return database.inOneStatement(sql -> sql.sql(
                        "select c.id from conversations c join addresses a on a.id = c.address where a.citizen = :citizen")
                .param("citizen", citizen)
                .query(UUID.class)
                .list());
    }

    /** One line about it, as lists and streams need; empty when there is no such conversation. */
    public Mono<Summary> summary(UUID conversation) {
        return database.transaction(sql -> one(sql, conversation).orElse(null));
    }

    /** The same for somebody; empty also when it is not in their sight. */
    public Mono<Summary> summary(UUID conversation, Sight sight) {
        return database.transaction(sql -> inSight(sql, conversation, sight).orElse(null));
    }

    private Optional<Summary> inSight(JdbcClient sql, UUID conversation, Sight sight) {
        Map<String, Object> values = new HashMap<>(sight.values());
        values.put("id", conversation);
        return summaries.where(sql, "where c.id = :id and " + Sight.CONDITION, values).stream()
                .findFirst();
    }

    /** The conversation that somebody calls by its reference, in any writing; empty when none is called so. */
    public Mono<UUID> called(String reference) {
        return database.transaction(sql -> sql.sql(
                        "select id from conversations where reference = any(:references) order by opened_at desc limit 1")
                .param("references", Reference.readings(reference).toArray(String[]::new))
                .query(UUID.class)
                .optional()
                .orElse(null));
    }

    /**
     * What was said on an address after a place in its sequence, oldest first, at most 200 messages; across
     * conversations, because the sequence goes on from one to the next.
     */
    public Mono<List<Message>> since(Address address, int seq) {
        return database.transaction(sql -> addresses
                .find(sql, address)
                .map(id -> messages.onAddressAfter(sql, id, seq, MOST_AT_ONCE))
                .orElse(List.of()));
    }

    /** How the latest conversation of an address stands; empty when it never wrote. */
    public Mono<Standing> standing(Address address) {
        return database.statement(sql -> catchUp.standing(sql, address).orElse(null));
    }

    private Optional<Summary> one(JdbcClient sql, UUID conversation) {
        return summaries.where(sql, "where c.id = :id", Map.of("id", conversation)).stream()
                .findFirst();
    }

    /**
     * How things stand for the citizen.
     *
     * @param reference what they may quote, or null before the first handover
     * @param place in the queue, from 1, or null when not waiting
     * @param lastSeq the newest message's place
     * @param seenSeq up to which place staff have opened it, 0 when nobody has
     * @param usually how long it usually still takes, or null when that cannot be said or they are not waiting
     * @param throughout whether people are there for all of that from now on, so that it counts on any clock
     * @param back when people are back, in a sentence; null while they are there, or the citizen is not waiting
     */
    public record Standing(
            UUID conversation,
            Floor floor,
            @Nullable String reference,
            @Nullable Integer place,
            int lastSeq,
            int seenSeq,
            @Nullable Wait usually,
            boolean throughout,
            @Nullable String back) {}
}
