package org.guildhall.conversation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of a decision when the citizen is blocked: danger is answered as ever, anything else at most once a day with
 * until when that is and how else to reach the council. What they wrote is kept in any case.
 */
@Component
final class Barrier {

    /** The citizen was told that they are blocked. */
    static final String TOLD = "blocked_told";

    /** Nothing was said, as they had been told within a day. */
    static final String KEPT = "blocked_kept";

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM yyyy, h:mma", Locale.UK);

    private final Sentences phrases = Sentences.in("messages/conversation");
    private final String phone;
    private final ZoneId zone;

    Barrier(Council council) {
        this.phone = council.phone();
        this.zone = council.timeZone();
    }

    /**
     * What is really said. Nothing that would have been offered is remembered, as nobody sees it.
     *
     * @param barred null when the citizen is not blocked
     */
    Decision heard(@Nullable Barred barred, Turn turn, Decision decision) {
        Decision.Handover handover = decision.handover();
        boolean danger = handover != null && handover.priority() == Priority.DANGER;
        if (barred == null || danger) {
            return decision;
        }
        Memory memory = turn.memory().offering(List.of());
        List<Decision.Reply> replies = barred.told()
                ? List.of()
                : List.of(new Decision.Reply(new Content.Text(sentence(barred.until())), null));
        return new Decision(barred.told() ? KEPT : TOLD, memory, replies, null, null, null, List.of());
    }

    private String sentence(Instant until) {
        String spoken = AT.format(until.atZone(zone)).replace("AM", "am").replace("PM", "pm");
        return phrases.say("blocked", Map.of("until", spoken, "phone", phone));
    }

    /** In the transaction that commits what {@link #heard} gave. */
    static void committed(JdbcClient sql, UUID conversation, Decision decision) {
        if (decision.outcome().equals(TOLD)) {
            sql.sql("""
                            update blocks b set told_at = now() from conversations c join addresses a on a.id = c.address
                            where c.id = :id and b.citizen = a.citizen and b.state = 'active'""").param("id", conversation).update();
        }
        if (decision.outcome().equals(TOLD) || decision.outcome().equals(KEPT)) {
            // "It is not solved" may just have put it there again.
            leaveTheQueue(sql, "c.id = :id", conversation);
        }
    }

    /**
     * Takes conversations of a blocked citizen from those who wait for a person; one that may be danger stays.
     *
     * @param which our own SQL about {@code c} and {@code a}, in which {@code :id} stands
     */
    static void leaveTheQueue(JdbcClient sql, String which, UUID id) {
        sql.sql("""
                        update conversations c set floor = 'assistant', queued_at = null, reopened_at = null
                        from addresses a
                        where a.id = c.address and c.floor = 'queue' and c.priority <> 'danger' and\s""" + which).param("id", id).update();
    }
}
