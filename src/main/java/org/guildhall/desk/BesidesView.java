package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.conversation.Ask;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.LaterReply;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation's page shows besides what was said: replies that wait, what colleagues are asked, and what else the same
 * person wrote.
 *
 * @param acts whether whoever looks may answer the conversation; else a colleague only asks them about it
 * @param snoozed when it comes back, in words; null when it is not put off
 * @param later replies that are not said yet, the next first
 * @param asks what colleagues are asked and have not answered
 * @param joined other conversations of the same person; empty for most
 * @param ways in which conversation a reply can be said; one or none for most
 * @param count how many messages the page shows; changes when there is one more anywhere
 * @param others the ids of the messages' conversations other than this one
 */
record BesidesView(
        boolean acts,
        @Nullable String snoozed,
        List<LaterView> later,
        List<AskView> asks,
        List<JoinedView> joined,
        List<WayView> ways,
        int count,
        Set<String> others) {

    /**
     * A reply that is not said yet. All of it is shown escaped.
     *
     * @param conversation in which it is said
     * @param undoable whether it only waits to be taken back
     * @param when it goes, or why it is held, in a sentence
     * @param what what it is when it is not text, or null
     * @param article the title of the article that it quotes, and which version, or null
     * @param theirs whether whoever looks may take it back
     * @param sendable whether whoever looks may say it at once
     */
    record LaterView(
            UUID id,
            UUID conversation,
            String who,
            boolean undoable,
            boolean held,
            String when,
            @Nullable String what,
            String words,
            List<String> choices,
            @Nullable ArticleLine article,
            boolean theirs,
            boolean sendable) {}

    /** The article a reply quotes. */
    record ArticleLine(String title, int version) {}

    /**
     * What a colleague is asked.
     *
     * @param me whether whoever looks is asked
     * @param theirs whether whoever looks may end it
     */
    record AskView(UUID id, String who, String text, String at, boolean me, boolean theirs) {}

    /** Another conversation of the same person. */
    record JoinedView(UUID id, String title, String channel, String standing) {}

    /** One conversation to reply in. */
    record WayView(String id, String words, boolean chosen) {}

    static BesidesView of(Transcript all, StaffMember me, ZoneId zone) {
        Summary one = all.summary();
        boolean acts = me.actsOn(one);
        Instant until = one.snoozedUntil();
        Set<String> others = new HashSet<>();
        all.joined().forEach(other -> others.add(other.summary().id().toString()));
        return new BesidesView(
                acts,
                until == null ? null : Spoken.at(until, zone),
                Stream.concat(Stream.of(all), all.joined().stream())
                        .flatMap(each -> each.later().stream().map(reply -> later(reply, each.summary(), me, zone)))
                        .toList(),
                all.asks().stream().map(ask -> ask(ask, one, me, zone)).toList(),
                all.joined().stream().map(other -> joined(other, me)).toList(),
                acts ? ways(all, me) : List.of(),
                one.lastSeq()
                        + all.joined().stream()
                                .mapToInt(other -> other.summary().lastSeq())
                                .sum(),
                others);
    }

    /** Everything said in all of them, in the order of time; with its channel only where there are several. */
    List<LineView> lines(Transcript all, ZoneId zone) {
        if (all.joined().isEmpty()) {
            return all.messages().stream()
                    .map(said -> LineView.of(said, all, zone))
                    .toList();
        }
        return Stream.concat(Stream.of(all), all.joined().stream())
                .flatMap(one -> one.messages().stream().map(said -> new Placed(one, said)))
                // What was said in one conversation stays in its own order.
                .sorted(Comparator.comparing((Placed placed) -> placed.said().at())
                        .thenComparing(placed -> placed.said().conversation())
                        .thenComparingInt(placed -> placed.said().seq()))
                .map(placed -> LineView.of(
                        placed.said(),
                        placed.all(),
                        zone,
                        Spoken.messenger(placed.all().summary().channel())))
                .toList();
    }

    private record Placed(Transcript all, Message said) {}

    /** Whether a line belongs to another conversation than the page's. */
    boolean elsewhere(LineView line) {
        return others.contains(line.conversation().toString());
    }

    /** What the page's stream asks for besides its own conversation. Public for the templates, which see nothing else. */
    public String also() {
        return others.stream().map(id -> "&conversation=" + id).collect(Collectors.joining());
    }

    /** The reply that was sent last and can still be taken back by whoever looks. Public for the templates. */
    public @Nullable LaterView undo() {
        return later.stream()
                .filter(reply -> reply.undoable() && !reply.held() && reply.theirs())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private static LaterView later(LaterReply reply, Summary one, StaffMember me, ZoneId zone) {
        Content content = reply.content();
        var quoted = reply.quoted();
        StaffName holder = one.holder();
        boolean mine = reply.by().username().equals(me.username())
                || holder == null
                || holder.username().equals(me.username());
        return new LaterView(
                reply.id(),
                reply.conversation(),
                reply.by().name(),
                !reply.planned(),
                reply.held() != null,
                when(reply, zone),
                LineView.what(content),
                ShownText.forPage(content, quoted != null),
                LineView.choices(content),
                quoted == null ? null : new ArticleLine(quoted.title(), quoted.version()),
                mine && me.actsOn(one),
                reply.planned() && answerable(one, me));
    }

    private static String when(LaterReply reply, ZoneId zone) {
        LaterReply.Held held = reply.held();
        if (held != null) {
            return Spoken.word("later", held);
        }
        return reply.planned()
                ? WORDS.say("later.planned", Map.of("at", Spoken.at(reply.dueAt(), zone)))
                : WORDS.say("later.moment");
    }

    private static AskView ask(Ask ask, Summary one, StaffMember me, ZoneId zone) {
        StaffName holder = one.holder();
        boolean asked = ask.of().username().equals(me.username());
        boolean theirs = asked
                || ask.by().username().equals(me.username())
                || holder != null && holder.username().equals(me.username());
        return new AskView(
                ask.id(),
                asked
                        ? WORDS.say("ask.you", Map.of("by", ask.by().name()))
                        : WORDS.say(
                                "ask.other",
                                Map.of("by", ask.by().name(), "of", ask.of().name())),
                ShownText.visible(ask.text()),
                Spoken.at(ask.at(), zone),
                asked,
                theirs);
    }

    private static JoinedView joined(Transcript other, StaffMember me) {
        Summary one = other.summary();
        return new JoinedView(
                one.id(),
                title(one),
                Spoken.messenger(one.channel()),
                ConversationView.standing(one, other.outcome(), me));
    }

    private static String title(Summary one) {
        return one.reference() == null ? WORDS.say("conversation.untitled") : one.reference();
    }

    /** Those that are open and not a colleague's. Chosen is the one in which the citizen wrote last. */
    private static List<WayView> ways(Transcript all, StaffMember me) {
        List<Transcript> open = Stream.concat(Stream.of(all), all.joined().stream())
                .filter(one -> answerable(one.summary(), me))
                .toList();
        Transcript last =
                open.stream().max(Comparator.comparing(BesidesView::heard)).orElse(all);
        return open.stream()
                .map(one -> new WayView(
                        one.summary().id().toString(),
                        WORDS.say(
                                "way",
                                Map.of(
                                        "channel",
                                        Spoken.messenger(one.summary().channel()),
                                        "reference",
                                        title(one.summary()))),
                        one.summary().id().equals(last.summary().id())))
                .toList();
    }

    private static boolean answerable(Summary one, StaffMember me) {
        StaffName holder = one.holder();
        return one.floor() != Floor.CLOSED
                && me.actsOn(one)
                && (holder == null || holder.username().equals(me.username()));
    }

    /** When the citizen last wrote. */
    private static Instant heard(Transcript one) {
        return one.messages().stream()
                .filter(said -> said.sender() == Sender.CITIZEN)
                .map(Message::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
