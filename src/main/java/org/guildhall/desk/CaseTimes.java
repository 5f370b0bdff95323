package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Clocks;
import org.guildhall.conversation.Closings;
import org.guildhall.conversation.Summary;
import org.guildhall.hours.Calendars;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is due when in conversations that staff may see, and what citizens said of those that are closed. */
@Component
final class CaseTimes {

    private final Clocks clocks;
    private final Closings closings;
    private final Targets targets;
    private final Calendars calendars;

    CaseTimes(Clocks clocks, Closings closings, Targets targets, Calendars calendars) {
        this.clocks = clocks;
        this.closings = closings;
        this.targets = targets;
        this.calendars = calendars;
    }

    /**
     * What is due.
     *
     * @param now the database's clock
     * @param by by conversation; one in which nothing is due is missing
     */
    record Dues(Instant now, Map<UUID, Due> by) {

        /** These with what is due first at the top; those in which nothing is due keep their order at the end. */
        List<Summary> sorted(List<Summary> conversations) {
            return conversations.stream()
                    .sorted(Comparator.comparing(this::dueAt))
                    .toList();
        }

        private Instant dueAt(Summary one) {
            Due due = by.get(one.id());
            return due == null ? Instant.MAX : due.at();
        }
    }

    /** What is due in these. */
    Mono<Dues> due(List<Summary> conversations) {
        return Mono.zip(clocks.read(conversations.stream().map(Summary::id).toList()), targets.inForce())
                .map(found -> dues(conversations, found.getT1(), found.getT2()));
    }

    private Dues dues(List<Summary> conversations, Clocks.Reading reading, TargetsInForce inForce) {
        Map<UUID, Due> by = new HashMap<>();
        for (Summary one : conversations) {
            Clocks.Running running = reading.running().get(one.id());
            if (running != null) {
                Due.of(running, inForce.of(one.team(), one.priority()), calendars.of(one.team()))
                        .ifPresent(due -> by.put(one.id(), due));
            }
        }
        return new Dues(reading.now(), by);
    }

    /** The same in words, for the lists of the console. */
    Map<UUID, DueView> words(Dues dues, List<Summary> conversations) {
        Map<UUID, DueView> words = new HashMap<>();
        for (Summary one : conversations) {
            Due due = dues.by().get(one.id());
            if (due != null) {
                words.put(one.id(), DueView.of(due, dues.now(), calendars.of(one.team())));
            }
        }
        return words;
    }

    /** What a conversation's page shows of it, in words by their names in the template; what there is not is missing. */
    Mono<Map<String, Object>> page(Summary one) {
        return Mono.zip(due(List.of(one)), solved(one.id())).map(found -> {
            Map<String, Object> model = new HashMap<>();
            DueView due = words(found.getT1(), List.of(one)).get(one.id());
            if (due != null) {
                model.put("due", due);
            }
            if (!found.getT2().isEmpty()) {
                model.put("solved", WORDS.say("solved." + found.getT2()));
            }
            return model;
        });
    }

    /** {@code yes}, {@code no}, or {@code unanswered} when they were asked; empty when staff never closed it. */
    Mono<String> solved(UUID conversation) {
        return closings.last(conversation).map(CaseTimes::answer).defaultIfEmpty("");
    }

    private static String answer(Closings.Closing closing) {
        Boolean solved = closing.solved();
        if (solved != null) {
            return solved ? "yes" : "no";
        }
        return closing.asked() ? "unanswered" : "";
    }
}
