package org.guildhall.desk;

import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.guildhall.conversation.Message;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/** A message in words, whatever it is made of. Templates escape it; this makes what is invisible or turns text round visible. */
final class ShownText {

    private static final Parser MARKDOWN = Parser.builder().build();
    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().build();
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int LONGEST = 20_000;
    private static final int LONGEST_BEGINNING = 160;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE = 0x7F;
    private static final int DELETE_PICTURE = 0x2421;

    private ShownText() {}

    /** What kind of content it is, as the API calls it. */
    static String kind(Content content) {
        return switch (content) {
            case Content.Text text -> "text";
            case Content.Choices choices -> "choices";
            case Content.PlaceWanted wanted -> "place-wanted";
            case Content.Media media -> media.kind().name().toLowerCase(Locale.ROOT);
            case Content.Location location -> "location";
            case Content.Contact contact -> "contact";
        };
    }

    /** The message in words, with its kind in brackets when it is not text; for the API, as it was said. */
    static String words(Content content) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.Choices choices -> choices.text();
            case Content.PlaceWanted wanted -> wanted.text();
            case Content.Media media -> ("[" + kind(content) + "] " + media.text()).strip();
            case Content.Location place -> ("[location] " + place.text() + " " + degrees(place)).replace("  ", " ");
            case Content.Contact card -> ("[contact] " + text(card.name()) + " " + text(card.phone())).strip();
        };
    }

    static String degrees(Content.Location place) {
        return String.format(Locale.ROOT, "%.5f, %.5f", place.latitude(), place.longitude());
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }

    /** The words of a message for a page: Markdown as plain text, everything made visible. */
    static String forPage(Message message) {
        return forPage(message.content(), message.markdown());
    }

    /** The same of what is no message yet. */
    static String forPage(Content content, boolean markdown) {
        return visible(markdown ? plain(content.text()) : content.text());
    }

    private static String plain(String markdown) {
        Node document = MARKDOWN.parse(markdown.length() > LONGEST ? markdown.substring(0, LONGEST) : markdown);
        return PLAIN.render(document);
    }

    /** The first words, on one line; cut between words, so that nobody reads half of one. */
    static String beginning(String words) {
        String line = BLANKS.matcher(words).replaceAll(" ").strip();
        if (line.length() <= LONGEST_BEGINNING) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_BEGINNING);
        return line.substring(0, end <= 0 ? line.offsetByCodePoints(0, LONGEST_BEGINNING / 2) : end) + " …";
    }

    /**
     * Shows control characters as the pictures Unicode has for them, and names the characters that turn the direction of
     * text, with which a file or a sentence can be made to look like another (Trojan Source, CVE-2021-42574).
     */
    static String visible(String words) {
        StringBuilder shown = new StringBuilder(words.length());
        words.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (c == '\n' || c == '\t') {
            shown.appendCodePoint(c);
        } else if (c < ' ') {
            shown.appendCodePoint(CONTROL_PICTURES + c);
        } else if (c == DELETE) {
            shown.appendCodePoint(DELETE_PICTURE);
        } else if (turnsText(c) || Character.isISOControl(c)) {
            shown.append(String.format(Locale.ROOT, "[U+%04X]", c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean turnsText(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x200E || c == 0x200F || c == 0x061C;
    }
}
