package org.guildhall.campaign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guildhall.campaign.Evidence.Decided;
import org.guildhall.campaign.Evidence.Part;
import org.guildhall.campaign.Evidence.Place;
import org.guildhall.campaign.Evidence.Said;
import org.guildhall.campaign.Messenger.Chat;

/**
 * The conservation law: every acknowledged message is answered, waits for a person, is a dead letter or is in flight, one
 * of them and once; numbers have no gap; words and replies keep their order; nobody reads a reply twice unless its outbox
 * row says that this may have happened.
 */
final class Checker {

    static final String WEB_CHAT = "webchat";

    private final List<Ledger.Entry> ledger;
    private final Map<Chat, List<Messenger.Shown>> messenger;
    private final Map<String, List<ChatCitizen.Seen>> pages;
    private final Evidence evidence;
    private final Violations violations = new Violations();

    private int answered;
    private int waiting;
    private int deadLettered;
    private int inFlight;
    private int duplicatesOnWebChat;

    /**
     * What is to be compared.
     *
     * @param messenger what messengers showed, by chat
     * @param pages what was shown on web chat, by the citizen's name
     */
    Checker(
            List<Ledger.Entry> ledger,
            Map<Chat, List<Messenger.Shown>> messenger,
            Map<String, List<ChatCitizen.Seen>> pages,
            Evidence evidence) {
        this.ledger = ledger;
        this.messenger = messenger;
        this.pages = pages;
        this.evidence = evidence;
    }

    /**
     * What became of everything.
     *
     * @param sends messages shown by messengers
     * @param duplicates of these, how many showed something a second time; each is flagged or among the violations
     * @param violations a sentence for each kind, with the ids
     */
    record Finding(
            int acknowledged,
            int answered,
            int waiting,
            int deadLettered,
            int inFlight,
            int sends,
            int duplicates,
            int duplicatesOnWebChat,
            int uncertain,
            List<String> violations) {}

    Finding check() {
        acknowledgedIsAccountedFor();
        nobodysWordsTwiceOrInAnotherOrder();
        numbersHaveNoGap();
        decisionsAndRepliesBelongTogether();
        Screens screens = new Screens(evidence.parts(), messenger, violations);
        screens.check();
        pagesSawTheConversation();
        int uncertain = (int) evidence.parts().stream().filter(Part::uncertain).count();
        return new Finding(
                ledger.size(),
                answered,
                waiting,
                deadLettered,
                inFlight,
                screens.sends(),
                screens.duplicates(),
                duplicatesOnWebChat,
                uncertain,
                violations.sentences());
    }

    private void acknowledgedIsAccountedFor() {
        Map<String, Said> stored = new HashMap<>();
        evidence.said().forEach(said -> stored.put(key(said.channel(), said.event()), said));
        Map<UUID, TreeMap<Integer, Decided>> decisions = new HashMap<>();
        evidence.decided()
                .forEach((place, decided) -> decisions
                        .computeIfAbsent(place.conversation(), id -> new TreeMap<>())
                        .put(place.seq(), decided));
        for (Ledger.Entry entry : ledger) {
            Said said = stored.get(key(entry.channel(), entry.event()));
            if (said == null) {
                violated("acknowledged and lost", entry.channel() + " " + entry.event());
            } else {
                account(said.place(), decisions.getOrDefault(said.place().conversation(), new TreeMap<>()));
            }
        }
    }

    private void account(Place place, TreeMap<Integer, Decided> decisions) {
        Decided decided = decisions.get(place.seq());
        boolean dead = evidence.deadLettered().contains(place);
        boolean open = place.seq() > evidence.handled().getOrDefault(place.conversation(), 0);
        int fates = (decided == null ? 0 : 1) + (dead ? 1 : 0) + (open ? 1 : 0);
        if (fates != 1) {
            violated(
                    fates == 0 ? "handled without a decision" : "dealt with in more than one way",
                    place.conversation() + "/" + place.seq());
        } else if (dead) {
            deadLettered++;
        } else if (decided == null) {
            inFlight++;
        } else if (last(place, decided, decisions).waits()) {
            waiting++;
        } else {
            answered++;
        }
    }

    /** A piece of a question shares the fate of its last piece. */
    private Decided last(Place place, Decided decided, TreeMap<Integer, Decided> decisions) {
        return decisions.tailMap(place.seq()).values().stream()
                .filter(each -> !each.folded())
                .findFirst()
                .orElse(decided);
    }

    private void nobodysWordsTwiceOrInAnotherOrder() {
        Map<String, Ledger.Entry> entries = new HashMap<>();
        ledger.forEach(entry -> {
            if (entries.put(key(entry.channel(), entry.event()), entry) != null) {
                violated("acknowledged under one id twice", entry.channel() + " " + entry.event());
            }
        });
        Set<String> events = new HashSet<>();
        Map<String, Ledger.Entry> lastOf = new HashMap<>();
        for (Said said : evidence.said()) {
            if (!events.add(key(said.channel(), said.event()))) {
                violated("stored twice", said.channel() + " " + said.event());
            }
            Ledger.Entry entry = entries.get(key(said.channel(), said.event()));
            if (entry != null) {
                Ledger.Entry before = lastOf.put(key(said.channel(), said.person()), entry);
                if (before != null && (!before.citizen().equals(entry.citizen()) || !inOrder(before, entry))) {
                    violated(
                            "a citizen's words out of order",
                            said.channel() + " " + said.event() + " after " + before.event());
                }
            }
        }
    }

    private static boolean inOrder(Ledger.Entry one, Ledger.Entry next) {
        return one.nth() == Ledger.AT_ONCE || next.nth() == Ledger.AT_ONCE || one.nth() < next.nth();
    }

    private void numbersHaveNoGap() {
        for (Evidence.Sequence sequence : evidence.sequences()) {
            if (sequence.count() != sequence.different() || sequence.count() != sequence.last()) {
                violated(
                        "numbers with a gap or twice",
                        sequence.channel() + " " + sequence.person() + " (" + sequence.count() + " messages, "
                                + sequence.different() + " numbers, last " + sequence.last() + ")");
            }
        }
    }

    /** A decision's replies are written in its own transaction, so both carry the same moment. */
    private void decisionsAndRepliesBelongTogether() {
        Set<String> spoken = new HashSet<>();
        for (Evidence.Reply reply : evidence.replies()) {
            spoken.add(reply.place().conversation() + "@" + reply.at());
            if (reply.parts() == 0) {
                violated(
                        "a reply that nobody will send",
                        reply.place().conversation() + "/" + reply.place().seq());
            }
        }
        Set<String> decisions = new HashSet<>();
        evidence.decided().forEach((place, decided) -> {
            String moment = place.conversation() + "@" + decided.at();
            decisions.add(moment);
            if (decided.speaks() && !spoken.contains(moment)) {
                violated("decided and not said", place.conversation() + "/" + place.seq() + " " + decided.outcome());
            }
        });
        for (Evidence.Reply reply : evidence.replies()) {
            if (reply.sender().equals("assistant")
                    && !decisions.contains(reply.place().conversation() + "@" + reply.at())) {
                violated(
                        "said without a decision",
                        reply.place().conversation() + "/" + reply.place().seq());
            }
        }
    }

    private void pagesSawTheConversation() {
        Map<String, String> personOf = new HashMap<>();
        Map<String, String> citizenOf = ledger.stream()
                .filter(entry -> entry.channel().equals(WEB_CHAT))
                .collect(Collectors.toMap(Ledger.Entry::event, Ledger.Entry::citizen, (one, same) -> one));
        evidence.said().stream()
                .filter(said -> said.channel().equals(WEB_CHAT))
                .filter(said -> citizenOf.containsKey(said.event()))
                .forEach(said -> personOf.put(citizenOf.get(said.event()), said.person()));
        pages.forEach((citizen, seen) -> {
            List<ChatCitizen.Seen> expected =
                    evidence.shown().getOrDefault(personOf.getOrDefault(citizen, ""), List.of());
            Set<String> ids = new HashSet<>();
            int twice = (int) seen.stream().filter(each -> !ids.add(each.id())).count();
            duplicatesOnWebChat += twice;
            if (twice > 0) {
                violated("shown twice on web chat", citizen + ", " + twice + " messages");
            } else if (!seen.equals(expected)) {
                violated(
                        "a web chat page that differs from the conversation",
                        citizen + " (" + seen.size() + " shown, " + expected.size() + " said)");
            }
        });
    }

    private void violated(String kind, String which) {
        violations.add(kind, which);
    }

    private static String key(String channel, String id) {
        return channel + " " + id;
    }
}
