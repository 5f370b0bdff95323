package org.guildhall.campaign;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Fault;

/**
 * The simulated Telegram, which remembers for each chat what was shown there, in order, in a few bytes each, and how long
 * whoever was expecting an answer has waited for it.
 */
final class Messenger implements AutoCloseable {

    private final BotApi api = BotApi.startForgetful();
    private final Map<Long, Chat> chats = new ConcurrentHashMap<>();
    private final Map<Long, Long> expecting = new ConcurrentHashMap<>();
    private final LongAdder count = new LongAdder();
    private volatile Latencies answers = new Latencies();

    private Messenger() {
        api.watching(this::show);
    }

    static Messenger start() {
        return new Messenger();
    }

    /**
     * A message as a citizen saw it.
     *
     * @param id what the messenger answered, if the answer arrived
     * @param digest of its text
     */
    record Shown(long id, long digest) {}

    URI url() {
        return api.url();
    }

    /** What goes wrong from now on, for instance {@link org.guildhall.simulator.Faults}. */
    void failing(Function<BotApi.Call, Fault> faults) {
        api.failing(faults);
    }

    /** The next message shown in this chat is the answer to something said then, unless one is still awaited. */
    void expect(long chat, long since) {
        expecting.putIfAbsent(chat, since);
    }

    /** Begins anew to measure from the moment something should have been said until the first message after it. */
    Latencies measureAnswers() {
        expecting.clear();
        answers = new Latencies();
        return answers;
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
    Map<Long, List<Shown>> shown() {
        Map<Long, List<Shown>> all = new ConcurrentHashMap<>();
        chats.forEach((chat, messages) -> all.put(chat, messages.list()));
        return all;
    }

    @Override
    public void close() {
        api.close();
    }

    private void show(BotApi.Shown shown) {
        long chat = Long.parseLong(shown.call().text("chat_id"));
        chats.computeIfAbsent(chat, id -> new Chat())
                .add(shown.messageId(), digest(shown.call().text("text")));
        count.increment();
        Long since = expecting.remove(chat);
        if (since != null) {
            answers.add(shown.call().nanos() - since);
        }
    }

    private static long digest(String text) {
        return (long) text.hashCode() << 32 | text.length();
    }

    /** Sixteen bytes a message. */
    private static final class Chat {
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
