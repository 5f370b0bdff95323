package org.guildhall.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.campaign.Evidence.Part;
import org.guildhall.campaign.Messenger.Chat;
import org.guildhall.campaign.Messenger.Shown;

/** Compares what messengers showed with the outbox: each row once and in order, and nothing twice that no row speaks of. */
final class Screens {

    private static final String TELEGRAM = "telegram";

    private final List<Part> outbox;
    private final Map<Chat, List<Shown>> shown;
    private final Violations violations;
    private final Map<String, List<Group>> groups = new HashMap<>();
    private int sends;
    private int duplicates;

    Screens(List<Part> outbox, Map<Chat, List<Shown>> shown, Violations violations) {
        this.outbox = outbox;
        this.shown = shown;
        this.violations = violations;
    }

    /** Compares them; once. */
    void check() {
        Map<Chat, List<Part>> rows = outbox.stream()
                .filter(part -> !part.channel().equals(Checker.WEB_CHAT))
                .collect(Collectors.groupingBy(part -> Chat.of(part.channel(), part.person())));
        Map<Long, Long> digestOf = new HashMap<>();
        shown.values().forEach(list -> list.forEach(message -> digestOf.put(message.id(), message.digest())));
        Map<String, Set<Long>> textsOf = new HashMap<>();
        // Another messenger shows the same words in its own way.
        outbox.stream()
                .filter(part -> part.channel().equals(TELEGRAM) && part.providerId() != null)
                .forEach(part -> {
                    Long digest = digestOf.get(number(part));
                    if (digest != null) {
                        textsOf.computeIfAbsent(part.content(), content -> new HashSet<>())
                                .add(digest);
                    }
                });
        rows.forEach((chat, parts) -> chat(chat, parts, shown.getOrDefault(chat, List.of()), textsOf));
        shown.forEach((chat, messages) -> {
            if (!rows.containsKey(chat)) {
                violations.add("shown without an outbox row", chat + ", " + messages.size() + " messages");
            }
        });
        elsewhereEqualPartsShowEqualMessages();
    }

    int sends() {
        return sends;
    }

    /** How many showed something a second time; each is flagged or among the violations. */
    int duplicates() {
        return duplicates;
    }

    private static long number(Part part) {
        String id = part.providerId();
        return id == null ? -1 : Messenger.number(id);
    }

    /** One chat: rows that know their message must have it, in order; the other messages need a row that is flagged. */
    private void chat(Chat chat, List<Part> parts, List<Shown> messages, Map<String, Set<Long>> textsOf) {
        sends += messages.size();
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            places.put(messages.get(i).id(), i);
        }
        Set<Long> known = new HashSet<>();
        int last = -1;
        for (Part part : parts) {
            if (part.accepted()) {
                violations.add("its receipt was lost", part.id());
            }
            if (part.sent()) {
                Integer place = places.get(number(part));
                if (place == null) {
                    violations.add("sent by its row, never shown", part.id());
                } else {
                    if (place < last) {
                        violations.add("replies out of order", chat + ", row " + part.id());
                    }
                    last = Math.max(last, place);
                    if (!known.add(number(part))) {
                        violations.add("two rows for one message", part.id());
                    }
                }
            }
        }
        List<Part> flagged =
                new ArrayList<>(parts.stream().filter(Part::uncertain).toList());
        if (chat.channel().equals(TELEGRAM)) {
            Map<String, Integer> extra = new HashMap<>();
            for (Shown message : messages) {
                if (!known.contains(message.id())) {
                    explain(chat, message, flagged, textsOf, extra);
                }
            }
        } else {
            groups(chat, parts, messages, !flagged.isEmpty());
        }
    }

    /** Elsewhere a part may be several messages, of which its row knows the last; those before it are its as well. */
    private void groups(Chat chat, List<Part> parts, List<Shown> messages, boolean anyFlagged) {
        Map<Long, Part> rowOf = new HashMap<>();
        parts.stream().filter(Part::sent).forEach(part -> rowOf.put(number(part), part));
        List<Long> group = new ArrayList<>();
        for (Shown message : messages) {
            group.add(message.digest());
            Part row = rowOf.get(message.id());
            if (row != null) {
                groups.computeIfAbsent(chat.channel() + " " + row.content(), content -> new ArrayList<>())
                        .add(new Group(row.id(), List.copyOf(group), anyFlagged));
                group.clear();
            }
        }
        if (!group.isEmpty() && !anyFlagged) {
            duplicates += group.size();
            violations.add("shown twice and not flagged", chat + ", " + group.size() + " messages at the end");
        }
    }

    private void elsewhereEqualPartsShowEqualMessages() {
        groups.values().forEach(equal -> {
            int fewest = equal.stream()
                    .mapToInt(group -> group.messages().size())
                    .min()
                    .orElseThrow();
            for (Group group : equal) {
                int more = group.messages().size() - fewest;
                duplicates += more;
                if (more > 0 && !group.flagged()) {
                    violations.add("shown twice and not flagged", "row " + group.row());
                }
            }
        });
    }

    private void explain(
            Chat chat, Shown message, List<Part> flagged, Map<String, Set<Long>> textsOf, Map<String, Integer> extra) {
        for (Part part : flagged) {
            // A row whose text nobody has seen arrive may be any.
            Set<Long> texts = textsOf.getOrDefault(part.content(), Set.of(message.digest()));
            int before = extra.getOrDefault(part.id(), 0);
            int most = part.sent() ? part.attempts() - 1 : part.attempts();
            if (texts.contains(message.digest()) && before < most) {
                extra.put(part.id(), before + 1);
                if (part.sent() || before > 0) {
                    duplicates++;
                }
                return;
            }
        }
        duplicates++;
        violations.add("shown twice and not flagged", chat + ", message " + message.id());
    }

    /**
     * The messages that one part became.
     *
     * @param flagged whether something in its chat may have been shown twice
     */
    private record Group(String row, List<Long> messages, boolean flagged) {}
}
