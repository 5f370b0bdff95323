package org.guildhall.campaign;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.Faults;
import tools.jackson.databind.JsonNode;

/**
 * The simulated messengers, which remember for each chat what was shown there, in order, in a few bytes each, and how long
 * whoever was expecting an answer has waited for it.
 */
final class Messenger implements AutoCloseable {

    private static final String TELEGRAM = "telegram";

    private final BotApi telegram = BotApi.startForgetful();
    private final OtherMessengers others = new OtherMessengers(this::show);
    private final Map<Chat, Screen> screens = new ConcurrentHashMap<>();
    private final Map<Chat, Long> expecting = new ConcurrentHashMap<>();
    private final LongAdder count = new LongAdder();
    private volatile Latencies answers = new Latencies();
    private volatile Latencies elsewhere = new Latencies();

    private Messenger() {
        telegram.watching(this::show);
    }

    static Messenger start() {
        return new Messenger();
    }

    /**
     * Where one person talks with us.
     *
     * @param person digits, without what some messengers write around them
     */
    record Chat(String channel, String person) {

        static Chat of(String channel, String person) {
            // On Teams a person is 29: and who, and in a group where they are comes before that.
            String who = person.substring(person.lastIndexOf('|') + 1).replaceFirst("^29:", "");
            return new Chat(channel, who.replaceAll("\\D", ""));
        }

        @Override
        public String toString() {
            return channel + " " + person;
        }
    }

    /**
     * A message as a citizen saw it.
     *
     * @param id what the messenger answered, if the answer arrived, as {@link #number} has it
     * @param digest of its text
     */
    record Shown(long id, long digest) {}

    /** Where Telegram's API is. */
    URI url() {
        return telegram.url();
    }

    /** All the others, with how each calls a server. */
    List<Caller> others() {
        return others.callers();
    }

    /** By which settings a node finds these, as variables of its environment. */
    Map<String, String> environment() {
        return others.environment();
    }

    /** Has nodes hear of each message at one of the others that it has arrived, until it is closed. */
    OtherMessengers.Receipts receiptsThrough(Driver driver) {
        return others.receiptsThrough(driver);
    }

    /** Receipts that no node has taken yet. */
    int receiptsLeft() {
        return others.receiptsLeft();
    }

    /** What goes wrong from now on, at Telegram and everywhere else. */
    void failing(Faults atTelegram, Faults elsewhere) {
        telegram.failing(atTelegram);
        others.failing(elsewhere);
    }

    /** Nothing goes wrong any more. */
    void well() {
        Faults none = new Faults(0, 0);
        failing(none, none);
    }

    /** Puts an update where a node that polls Telegram finds it. */
    void offer(JsonNode update) {
        telegram.offer(update);
    }

    /** Tells of Telegram's updates as a node that polls confirms them. */
    void confirming(Consumer<List<JsonNode>> hear) {
        telegram.confirming(hear);
    }

    /** The next message shown in this chat is the answer to something said then, unless one is still awaited. */
    void expect(Chat chat, long since) {
        expecting.putIfAbsent(chat, since);
    }

    /** Begins anew to measure from the moment something should have been said on Telegram until the first message after it. */
    Latencies measureAnswers() {
        expecting.clear();
        answers = new Latencies();
        return answers;
    }

    /** The same for all other messengers. */
    Latencies measureAnswersElsewhere() {
        expecting.clear();
        elsewhere = new Latencies();
        return elsewhere;
    }

    /** How many citizens still wait for the first message after they said something. */
    int unanswered() {
        return expecting.size();
    }

    /** Messages shown so far. */
    long count() {
        return count.sum();
    }

    /** Everything shown so far, by chat. */
    Map<Chat, List<Shown>> shown() {
        Map<Chat, List<Shown>> all = new HashMap<>();
        screens.forEach((chat, messages) -> all.put(chat, messages.list()));
        return all;
    }

    /** A messenger's id of a message in a few bytes: Telegram's is a number, the others' become one. */
    static long number(String id) {
        return id.matches("\\d{1,18}")
                ? Long.parseLong(id)
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    @Override
    public void close() {
        telegram.close();
        others.close();
    }

    private void show(BotApi.Shown shown) {
        Chat chat = new Chat(TELEGRAM, shown.call().text("chat_id"));
        keep(chat, Long.toString(shown.messageId()), shown.call().text("text"));
        Long since = expecting.remove(chat);
        if (since != null) {
            answers.add(shown.call().nanos() - since);
        }
    }

    private void show(Chat chat, String id, String text) {
        keep(chat, id, text);
        Long since = expecting.remove(chat);
        if (since != null) {
            elsewhere.add(System.nanoTime() - since);
        }
    }

    private void keep(Chat chat, String id, String text) {
        screens.computeIfAbsent(chat, ignored -> new Screen()).add(number(id), digest(text));
        count.increment();
    }

    private static long digest(String text) {
        return (long) text.hashCode() << 32 | text.length();
    }

    /** Sixteen bytes a message. */
    private static final class Screen {
        private long[] pairs = new long[8];
        private int used;

        synchronized void add(long id, long digest) {
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * used);
            }
            pairs[used++] = id;
            pairs[used++] = digest;
        }

        synchronized List<Shown> list() {
            List<Shown> list = new ArrayList<>(used / 2);
            for (int i = 0; i < used; i += 2) {
                list.add(new Shown(pairs[i], pairs[i + 1]));
            }
            return list;
        }
    }
}
