package org.guildhall.channel.webchat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.privacy.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The people who chat on the web, known by nothing but a random token. Only its SHA-256 is stored: a token has 256 random
 * bits, so there is nothing to guess and no salt is needed.
 */
@Component
class Visitors implements PersonalData {

    private static final int TOKEN_BYTES = 32;

    /** How long a token lives, by whether it is to leave no trace. */
    private static final String LIFE = "case when %s then interval '10 minutes' else interval '180 days' end";

    /** Whoever writes is kept at most so often. */
    private static final Duration KEPT_EVERY = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 20_000;

    /** Base64 of 32 bytes without padding; anything else needs no look into the database. */
    private static final int TOKEN_LENGTH = 43;

    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> keptLately = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(KEPT_EVERY)
            .build();

    Visitors(Database database) {
        this.database = database;
    }

    /**
     * Welcomes somebody new and returns the token that is theirs from now on.
     *
     * @param fleeting whether they want to leave no trace: then it ends ten minutes after their page was last open
     */
    Mono<String> welcome(boolean fleeting) {
        return database.transaction(sql -> insert(sql, fleeting));
    }

    private String insert(JdbcClient sql, boolean fleeting) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.sql(
                        "insert into webchat_sessions (hash, person, fleeting, delete_after) values (:hash, :person, :fleeting, now() + "
                                + LIFE.formatted(":fleeting") + ")")
                .param("hash", hash(token))
                .param("person", UUID.randomUUID().toString())
                .param("fleeting", fleeting)
                .update();
        return token;
    }

    /** Whose token this is; empty when it is nobody's (any more). */
    Mono<String> person(String token) {
        if (token.length() != TOKEN_LENGTH) {
            return Mono.empty();
        }
        return database.statement(
                sql -> sql.sql("select person from webchat_sessions where hash = :hash and delete_after > now()")
                        .param("hash", hash(token))
                        .query(String.class)
                        .optional()
                        .orElse(null));
    }

    /** Keeps the token of somebody who writes; one that lives for months is written at most once a day. */
    Mono<Void> stays(String person) {
        return keptLately.asMap().putIfAbsent(person, true) != null
                ? Mono.empty()
                : database.run(sql -> sql.sql(
                                "update webchat_sessions set delete_after = now() + "
                                        + LIFE.formatted("fleeting")
                                        + " where person = :person and (fleeting or delete_after < now() + interval '179 days')")
                        .param("person", person)
                        .update());
    }

    /** Keeps the tokens of those who leave no trace and whose pages are open; of others nothing is written. */
    Mono<Void> areHere(Collection<String> people) {
        return database.run(sql ->
                sql.sql("""
                        update webchat_sessions set delete_after = now() + interval '10 minutes'
                        where fleeting and person = any(:people)""").param("people", people.toArray(String[]::new)).update());
    }

    /** Lets a token live for no longer than its page is open. */
    Mono<Void> leavesNoTrace(String person) {
        return database.run(sql -> sql.sql("""
                        update webchat_sessions set fleeting = true, delete_after = now() + interval '10 minutes'
                        where person = :person""").param("person", person).update());
    }

    /** Ends a token; whoever has it is a stranger from now on. What was said stays with the council. */
    Mono<Void> leaves(String person) {
        return database.run(sql -> sql.sql("delete from webchat_sessions where person = :person")
                .param("person", person)
                .update());
    }

    @Override
    public String name() {
        return "That you have chatted on the web, without knowing who you are";
    }

    @Override
    public Set<String> tables() {
        return Set.of("webchat_sessions");
    }

    @Override
    public Map<String, @Nullable Object> export(Citizen citizen) {
        return Map.of(
                "chats",
                database.inTransaction(sql -> sql.sql(
                                "select created_at, delete_after from webchat_sessions where person = any(:people)")
                        .param("people", people(citizen))
                        .query()
                        .listOfRows()));
    }

    @Override
    public void erase(Citizen citizen) {
        database.inTransaction(sql -> sql.sql("delete from webchat_sessions where person = any(:people)")
                .param("people", people(citizen))
                .update());
    }

    private static String[] people(Citizen citizen) {
        return citizen.addresses().stream()
                .filter(address -> address.channel().equals(WebchatChannel.NAME))
                .map(Address::person)
                .toArray(String[]::new);
    }

    /** Deletes what nobody used for 180 days, a thousand at a time. */
    @Override
    public int expire() {
        return database.inTransaction(sql -> sql.sql("""
                        delete from webchat_sessions where hash in
                        (select hash from webchat_sessions where delete_after < now() limit 1000)
                        """).update());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
