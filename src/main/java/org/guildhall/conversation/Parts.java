package org.guildhall.conversation;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.guildhall.message.Content;

/**
 * Cuts a long reply into parts that every messenger takes, between paragraphs, lines or sentences and not through a link
 * or other markup, so that each part is sent and retried by itself. What is to be tapped or shown stays with the last part.
 */
final class Parts {

    /** Below Telegram's 4,096 (core.telegram.org/bots/api#sendmessage) with room for the source and the markup. */
    static final int LONGEST = 3500;

    private Parts() {}

    static List<Content> of(Content content) {
        if (content.text().length() <= LONGEST) {
            return List.of(content);
        }
        List<String> pieces = pieces(content.text());
        List<Content> parts = new ArrayList<>();
        for (String piece : pieces.subList(0, pieces.size() - 1)) {
            parts.add(new Content.Text(piece));
        }
        parts.add(last(content, pieces.getLast()));
        return List.copyOf(parts);
    }

    private static Content last(Content content, String words) {
        return switch (content) {
            case Content.Choices choices -> new Content.Choices(words, choices.options());
            case Content.PlaceWanted _ -> new Content.PlaceWanted(words);
            case Content.Media file ->
                new Content.Media(file.kind(), file.handle(), words, file.fileName(), file.mediaType(), file.size());
            case Content.Text _, Content.Location _, Content.Contact _ -> new Content.Text(words);
        };
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Unbroken markup = Unbroken.in(text);
        int start = 0;
        while (text.length() - start > LONGEST) {
            int from = start;
            int end = start + cut(text.substring(start, start + LONGEST), place -> markup.around(from + place));
            pieces.add(text.substring(start, end).strip());
            start = end;
        }
        pieces.add(text.substring(start).strip());
        String last = pieces.getLast();
        pieces.removeIf(String::isBlank);
        return pieces.isEmpty() ? List.of(last) : pieces;
    }

    /** Where to cut a window: best outside markup, else inside it, else after a whole character, else anywhere. */
    private static int cut(String window, IntPredicate insideMarkup) {
        List<IntUnaryOperator> kinds = places(window);
        int cut = lastOf(kinds, window.length(), insideMarkup);
        if (cut < 0) {
            cut = lastOf(kinds, window.length(), place -> false);
        }
        return cut < 0 ? anywhere(window) : cut;
    }

    /** The kinds of places to cut at, best first: each tells the last one before a place, or a negative number. */
    private static List<IntUnaryOperator> places(String window) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.UK);
        sentences.setText(window);
        return List.of(
                before -> window.lastIndexOf("\n\n", before - 1),
                before -> window.lastIndexOf('\n', before - 1),
                sentences::preceding,
                before -> window.lastIndexOf(' ', before - 1));
    }

    /** Of the best kind that has one in the second half of the window, so that parts do not become small. */
    private static int lastOf(List<IntUnaryOperator> kinds, int length, IntPredicate spared) {
        for (IntUnaryOperator kind : kinds) {
            for (int place = kind.applyAsInt(length); place > length / 2; place = kind.applyAsInt(place)) {
                if (!spared.test(place)) {
                    return place;
                }
            }
        }
        return -1;
    }

    private static int anywhere(String window) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.UK);
        characters.setText(window);
        int character = characters.preceding(window.length());
        if (character > 0) {
            return character;
        }
        // A letter under thousands of accents is one character.
        return Character.isHighSurrogate(window.charAt(window.length() - 1)) ? window.length() - 1 : window.length();
    }
}
