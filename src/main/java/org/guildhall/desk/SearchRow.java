package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Search;
import org.guildhall.conversation.Sender;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;

/**
 * A conversation on the page of what was found.
 *
 * @param title its reference, or what it is called without one
 * @param standing who has it, or how it ended, in a sentence
 * @param who who said the line that matches, in words; empty when there is none
 * @param at when they said it, or when the conversation began
 * @param line that line in pieces, made visible; to be escaped
 */
record SearchRow(
        String path,
        String title,
        String team,
        String channel,
        String priority,
        boolean danger,
        String standing,
        String who,
        String at,
        List<Piece> line) {

    /** How many letters are shown before the first match, and in all. */
    private static final int BEFORE = 60;

    private static final int LONGEST = 240;
    private static final String MORE = "…";

    /**
     * A part of the line.
     *
     * @param marked whether it is a word that matches
     */
    record Piece(String words, boolean marked) {}

    static SearchRow of(Search.Hit hit, Set<String> matching, StaffMember me, ZoneId zone) {
        Summary one = hit.summary();
        QueueRow row = QueueRow.of(one);
        Message said = hit.message();
        Transcript.Note note = hit.note();
        String who = "";
        String words = "";
        String at = Spoken.at(one.openedAt(), zone);
        if (said != null) {
            String name = said.senderName();
            who = said.sender() == Sender.STAFF && name != null ? name : Spoken.word("sender", said.sender());
            words = ShownText.forPage(said);
            at = Spoken.at(said.at(), zone);
        } else if (note != null) {
            who = WORDS.say("search.note", Map.of("name", note.by().name()));
            words = ShownText.visible(note.text());
            at = Spoken.at(note.at(), zone);
        }
        return new SearchRow(
                "/desk/conversations/" + row.id(),
                one.reference() == null ? WORDS.say("conversation.untitled") : one.reference(),
                row.team(),
                row.channel(),
                row.priority(),
                row.danger(),
                ConversationView.standing(one, hit.outcome(), me),
                who,
                at,
                pieces(words.isBlank() ? WORDS.say("message.wordless") : words, matching));
    }

    /** The part of a line around the first word that matches, about three lines of it. */
    static List<Piece> pieces(String words, Set<String> matching) {
        Matcher word = Search.WORD.matcher(words);
        int first = 0;
        while (word.find()) {
            if (matches(word, matching)) {
                first = word.start();
                break;
            }
        }
        int begin = first <= BEFORE ? 0 : whole(words, first - BEFORE);
        int end = words.length() - begin <= LONGEST ? words.length() : whole(words, begin + LONGEST);
        String shown = (begin > 0 ? MORE : "") + words.substring(begin, end) + (end < words.length() ? MORE : "");
        return marked(shown, matching);
    }

    private static List<Piece> marked(String words, Set<String> matching) {
        List<Piece> pieces = new ArrayList<>();
        Matcher word = Search.WORD.matcher(words);
        int done = 0;
        while (word.find()) {
            if (matches(word, matching)) {
                if (done < word.start()) {
                    pieces.add(new Piece(words.substring(done, word.start()), false));
                }
                pieces.add(new Piece(word.group(), true));
                done = word.end();
            }
        }
        if (done < words.length()) {
            pieces.add(new Piece(words.substring(done), false));
        }
        return pieces;
    }

    private static boolean matches(Matcher word, Set<String> matching) {
        return matching.contains(word.group().toLowerCase(Locale.ROOT));
    }

    /** A place near this one that does not cut a letter in two. */
    private static int whole(String words, int at) {
        return Character.isLowSurrogate(words.charAt(at)) ? at - 1 : at;
    }
}
