package org.guildhall.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The replies on their way out. A courier takes them, sends them and says how it went. */
@Component
public final class Outbox {

    /** The signal raised with a channel's name when there may be something to send over it. */
    public static final String SIGNAL = "outbox";

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private static final double NANOS = 1e9;

    /** The head is looked up for each part that is due: as a join it would be asked for the whole backlog at once. */
    static final String HEADS = """
            update outbox o
            set state = 'sending', attempts = o.attempts + 1, lease_until = now() + interval '8 seconds'
            from (select h.id from outbox h
                  where h.state = 'pending' and h.channel = :channel
                    and (h.account = :account or :heir and h.account <> all(:others::text[])) and h.due_at <= now()
                    and (not h.uncertain or h.due_at <= now() - make_interval(secs => :patience))
                    and h.id = (select p.id from outbox p
                                where p.conversation = h.conversation and p.state in ('pending', 'sending')
                                order by p.seq, p.part limit 1)
                  order by h.urgent desc, h.due_at limit :limit for update of h skip locked) head
            where o.id = head.id
            returning o.id, o.conversation, o.attempts, o.uncertain, o.window_closed, o.went_freely, o.next_message,
                      o.payload""";

    /** Whoever was overtaken keeps nobody waiting. */
    private static final String STILL_SENDING =
            " and exists (select from outbox s where s.id = :id and s.state = 'sending' and s.attempts = :attempt)";

    private final Database database;
    private final Signals signals;
    private final JsonMapper json;

    Outbox(Database database, Signals signals, JsonMapper json) {
        this.database = database;
        this.signals = signals;
        this.json = json;
    }

    /**
     * Takes parts that are due, each the head of its conversation, urgent ones first, and commits them as {@code sending}
     * first, so that a crash in the middle is recognised.
     *
     * @param round whose parts
     * @param limit how many at most, from 1
     * @param patience how long to wait before a part is tried again that the messenger may have already; it has no third
     *     attempt, so the second should not be wasted on a messenger that is down
     */
    public Mono<List<Dispatch>> take(Round round, int limit, Duration patience) {
        return database.statement(sql -> heads(sql, round, limit, patience));
    }

    /**
     * Takes back what was left in the middle: a part not settled within its lease (8 seconds) is uncertain and is given out
     * once more; when it is left a second time, staff see that it is uncertain. Takes back too what a receipt said had failed
     * for a reason that passes, once, when it has waited a minute and nothing newer has been said. To be called every second
     * or so.
     *
     * @return how many there were
     */
    public Mono<Integer> takeBack(String channel) {
        return database.statement(sql -> leftInTheMiddle(sql, channel))
                .flatMap(left -> database.transaction(sql -> left + SecondSending.decide(sql, channel)));
    }

    private static int leftInTheMiddle(JdbcClient sql, String channel) {
        return sql.sql("""
                        update outbox
                        set state = case when uncertain then 'uncertain' else 'pending' end, uncertain = true,
                            settled_at = case when uncertain then now() end, lease_until = null,
                            due_at = now()
                        where state = 'sending' and lease_until < now() and channel = :channel""").param("channel", channel).update();
    }

    /**
     * Writes down how an attempt ended, unless another attempt has begun meanwhile. Receipts about the message may have come
     * before: with one that was accepted, or is one of several, they count in the same transaction, and none can come in
     * between unseen.
     *
     * @param pause before the messenger lets the same citizen get another one; until then nothing of the conversation is due,
     *     so that those who may get theirs need not wait behind it
     * @return false when the lease had passed to somebody else and nothing was written
     */
    public Mono<Boolean> settle(Dispatch dispatch, Delivery delivery, Duration pause) {
        Mono<Settled> settled = delivery instanceof Delivery.Sent sent && !ofSeveral(dispatch)
                ? database.statement(sql -> sent(sql, dispatch, sent, pause)).flatMap(end -> early(dispatch, sent, end))
                : database.transaction(sql -> otherwise(sql, dispatch, delivery, pause));
        return settled.doOnNext(end -> {
                    if (end.more()) {
                        signals.raise(SIGNAL, dispatch.outbound().to().channel());
                    }
                    signals.raise(Conversations.SIGNAL, dispatch.conversation().toString());
                })
                .map(Settled::written);
    }

    private List<Dispatch> heads(JdbcClient sql, Round round, int limit, Duration patience) {
        return sql.sql(HEADS)
                .param("channel", round.channel())
                .param("account", round.account())
                .param("heir", round.heir())
                .param("others", round.others().toArray(String[]::new))
                .param("limit", limit)
                .param("patience", (double) patience.toSeconds())
                .query((row, number) -> new Dispatch(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation", UUID.class),
                        row.getInt("attempts"),
                        row.getBoolean("uncertain"),
                        row.getBoolean("window_closed"),
                        row.getInt("went_freely"),
                        row.getInt("next_message"),
                        json.readValue(row.getString("payload"), Outbound.class)))
                .list();
    }

    private static Settled sent(JdbcClient sql, Dispatch dispatch, Delivery.Sent sent, Duration pause) {
        // Before, as what follows is nobody's to take until this one is settled; it holds even if that fails.
        wait(sql, dispatch, pause.toNanos() / NANOS, STILL_SENDING);
        return sql.sql("""
                        update outbox o
                        set state = 'sent', provider_id = :providerId, settled_at = now(), lease_until = null,
                            reason = null
                        where id = :id and state = 'sending' and attempts = :attempt
                        returning exists (select from outbox next
                                          where next.conversation = o.conversation and next.state = 'pending') as more,
                                  exists (select from outbox_receipts r
                                          where r.channel = o.channel and r.account = o.account
                                            and r.provider_id = :providerId) as early""")
                .param("providerId", sent.messageId())
                .param("id", dispatch.id())
                .param("attempt", dispatch.attempt())
                .query((row, number) -> new Settled(true, row.getBoolean("more"), row.getBoolean("early")))
                .optional()
                .orElse(new Settled(false, true, false));
    }

    private Mono<Settled> early(Dispatch dispatch, Delivery.Sent sent, Settled end) {
        String messageId = sent.messageId();
        return end.early() && messageId != null
                ? database.run(sql -> Receipts.catchUp(sql, dispatch.outbound().to(), messageId))
                        .thenReturn(end)
                : Mono.just(end);
    }

    private static Settled otherwise(JdbcClient sql, Dispatch dispatch, Delivery delivery, Duration pause) {
        boolean written = switch (delivery) {
            case Delivery.Deferred deferred -> deferred(sql, dispatch, deferred);
            case Delivery.Refused refused -> refused(sql, dispatch, refused);
            case Delivery.WentOut last -> wentOut(sql, dispatch, last);
            case Delivery.Partly partly -> partly(sql, dispatch, partly);
        };
        if (written) {
            wait(sql, dispatch, pause.toNanos() / NANOS, "");
        }
        return new Settled(written, true, false);
    }

    /**
     * The only message of a part, or its last. What was only accepted counts as sent for what follows in the conversation,
     * which would otherwise wait for a receipt that may never come.
     */
    private static boolean wentOut(JdbcClient sql, Dispatch dispatch, Delivery.WentOut last) {
        meet(sql, dispatch, last);
        int written = sql.sql("""
                        update outbox
                        set state = 'sent', accepted = :accepted, provider_id = :providerId, settled_at = now(),
                            lease_until = null, reason = null
                        where id = :id and state = 'sending' and attempts = :attempt""")
                .param("accepted", last instanceof Delivery.Accepted)
                .param("providerId", last.messageId())
                .param("id", dispatch.id())
                .param("attempt", dispatch.attempt())
                .update();
        if (written == 0) {
            return false;
        }
        if (ofSeveral(dispatch)) {
            PartMessages.keep(
                    sql, dispatch.id(), place(dispatch), dispatch.outbound().to(), last);
        }
        catchUp(sql, dispatch, last);
        if (ofSeveral(dispatch)) {
            PartMessages.weigh(sql, dispatch.id());
        }
        return true;
    }

    /** Whether messages of the part went out before this one. */
    private static boolean ofSeveral(Dispatch dispatch) {
        return place(dispatch) > 0;
    }

    /** The how-manieth of the part's messages this is, from 0, whichever way they go. */
    private static int place(Dispatch dispatch) {
        return dispatch.freely() + dispatch.next();
    }

    private static void meet(JdbcClient sql, Dispatch dispatch, Delivery.WentOut message) {
        String messageId = message.messageId();
        if (messageId != null) {
            Receipts.meet(sql, dispatch.outbound().to(), messageId);
        }
    }

    private static void catchUp(JdbcClient sql, Dispatch dispatch, Delivery.WentOut message) {
        String messageId = message.messageId();
        if (messageId != null) {
            Receipts.catchUp(sql, dispatch.outbound().to(), messageId);
        }
    }

    /**
     * Waits as long as the messenger says, else twice as long each time; after four hours it has failed. What follows in the
     * conversation waits with it.
     */
    private static boolean deferred(JdbcClient sql, Dispatch dispatch, Delivery.Deferred deferred) {
        double seconds = wait(dispatch.attempt(), deferred.retryAfter());
        Optional<Boolean> again = sql.sql("""
                        update outbox
                        set state = case
                                when :uncertain and uncertain then 'uncertain'
                                when now() + make_interval(secs => :seconds) > give_up_at then 'failed'
                                else 'pending' end,
                            uncertain = uncertain or :uncertain,
                            trouble = case when now() + make_interval(secs => :seconds) > give_up_at
                                           then 'unreachable' end,
                            due_at = now() + make_interval(secs => :seconds),
                            settled_at = case when :uncertain and uncertain
                                  or now() + make_interval(secs => :seconds) > give_up_at then now() end,
                            lease_until = null, reason = :reason
                        where id = :id and state = 'sending' and attempts = :attempt
                        returning state = 'pending'""")
                .param("uncertain", deferred.uncertain())
                .param("seconds", seconds)
                .param("reason", deferred.reason())
                .param("id", dispatch.id())
                .param("attempt", dispatch.attempt())
                .query(Boolean.class)
                .optional();
        if (again.orElse(false)) {
            wait(sql, dispatch, seconds, "");
        }
        return again.isPresent();
    }

    /**
     * The next message of the part waits for nothing but its turn. Those that go the other way are counted anew, from the one
     * that found the window closed.
     */
    private static boolean partly(JdbcClient sql, Dispatch dispatch, Delivery.Partly partly) {
        boolean closedNow = partly.windowClosed() && !dispatch.windowClosed();
        int freely = closedNow ? dispatch.next() : dispatch.freely();
        meet(sql, dispatch, partly.message());
        int written = sql.sql("""
                        update outbox
                        set state = 'pending', next_message = :next, went_freely = :freely,
                            window_closed = window_closed or :windowClosed,
                            due_at = now(), lease_until = null, reason = null
                        where id = :id and state = 'sending' and attempts = :attempt""")
                .param("next", partly.next())
                .param("freely", freely)
                .param("windowClosed", partly.windowClosed())
                .param("id", dispatch.id())
                .param("attempt", dispatch.attempt())
                .update();
        if (written == 1) {
            int place = freely + partly.next() - 1;
            PartMessages.keep(sql, dispatch.id(), place, dispatch.outbound().to(), partly.message());
            catchUp(sql, dispatch, partly.message());
        }
        return written == 1;
    }

    /** What follows in the conversation is not due for so many seconds. */
    private static void wait(JdbcClient sql, Dispatch dispatch, double seconds, String condition) {
        if (seconds > 0) {
            sql.sql("""
                            update outbox set due_at = now() + make_interval(secs => :seconds)
                            where conversation = :conversation and state = 'pending'
                              and due_at < now() + make_interval(secs => :seconds)""" + condition)
                    .param("seconds", seconds)
                    .param("conversation", dispatch.conversation())
                    .param("id", dispatch.id())
                    .param("attempt", dispatch.attempt())
                    .update();
        }
    }

    private static boolean refused(JdbcClient sql, Dispatch dispatch, Delivery.Refused refused) {
        int written = sql.sql("""
                        update outbox set state = 'failed', reason = :reason, trouble = :trouble, settled_at = now(), lease_until = null
                        where id = :id and state = 'sending' and attempts = :attempt""")
                .param("reason", refused.reason())
                .param("trouble", refused.blocked() ? "blocked" : "refused")
                .param("id", dispatch.id())
                .param("attempt", dispatch.attempt())
                .update();
        if (written == 1 && refused.blocked()) {
            sql.sql("""
                            update addresses a set blocked_at = now()
                            from conversations c where c.id = :conversation and c.address = a.id""").param("conversation", dispatch.conversation()).update();
        }
        return written == 1;
    }

    /** Seconds: exponential with full jitter's upper half, so that a crowd does not come back at once. */
    private static double wait(int attempt, @Nullable Duration told) {
        if (told != null) {
            return Math.max(told.toMillis(), 100) / 1000.0;
        }
        double longest =
                Math.min(LONGEST_WAIT.toMillis(), SHORTEST_WAIT.toMillis() * Math.pow(2, Math.min(attempt - 1, 20)));
        return ThreadLocalRandom.current().nextDouble(longest / 2, longest) / 1000.0;
    }

    /**
     * Whose parts a courier takes: those of one of our accounts at a messenger.
     *
     * @param others our other accounts there
     * @param heir whether it takes what belongs to none of them any more as well, so that nothing stays for ever
     */
    public record Round(String channel, String account, Set<String> others, boolean heir) {
        /** Keeps a copy. */
        public Round {
            others = Set.copyOf(others);
        }

        /** Everything for this messenger. */
        public static Round all(String channel) {
            return new Round(channel, "", Set.of(), true);
        }
    }

    /**
     * One part to send.
     *
     * @param attempt which attempt this is, from 1; also the fence under which it is settled
     * @param uncertain whether the messenger may have taken it already
     * @param windowClosed whether it goes the way that is open when the citizen may not be written to freely
     * @param freely how many of its messages went out freely before what is left goes that way; 0 when all of it does, or
     *     none
     * @param next the how-manieth of the messages that it takes is the next, from 0; of what is left when {@code windowClosed}
     */
    public record Dispatch(
            UUID id,
            UUID conversation,
            int attempt,
            boolean uncertain,
            boolean windowClosed,
            int freely,
            int next,
            Outbound outbound) {}

    /**
     * How a settlement went.
     *
     * @param more whether something else of the conversation may be due now
     * @param early whether a receipt about it has come already
     */
    private record Settled(boolean written, boolean more, boolean early) {}
}
