package org.guildhall.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Database;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Codes by which a citizen takes a conversation along from one messenger to another. Who brings one within a quarter of an
 * hour is the same citizen from then on, and the conversation goes on where they brought it, with its reference and its
 * place in the queue.
 */
@Component
public final class Continuations {

    /** What a code looks like: a mark that no words have, and 120 random bits in signs that nobody mixes up. */
    public static final String CODE = "chat-[0-9a-hjkmnp-tv-z]{24}";

    private static final String SIGNS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 24;

    private final Database database;
    private final Addresses addresses;
    private final Rows rows;
    private final Speech speech;
    private final SecureRandom random = new SecureRandom();
    private final Sentences phrases = Sentences.in("messages/conversation");

    Continuations(Database database, Addresses addresses, Rows rows, Speech speech) {
        this.database = database;
        this.addresses = addresses;
        this.rows = rows;
        this.speech = speech;
    }

    /**
     * What a citizen is given.
     *
     * @param code good once, and only until then; never to be stored or logged
     */
    public record Offer(String code, Instant until) {}

    /** A new code for the open conversation of an address, instead of the one before; empty when none is open there. */
    public Mono<Offer> offer(Address from) {
        return database.transaction(sql -> {
            String code = code();
            return sql.sql("""
                            insert into conversation_moves as m (address, hash)
                            select a.id, :hash from addresses a
                            where a.channel = :channel and a.account = :account and a.person = :person
                              and exists (select from conversations c where c.address = a.id and c.floor <> 'closed')
                            on conflict (address) do update
                            set hash = excluded.hash, delete_after = excluded.delete_after
                            returning m.delete_after""")
                    .param("hash", hash(code))
                    .param("channel", from.channel())
                    .param("account", from.account())
                    .param("person", from.person())
                    .query(OffsetDateTime.class)
                    .optional()
                    .map(until -> new Offer(code, until.toInstant()))
                    .orElse(null);
        });
    }

    /**
     * Lets the conversation go on where its code was brought, in the caller's transaction. Where the citizen waits for a
     * person already, or has one, both conversations stay where they are and they are told so.
     *
     * @return the conversation that was spoken in; empty when the code is not good, or no longer
     */
    Optional<UUID> take(JdbcClient sql, Inbound.Continued brought) {
        UUID from = redeem(sql, brought.code()).orElse(null);
        if (from == null) {
            return Optional.empty();
        }
        Addresses.Known known = addresses.lock(sql, brought.from()).orElse(null);
        UUID left = lockOwner(sql, from);
        Row moving = open(sql, from).orElse(null);
        if (moving == null || known != null && known.id().equals(from)) {
            return Optional.empty();
        }
        Row open = known == null ? null : open(sql, known.id()).orElse(null);
        if (open != null && open.floor() != Floor.ASSISTANT) {
            tell(sql, open.id(), phrases.say("continued.busy"));
            return Optional.of(open.id());
        }
        if (open != null) {
            endQuietly(sql, open.id());
        }
        UUID here = known == null ? settle(sql, from, brought.from()) : join(sql, known, left, brought.from());
        name(sql, here, brought.name(), brought.language());
        go(sql, moving, here);
        leaveWord(sql, from, moving.lastSeq() + 1);
        tell(sql, moving.id(), welcome(sql, moving));
        return Optional.of(moving.id());
    }

    /** Tells whoever brought a code that is used up, in the conversation that has just begun with it. */
    void tooLate(JdbcClient sql, UUID conversation) {
        tell(sql, conversation, phrases.say("continued.late"));
    }

    private static Optional<UUID> redeem(JdbcClient sql, String code) {
        return sql.sql("delete from conversation_moves where hash = :hash and delete_after > now() returning address")
                .param("hash", hash(code))
                .query(UUID.class)
                .optional();
    }

    /** Whose address it is, under its lock, so that nothing begins there meanwhile. */
    private static UUID lockOwner(JdbcClient sql, UUID address) {
        return sql.sql("select citizen from addresses where id = :id for no key update")
                .param("id", address)
                .query(UUID.class)
                .single();
    }

    private Optional<Row> open(JdbcClient sql, UUID address) {
        return sql.sql("select id from conversations where address = :address and floor <> 'closed'")
                .param("address", address)
                .query(UUID.class)
                .optional()
                .flatMap(id -> rows.lock(sql, id))
                .filter(row -> row.floor() != Floor.CLOSED);
    }

    /** Small talk with the assistant, which makes way. */
    private static void endQuietly(JdbcClient sql, UUID conversation) {
        sql.sql("""
                        update conversations
                        set floor = 'closed', closed_at = now(), turn_due = null, delete_after = now() + interval '2 years'
                        where id = :id""").param("id", conversation).update();
    }

    /** A new address of the same citizen. */
    private UUID settle(JdbcClient sql, UUID from, Address to) {
        return sql.sql("""
                        insert into addresses (id, citizen, channel, account, person, reply_to)
                        select :id, citizen, :channel, :account, :person, :replyTo from addresses where id = :from
                        returning id""")
                .param("id", Ids.next())
                .param("channel", to.channel())
                .param("account", to.account())
                .param("person", to.person())
                .param("replyTo", to.replyTo())
                .param("from", from)
                .query(UUID.class)
                .single();
    }

    /** An address that is known already: both citizens become one. */
    private static UUID join(JdbcClient sql, Addresses.Known known, UUID left, Address to) {
        sql.sql("update addresses set reply_to = :replyTo, blocked_at = null where id = :id")
                .param("replyTo", to.replyTo())
                .param("id", known.id())
                .update();
        if (!left.equals(known.citizen())) {
            sql.sql("update addresses set citizen = :citizen where citizen = :left")
                    .param("citizen", known.citizen())
                    .param("left", left)
                    .update();
            sql.sql("delete from citizens where id = :left").param("left", left).update();
        }
        return known.id();
    }

    private static void name(JdbcClient sql, UUID address, @Nullable String name, @Nullable String language) {
        sql.sql("""
                        update citizens z set name = coalesce(:name, z.name), language = coalesce(:language, z.language)
                        from addresses a where a.id = :address and z.id = a.citizen""")
                .param("name", name)
                .param("language", language)
                .param("address", address)
                .update();
    }

    /** The conversation changes its address, and so do replies that wait. */
    private static void go(JdbcClient sql, Row moving, UUID here) {
        sql.sql("update conversations set address = :here where id = :id")
                .param("here", here)
                .param("id", moving.id())
                .update();
        sql.sql("""
                        update outbox o
                        set channel = a.channel, account = a.account,
                            payload = jsonb_set(o.payload, '{to}', jsonb_build_object(
                                'channel', a.channel, 'account', a.account, 'person', a.person, 'replyTo', a.reply_to))
                        from addresses a
                        where o.conversation = :id and o.state = 'pending' and a.id = :here""").param("id", moving.id()).param("here", here).update();
        sql.sql("insert into search_due (conversation) values (:id)")
                .param("id", moving.id())
                .update();
        // Bringing a code is a sign of life: the time in which they may be written to freely there begins with it.
        sql.sql("update messages set reacted_at = now() where conversation = :id and seq = :seq")
                .param("id", moving.id())
                .param("seq", moving.lastSeq())
                .update();
    }

    /**
     * What is read at the old address from now on: a conversation of one message, closed. It also keeps the address's
     * sequence growing, by which pages there know what they have.
     */
    private void leaveWord(JdbcClient sql, UUID address, int seq) {
        UUID word = Ids.next();
        sql.sql("""
                        insert into conversations
                            (id, address, floor, closed_at, last_seq, said_seq, handled_seq, delete_after)
                        values (:id, :address, 'closed', now(), :seq, :seq, :seq, now() + interval '2 years')""")
                .param("id", word)
                .param("address", address)
                .param("seq", seq)
                .update();
        say(sql, rows.read(sql, word).orElseThrow(), seq, phrases.say("continued.away"));
    }

    private String welcome(JdbcClient sql, Row row) {
        String reference = row.reference();
        if (reference == null) {
            return phrases.say("continued");
        }
        Integer place = rows.place(sql, row.id()).orElse(null);
        return place == null
                ? phrases.say("continued.reference", Map.of("reference", reference))
                : phrases.say("continued.queue", Map.of("reference", reference, "place", place));
    }

    private void tell(JdbcClient sql, UUID conversation, String words) {
        Row row = rows.lock(sql, conversation).orElseThrow();
        int seq = row.lastSeq() + 1;
        say(sql, row, seq, words);
        rows.said(sql, conversation, seq);
    }

    private void say(JdbcClient sql, Row row, int seq, String words) {
        speech.to(sql, row)
                .say(seq, Sender.SYSTEM, null, new Decision.Reply(new Content.Text(words), null))
                .send(sql, false);
    }

    private String code() {
        StringBuilder code = new StringBuilder("chat-");
        for (int i = 0; i < LENGTH; i++) {
            code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    private static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
