package org.guildhall.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is typing just now: signals of its own and nothing else, never stored and never in the outbox. Whoever types says so
 * with every key, so at most one signal in three seconds goes on for each conversation and side.
 */
@Component
public final class Typing {

    /** Raised with a conversation's id while its citizen is typing. */
    public static final String CITIZEN = "citizen-typing";

    /** Raised with a conversation's id while a member of staff is typing to its citizen. */
    public static final String STAFF = "staff-typing";

    /** Shorter than messengers show it: five seconds on Telegram, 25 on WhatsApp. */
    private static final Duration CALM = Duration.ofSeconds(3);

    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final Addresses addresses;
    private final Signals signals;
    private final Cache<Object, Boolean> lately;

    @Autowired
    Typing(Database database, Addresses addresses, Signals signals) {
        this(database, addresses, signals, Ticker.systemTicker());
    }

    /** With another clock, for tests. */
    Typing(Database database, Addresses addresses, Signals signals, Ticker clock) {
        this.database = database;
        this.addresses = addresses;
        this.signals = signals;
        this.lately = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(CALM)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }

    /** A member of staff is writing to the citizen of this conversation; whether they may is the desk's to decide. */
    public void staff(UUID conversation) {
        if (firstIn(conversation)) {
            signals.raise(STAFF, conversation.toString());
        }
    }

    /** A citizen is writing; nothing happens while they have no open conversation. Looks that up, so it may block. */
    void citizen(Address from) {
        if (firstIn(from)) {
            database.inOneStatement(sql -> open(sql, from))
                    .ifPresent(conversation -> signals.raise(CITIZEN, conversation.toString()));
        }
    }

    private boolean firstIn(Object whose) {
        return lately.asMap().putIfAbsent(whose, true) == null;
    }

    private Optional<UUID> open(JdbcClient sql, Address from) {
        return addresses
                .find(sql, from)
                .flatMap(address -> sql.sql(
                                "select id from conversations where address = :address and floor <> 'closed'")
                        .param("address", address)
                        .query(UUID.class)
                        .optional());
    }
}
