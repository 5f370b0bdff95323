package org.guildhall.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.guildhall.simulator.TelegramCitizen;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What citizens on Telegram have written and a node has yet to fetch. It counts as acknowledged when the node confirms it,
 * because Telegram then forgets it; at that very moment the database is asked whether it is there.
 */
final class Postbag {

    private static final String ACCOUNT = Server.TOKEN.substring(0, Server.TOKEN.indexOf(':'));
    private static final long FIRST_ID = 5_000_000;

    private final Messenger messenger;
    private final Ledger ledger;
    private final JdbcClient sql;
    private final Random random;
    private final List<TelegramCitizen> people;
    private final List<String> questions;
    private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger confirmedTooSoon = new AtomicInteger();

    /**
     * An empty one.
     *
     * @param sql a look at the node's database that is answered for as long as anything is confirmed
     */
    Postbag(Messenger messenger, Ledger ledger, JdbcClient sql, long seed, int people, List<String> questions) {
        this.messenger = messenger;
        this.ledger = ledger;
        this.sql = sql;
        this.random = new Random(seed);
        this.people = LongStream.range(FIRST_ID, FIRST_ID + people)
                .mapToObj(id -> new TelegramCitizen(id, "Citizen " + id))
                .toList();
        this.questions = List.copyOf(questions);
        messenger.confirming(this::confirmed);
    }

    /** Citizens write so many messages a second, whether or not anybody fetches them, until it is closed. */
    Load keepFilling(double perSecond) {
        return Load.start("postbag", perSecond, since -> write());
    }

    /** Messages written so far. */
    int written() {
        return written.get();
    }

    /** Messages that were confirmed while the database did not have them. */
    int confirmedTooSoon() {
        return confirmedTooSoon.get();
    }

    /** Waits until everything has been confirmed and is in the ledger; how many have not been when patience ends. */
    int awaitConfirmed(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!unconfirmed.isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return unconfirmed.size();
    }

    /** Messages that are stored while the offset still stands before them, so that they will be fetched once more. */
    synchronized long storedBeyondTheOffset() {
        return sql.sql("""
                        select count(*) from inbox_events e join poll_offsets o using (channel, account)
                        where e.event_id::bigint >= o.next_offset""").query(Long.class).single();
    }

    private synchronized void confirmed(List<JsonNode> updates) {
        List<Ledger.Entry> entries = updates.stream().map(Postbag::entry).toList();
        String[] ids = entries.stream().map(Ledger.Entry::event).toArray(String[]::new);
        long stored = sql.sql("""
                        select count(*) from inbox_events
                        where channel = 'telegram' and account = :account and event_id = any(:ids)""")
                .param("account", ACCOUNT)
                .param("ids", ids)
                .query(Long.class)
                .single();
        confirmedTooSoon.addAndGet(ids.length - (int) stored);
        ledger.acknowledged(entries);
        List.of(ids).forEach(unconfirmed::remove);
    }

    /** Telegram counts the messages of a chat, so their ids say how they follow each other. */
    private static Ledger.Entry entry(JsonNode update) {
        JsonNode message = update.path("message");
        return new Ledger.Entry(
                "telegram",
                message.path("from").path("id").asString(""),
                message.path("message_id").asInt(0),
                update.path("update_id").asString(""));
    }

    /** In the order of the ids: what comes below an offset that was asked for is never given out. */
    private void write() {
        TelegramCitizen citizen = people.get(random.nextInt(people.size()));
        ObjectNode update = citizen.says(questions.get(written.getAndIncrement() % questions.size()));
        unconfirmed.add(entry(update).event());
        messenger.offer(update);
    }
}
