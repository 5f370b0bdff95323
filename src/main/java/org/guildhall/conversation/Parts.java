package org.guildhall.conversation;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.message.Content;

/**
 * Cuts a long reply into parts that every messenger takes, at the ends of sentences, so that each part is sent and
 * retried by itself. What is to be tapped or shown stays with the last part.
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
        int start = 0;
        while (text.length() - start > LONGEST) {
            int end = start + cut(text.substring(start, start + LONGEST));
            pieces.add(text.substring(start, end).strip());
            start = end;
        }
        pieces.add(text.substring(start).strip());
        String last = pieces.getLast();
        pieces.removeIf(String::isBlank);
        return pieces.isEmpty() ? List.of(last) : pieces;
    }

    /** Where to cut a window: after its last sentence, else its last word, else its last whole character, else anywhere. */
    private static int cut(String window) {
        int sentence = lastBoundary(BreakIterator.getSentenceInstance(Locale.UK), window);
        if (sentence > window.length() / 2) {
            return sentence;
        }
        int space = window.lastIndexOf(' ');
        if (space > window.length() / 2) {
            return space;
        }
        int character = lastBoundary(BreakIterator.getCharacterInstance(Locale.UK), window);
        if (character > 0) {
            return character;
        }
        // A letter under thousands of accents is one character.
        return Character.isHighSurrogate(window.charAt(window.length() - 1)) ? window.length() - 1 : window.length();
    }

    private static int lastBoundary(BreakIterator boundaries, String window) {
        boundaries.setText(window);
        return boundaries.preceding(window.length());
    }
}
