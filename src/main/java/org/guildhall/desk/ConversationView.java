package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.StaffName;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its page shows it.
 *
 * @param title its reference, or what it is called without one
 * @param standing who has it, in a sentence
 * @param citizen what the messenger calls the person, made visible; to be escaped
 * @param window for how long the citizen may still be written to freely, in words; null when always
 * @param mine whether whoever looks holds it
 * @param takeable whether whoever looks may claim it
 * @param open whether anything can still be done to it by whoever looks
 * @param suggestions articles that fit what nobody has answered yet; none when whoever looks cannot answer it
 * @param besides what is put off, asked and joined
 */
record ConversationView(
        UUID id,
        String title,
        String standing,
        String priority,
        boolean danger,
        String team,
        String channel,
        @Nullable String language,
        @Nullable String citizen,
        @Nullable String window,
        String openedAt,
        int lastSeq,
        boolean mine,
        boolean takeable,
        boolean open,
        List<LineView> messages,
        List<NoteView> notes,
        List<TriedView> tried,
        List<SuggestionView> suggestions,
        BesidesView besides) {

    /** A note only staff see. */
    record NoteView(String by, String at, String text) {}

    /** An article the assistant considered. */
    record TriedView(String title, String path, String confidence) {}

    /** The articles that fit a message of this very conversation. Public for the templates, which see nothing else. */
    public List<SuggestionView> fitting(LineView line) {
        return besides.elsewhere(line)
                ? List.of()
                : suggestions.stream().filter(one -> one.seq() == line.seq()).toList();
    }

    static ConversationView of(Transcript all, List<SuggestionView> suggestions, StaffMember me, ZoneId zone) {
        Summary one = all.summary();
        QueueRow row = QueueRow.of(one);
        boolean mine = holds(one.holder(), me);
        boolean open = one.floor() != Floor.CLOSED && (mine || one.holder() == null) && me.actsOn(one);
        BesidesView besides = BesidesView.of(all, me, zone);
        return new ConversationView(
                one.id(),
                one.reference() == null ? WORDS.say("conversation.untitled") : one.reference(),
                standing(one, all.outcome(), me),
                row.priority(),
                row.danger(),
                row.team(),
                row.channel(),
                one.language(),
                all.citizen() == null ? null : ShownText.visible(all.citizen()),
                window(all.windowLeft()),
                Spoken.at(one.openedAt(), zone),
                one.lastSeq(),
                mine,
                open && one.holder() == null,
                open,
                besides.lines(all, zone),
                all.notes().stream().map(note -> note(note, zone)).toList(),
                all.tried().stream()
                        .map(tried -> new TriedView(
                                tried.title(), "/help/" + tried.id(), Math.round(tried.confidence() * 100) + "%"))
                        .toList(),
                open ? suggestions : List.of(),
                besides);
    }

    private static @Nullable String window(@Nullable Duration left) {
        if (left == null) {
            return null;
        }
        return left.isZero() ? WORDS.say("window.closed") : WORDS.say("window.open", Map.of("left", Spoken.span(left)));
    }

    private static NoteView note(Transcript.Note note, ZoneId zone) {
        return new NoteView(note.by().name(), Spoken.at(note.at(), zone), ShownText.visible(note.text()));
    }

    private static boolean holds(@Nullable StaffName holder, StaffMember me) {
        return holder != null && holder.username().equals(me.username());
    }

    /** Who has it, in a sentence; when it is closed, how it ended. */
    static String standing(Summary one, @Nullable String outcome, StaffMember me) {
        StaffName holder = one.holder();
        return switch (one.floor()) {
            case ASSISTANT -> WORDS.say("standing.assistant");
            case QUEUE ->
                WORDS.say("standing.queue", Map.of("waiting", QueueRow.of(one).waiting()));
            case STAFF ->
                holder == null || holds(holder, me)
                        ? WORDS.say("standing.mine")
                        : WORDS.say("standing.staff", Map.of("name", holder.name()));
            case CLOSED ->
                outcome == null
                        ? WORDS.say("standing.closed")
                        : WORDS.say("standing.closed-as", Map.of("outcome", outcome(outcome)));
        };
    }

    private static String outcome(String word) {
        return Desk.OUTCOMES.contains(word) ? WORDS.say("outcome." + word) : word;
    }
}
