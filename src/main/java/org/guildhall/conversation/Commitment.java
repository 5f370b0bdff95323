package org.guildhall.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a decision down, under the fence and the conversation's row lock, if it still fits. */
@Component
final class Commitment {

    static final String FRONT_DESK = "front-desk";

    private static final String RECORD = """
            insert into decisions (conversation, seq, outcome, article, article_version, confidence, tried, micros)
            select :conversation, seq, outcome, article, version, confidence, tried, micros
            from jsonb_to_recordset(:decisions::jsonb) as d (
                seq int, outcome text, article text, version int, confidence double precision, tried jsonb, micros bigint)
            """;

    private final Rows rows;
    private final Waits waits;
    private final Speech speech;
    private final Reference reference;
    private final JsonMapper json;
    private final Sentences phrases = Sentences.in("messages/conversation");

    Commitment(Rows rows, Waits waits, Speech speech, Reference reference, JsonMapper json) {
        this.rows = rows;
        this.waits = waits;
        this.speech = speech;
        this.reference = reference;
        this.json = json;
    }

    /** Commits one turn's decision, and with it the lease when the citizen has said no more. */
    Result commit(JdbcClient sql, Leases.Lease lease, Turn turn, Decision decision, long micros) {
        Rows.Reached locked = rows.lockToSpeak(sql, lease.conversation()).orElse(null);
        if (locked == null || locked.row().fence() != lease.fence()) {
            return new Result(Outcome.LEASE_GONE, null);
        }
        Row row = locked.row();
        if (row.floor() != turn.floor() || row.handledSeq() >= turn.message().seq()) {
            return new Result(Outcome.FLOOR_MOVED, null);
        }
        Said said = say(sql, row, speech.to(locked), decision);
        List<Recorded> recorded = new ArrayList<>();
        turn.pieces().forEach(piece -> recorded.add(Recorded.of(piece, folded(decision), 0)));
        recorded.add(Recorded.of(turn.message(), decision, micros));
        boolean more = handled(sql, lease, turn, recorded, said.lastSeq(), said.memory());
        return new Result(more ? Outcome.SAID_MORE : Outcome.DONE, said.channel());
    }

    /** Says what was decided, the words of a handover last; counting the messages is left to the caller. */
    Said say(JdbcClient sql, Row row, Decision decision) {
        return say(sql, row, speech.to(sql, row), decision);
    }

    private Said say(JdbcClient sql, Row row, Speech.Line line, Decision decision) {
        List<Decision.Reply> replies = new ArrayList<>(decision.replies());
        Decision.Handover handover = decision.handover();
        if (handover != null) {
            replies.add(handover.wording().apply(handOver(sql, row, handover)));
        }
        boolean urgent = handover != null && handover.priority() == Priority.DANGER;
        int seq = row.lastSeq();
        for (Decision.Reply reply : replies) {
            line.say(++seq, Sender.ASSISTANT, null, reply);
        }
        line.send(sql, urgent);
        return new Said(seq, remembered(decision.memory(), replies), line.channel());
    }

    /**
     * What saying a decision leaves behind.
     *
     * @param lastSeq the place of the newest message now
     * @param memory what to remember, with the choices that are open now
     */
    record Said(int lastSeq, Memory memory, String channel) {}

    /**
     * Passes over a message that keeps failing and gets a person to look at it.
     *
     * @return the channel on which the citizen is told; empty when the lease is gone
     */
    Optional<String> giveUp(JdbcClient sql, Leases.Lease lease, Turn turn) {
        Rows.Reached locked = rows.lockToSpeak(sql, lease.conversation()).orElse(null);
        if (locked == null || locked.row().fence() != lease.fence()) {
            return Optional.empty();
        }
        Row row = locked.row();
        Speech.Line line = speech.to(locked);
        int seq = row.lastSeq();
        if (row.floor() == Floor.ASSISTANT) {
            String ticket = enqueue(sql, row, FRONT_DESK, Priority.HIGH);
            Content sorry = new Content.Text(phrases.say("given-up", Map.of("reference", ticket)));
            line.say(++seq, Sender.SYSTEM, null, new Decision.Reply(sorry, null))
                    .send(sql, true);
        }
        handled(sql, lease, turn, List.of(), seq, row.memory());
        return Optional.of(line.channel());
    }

    /**
     * How a commitment went.
     *
     * @param channel where there may be something to send now, or null when nothing was written
     */
    record Result(Outcome outcome, @Nullable String channel) {}

    /** What a commitment leaves behind. */
    enum Outcome {
        /** Written, and the lease let go with it. */
        DONE,
        /** Written; the citizen has said more, so the lease goes on. */
        SAID_MORE,
        /** Not written: it must be decided again, because somebody else took the floor meanwhile. */
        FLOOR_MOVED,
        /** Not written: somebody else may be at work here. */
        LEASE_GONE
    }

    private Decision.Ticket handOver(JdbcClient sql, Row row, Decision.Handover handover) {
        boolean already = row.floor() != Floor.ASSISTANT;
        Priority priority = handover.priority().compareTo(row.priority()) < 0 ? handover.priority() : row.priority();
        if (row.floor() == Floor.STAFF) {
            String ticket = row.reference();
            rows.prioritise(sql, row.id(), priority);
            return new Decision.Ticket(ticket == null ? "" : ticket, 1, true);
        }
        // One who waits already keeps their team, unless danger says otherwise.
        String waitingFor = already && handover.priority() != Priority.DANGER ? row.team() : null;
        String team = waitingFor == null ? handover.team() : waitingFor;
        String ticket = enqueue(sql, row, team, priority);
        int place = rows.place(sql, row.id()).orElse(1);
        Wait wait = waits.at(sql, row.id(), team, place).orElse(null);
        return new Decision.Ticket(ticket, place, already, team, wait);
    }

    private String enqueue(JdbcClient sql, Row row, String team, Priority priority) {
        String kept = row.reference();
        String ticket = kept == null ? reference.mint(sql, team) : kept;
        rows.enqueue(sql, row.id(), team, priority, ticket);
        return ticket;
    }

    private static Memory remembered(Memory memory, List<Decision.Reply> replies) {
        if (replies.isEmpty()) {
            return memory;
        }
        Content last = replies.getLast().content();
        List<Choice> open = Turns.offered(last);
        return memory.offering(open);
    }

    /**
     * The lease goes on for what else was said, with a new count of attempts; when that is nothing, it ends here.
     *
     * @return whether there is more
     */
    private boolean handled(
            JdbcClient sql, Leases.Lease lease, Turn turn, List<Recorded> recorded, int lastSeq, Memory memory) {
        return sql.sql("with decided as (" + RECORD + """
                        )
                        update conversations
                        set handled_seq = :handled, last_seq = :last, memory = :memory::jsonb,
                            language = coalesce(:language, language),
                            urgent = urgent and said_seq > :handled,
                            turn_due = case when said_seq > :handled then now() end,
                            turn_attempts = case when said_seq > :handled then 1 else 0 end,
                            lease_until = case when said_seq > :handled then now() + make_interval(secs => :seconds) end
                        where id = :id and fence = :fence
                        returning said_seq > handled_seq""")
                .param("conversation", lease.conversation())
                .param("decisions", json.writeValueAsString(recorded))
                .param("handled", turn.message().seq())
                .param("seconds", Leases.SECONDS)
                .param("last", lastSeq)
                .param("memory", json.writeValueAsString(memory))
                .param("language", memory.language())
                .param("id", lease.conversation())
                .param("fence", lease.fence())
                .query(Boolean.class)
                .single();
    }

    private static Decision folded(Decision into) {
        return new Decision(Decision.FOLDED, into.memory(), List.of(), null, null, null, List.of());
    }

    /** Writes down what was decided about one message. */
    void record(JdbcClient sql, Message message, Decision decision, long micros) {
        sql.sql(RECORD)
                .param("conversation", message.conversation())
                .param("decisions", json.writeValueAsString(List.of(Recorded.of(message, decision, micros))))
                .update();
    }

    /** A decision as the statement reads it. */
    private record Recorded(
            int seq,
            String outcome,
            @Nullable String article,
            @Nullable Integer version,
            @Nullable Double confidence,
            List<Decision.Tried> tried,
            long micros) {

        static Recorded of(Message message, Decision decision, long micros) {
            Quoted article = decision.article();
            return new Recorded(
                    message.seq(),
                    decision.outcome(),
                    article == null ? null : article.article(),
                    article == null ? null : article.version(),
                    decision.confidence(),
                    decision.tried(),
                    micros);
        }
    }
}
