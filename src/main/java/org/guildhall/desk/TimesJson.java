package org.guildhall.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.jspecify.annotations.Nullable;

/** The shapes of the desk's API that have to do with time; the same promises as {@link DeskJson}. */
final class TimesJson {

    private TimesJson() {}

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Everybody waiting, with what is due. */
    record Queue(List<Waiting> conversations) {
        static Queue of(List<Summary> waiting, Map<UUID, List<Decision.Tried>> about, CaseTimes.Dues dues) {
            return new Queue(waiting.stream()
                    .map(one -> Waiting.of(one, about.getOrDefault(one.id(), List.of()), dues))
                    .toList());
        }
    }

    /** A line of the queue, and when staff owe the citizen what next: {@code dueFor} is {@code reply} or {@code resolution}. */
    record Waiting(
            @JsonUnwrapped DeskJson.Waiting line,
            @Nullable Instant dueAt,
            @Nullable String dueFor) {
        static Waiting of(Summary one, List<Decision.Tried> about, CaseTimes.Dues dues) {
            Due due = dues.by().get(one.id());
            return new Waiting(
                    DeskJson.Waiting.of(one, about),
                    due == null ? null : due.at(),
                    due == null ? null : word(due.what()));
        }
    }

    /**
     * A whole conversation, likewise; {@code solved} is what the citizen said when it was last closed: {@code yes}, {@code no},
     * {@code unanswered}, or null when they were not asked.
     */
    record Conversation(
            @JsonUnwrapped DeskJson.Conversation conversation,
            @Nullable Instant dueAt,
            @Nullable String dueFor,
            @Nullable String solved) {
        static Conversation of(DeskJson.Conversation all, CaseTimes.Dues dues, String solved) {
            Due due = dues.by().get(all.id());
            return new Conversation(
                    all,
                    due == null ? null : due.at(),
                    due == null ? null : word(due.what()),
                    solved.isEmpty() ? null : solved);
        }
    }

    /** All targets that count now. */
    record Targets(List<OneTarget> targets) {
        static Targets of(TargetsInForce inForce, Set<String> teams) {
            List<OneTarget> all = new ArrayList<>();
            Stream.concat(Stream.of(TargetsInForce.EVERYBODY), teams.stream()).forEach(named -> {
                String team = named.equals(TargetsInForce.EVERYBODY) ? null : named;
                for (Priority priority : Priority.values()) {
                    all.add(OneTarget.of(team, priority, inForce.of(team, priority), inForce.set(team)));
                }
            });
            return new Targets(all);
        }
    }

    /** One of them, in minutes of working time; {@code team} is null for all, {@code own} whether it was set for that team. */
    record OneTarget(@Nullable String team, String priority, long replyMinutes, long resolutionMinutes, boolean own) {
        static OneTarget of(@Nullable String team, Priority priority, Target target, boolean own) {
            return new OneTarget(
                    team,
                    word(priority),
                    target.reply().toMinutes(),
                    target.resolution().toMinutes(),
                    own);
        }
    }
}
