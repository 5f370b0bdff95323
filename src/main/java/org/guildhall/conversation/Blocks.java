package org.guildhall.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who is not answered for a while: asked for by staff, decided on by somebody who may, looked at again before it ends. Each
 * step is one transaction with its line of audit. Who may decide is the desk's to know before it calls.
 */
@Component
public final class Blocks {

    private final Database database;
    private final Signals signals;
    private final Audit audit;

    Blocks(Database database, Signals signals, Audit audit) {
        this.database = database;
        this.signals = signals;
        this.audit = audit;
    }

    /**
     * What is asked for.
     *
     * @param reason a word of the desk's closed vocabulary
     * @param note why, in words for colleagues; may be empty
     * @param days how long, from 1
     */
    public record Wanted(String reason, String note, int days) {}

    /** What came of asking. */
    public sealed interface Asked {
        /** It is asked for, or in force. */
        record Taken(Block block) implements Asked {}

        /** There is one already. */
        record Already(Block block) implements Asked {}

        /** There is no such conversation in their sight. */
        record Missing() implements Asked {}
    }

    /** The one that is asked for or in force against the person of a conversation; empty when there is none. */
    public Mono<Block> of(UUID conversation) {
        return database.statement(sql -> open(sql, conversation).orElse(null));
    }

    /** All of the last year, at most 200: what somebody should look at first, then what is in force, then the rest. */
    public Mono<List<Block>> all() {
        return database.statement(BlockRows::latest);
    }

    /** How many somebody should look at now. */
    public Mono<Integer> due() {
        return database.statement(BlockRows::due);
    }

    /**
     * Asks for one against the person of a conversation.
     *
     * @param decides whether whoever asks may decide too, so that it is in force at once
     */
    public Mono<Asked> ask(UUID conversation, Actor by, Wanted wanted, boolean decides) {
        StaffName me = by.name();
        return database.<Asked>transaction(sql -> {
                    UUID citizen = citizen(sql, conversation, by.sight()).orElse(null);
                    if (citizen == null) {
                        return new Asked.Missing();
                    }
                    alone(sql, citizen);
                    Block already = open(sql, conversation).orElse(null);
                    if (already != null) {
                        return new Asked.Already(already);
                    }
                    UUID id = BlockRows.ask(sql, citizen, conversation, me, wanted);
                    writeDown(sql, me, "block.ask", BlockRows.one(sql, id).orElseThrow());
                    return new Asked.Taken(decides ? inForce(sql, id, me, wanted.days()) : one(sql, id));
                })
                .doOnNext(asked -> changed(conversation));
    }

    /**
     * Agrees to one that is asked for, from now on.
     *
     * @param days how long, from 1
     * @return empty when there is none that waits for it
     */
    public Mono<Block> confirm(UUID id, StaffName by, int days) {
        return deciding(id, Block.State.ASKED, (sql, block) -> inForce(sql, id, by, days));
    }

    /** Decides against one that is asked for; empty when there is none that waits for it. */
    public Mono<Block> refuse(UUID id, StaffName by) {
        return deciding(id, Block.State.ASKED, (sql, block) -> {
            BlockRows.refuse(sql, id, by);
            return written(sql, by, "block.refuse", id);
        });
    }

    /** Keeps one in force after looking at it again; empty when there is none. */
    public Mono<Block> keep(UUID id, StaffName by) {
        return deciding(id, Block.State.ACTIVE, (sql, block) -> {
            BlockRows.keep(sql, id, by);
            return written(sql, by, "block.review", id);
        });
    }

    /** Ends one that is in force, so that they are answered again at once; empty when there is none. */
    public Mono<Block> lift(UUID id, StaffName by) {
        return deciding(id, Block.State.ACTIVE, (sql, block) -> {
            BlockRows.lift(sql, id, by);
            return written(sql, by, "block.lift", id);
        });
    }

    private Mono<Block> deciding(UUID id, Block.State wanted, BiFunction<JdbcClient, Block, Block> step) {
        return database.<Block>transaction(sql -> {
                    BlockRows.lock(sql, id);
                    Block block = BlockRows.one(sql, id)
                            .filter(found -> found.state() == wanted)
                            .orElse(null);
                    return block == null ? null : step.apply(sql, block);
                })
                .doOnNext(block -> changed(block.conversation()));
    }

    /** What waits for a person waits no longer, unless somebody may be in danger there. */
    private Block inForce(JdbcClient sql, UUID id, StaffName by, int days) {
        BlockRows.confirm(sql, id, by, days);
        Barrier.leaveTheQueue(sql, "a.citizen = (select citizen from blocks where id = :id)", id);
        return written(sql, by, "block.confirm", id);
    }

    private Block written(JdbcClient sql, StaffName by, String action, UUID id) {
        Block block = one(sql, id);
        writeDown(sql, by, action, block);
        return block;
    }

    private static Block one(JdbcClient sql, UUID id) {
        return BlockRows.one(sql, id).orElseThrow();
    }

    /** What whoever asked wrote stays out of the audit: it may quote the citizen. */
    private void writeDown(JdbcClient sql, StaffName by, String action, Block block) {
        Map<String, Object> details = new LinkedHashMap<>(Map.of("reason", block.reason(), "days", block.days()));
        UUID conversation = block.conversation();
        if (conversation != null) {
            details.put("conversation", conversation.toString());
        }
        audit.record(sql, by.username(), action, block.id().toString(), details);
    }

    private static Optional<Block> open(JdbcClient sql, UUID conversation) {
        return citizen(sql, conversation).flatMap(citizen -> BlockRows.open(sql, citizen));
    }

    private static Optional<UUID> citizen(JdbcClient sql, UUID conversation) {
        return citizen(sql, conversation, Sight.EVERYTHING);
    }

    /** Also of whoever is only asked about the conversation. */
    private static Optional<UUID> citizen(JdbcClient sql, UUID conversation, Sight sight) {
        return sql.sql(
                        "select a.citizen from addresses a join conversations c on c.address = a.id where c.id = :id and "
                                + Sight.CONDITION)
                .params(sight.values())
                .param("id", conversation)
                .query(UUID.class)
                .optional();
    }

    /** Two who ask at once for the same person ask one after the other; no row is locked, as messages wait for rows. */
    private static void alone(JdbcClient sql, UUID citizen) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "block " + citizen)
                .query(row -> {});
    }

    private void changed(@Nullable UUID conversation) {
        if (conversation != null) {
            signals.raise(Conversations.SIGNAL, conversation.toString());
        }
    }
}
