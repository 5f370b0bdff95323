package org.guildhall.channel;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Cuts what is too long for one message at the end of a paragraph, line, sentence or word. A link and a character as
 * people see it stay whole, unless one alone is too long for a message.
 */
public final class Portions {

    /** Where to cut, the best first; with the marks that end a sentence in Arabic, Urdu, Chinese and Japanese. */
    private static final List<String> ENDS =
            List.of("\n\n", "\n", ". ", "! ", "? ", "\u061F ", "\u06D4 ", "\u3002", " ");

    private final List<Run> runs;
    private final String text;
    private final int stop;
    private final int limit;
    private final ToIntFunction<List<Run>> size;
    private final BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);

    private Portions(List<Run> runs, int limit, ToIntFunction<List<Run>> size) {
        this.runs = runs;
        this.text = text(runs);
        this.limit = limit;
        this.size = size;
        this.stop = withoutSpace(text.length());
        characters.setText(text);
    }

    /**
     * The messages that say this, in order, none with space around it; empty when there is nothing to say.
     *
     * @param limit the most one message may measure, from 1
     * @param size what a message measures as the channel writes it; it should not shrink when text is added, but for a sign or
     *     two, and not be below the text's number of code points
     */
    public static List<List<Run>> of(List<Run> runs, int limit, ToIntFunction<List<Run>> size) {
        return new Portions(runs, limit, size).cut();
    }

    /** The words of runs, without their marks. */
    public static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        runs.forEach(run -> text.append(run.text()));
        return text.toString();
    }

    private List<List<Run>> cut() {
        List<List<Run>> portions = new ArrayList<>();
        int from = skipSpace(0);
        while (from < stop) {
            int to = fits(from, stop) ? stop : fitting(from);
            portions.add(between(from, withoutSpace(to)));
            from = skipSpace(to);
        }
        return portions;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < stop && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int withoutSpace(int to) {
        int at = to;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** A mark that was left out in the middle of a word counts again where the message ends with it, so that is looked at. */
    private int fitting(int from) {
        int to = end(from, most(from));
        int shorter = fits(from, withoutSpace(to)) ? to : end(from, to - 1);
        while (shorter < to) {
            to = shorter;
            shorter = fits(from, withoutSpace(to)) ? to : end(from, to - 1);
        }
        return to;
    }

    /** A place in the second half of what fits, so that no message is a mere line; failing that, any space. */
    private int end(int from, int most) {
        for (String end : ENDS) {
            int at = lastEnd(end, from + (most - from) / 2, most);
            if (at > 0) {
                return at;
            }
        }
        int space = lastEnd(" ", from, most);
        return space > 0 ? space : hardEnd(from, most);
    }

    private int lastEnd(String end, int after, int most) {
        int at = text.lastIndexOf(end, most - end.length());
        while (at > after) {
            if (whole(at + end.length())) {
                return at + end.length();
            }
            at = text.lastIndexOf(end, at - 1);
        }
        return 0;
    }

    /** The furthest place up to which it fits. */
    private int most(int from) {
        int fits = from;
        int tooFar = (int) Math.min(stop, from + 2L * limit) + 1;
        while (tooFar - fits > 1) {
            int middle = (fits + tooFar) >>> 1;
            if (fits(from, middle)) {
                fits = middle;
            } else {
                tooFar = middle;
            }
        }
        return fits;
    }

    /** Where nothing better is found: between two characters, before a link; at last anywhere that gets us on. */
    private int hardEnd(int from, int most) {
        int at = most < text.length() && !characters.isBoundary(most) ? characters.preceding(most) : most;
        int beforeLink = at;
        while (beforeLink > from && insideLink(beforeLink)) {
            beforeLink--;
        }
        if (beforeLink > from) {
            return beforeLink;
        }
        if (at > from) {
            return at;
        }
        int half = most > from && most < text.length() && Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
        return half > from ? half : from + Character.charCount(text.codePointAt(from));
    }

    private boolean whole(int at) {
        return !insideLink(at) && characters.isBoundary(at);
    }

    private boolean insideLink(int at) {
        Run before = null;
        int start = 0;
        for (Run run : runs) {
            int end = start + run.text().length();
            if (start < at && at < end) {
                return run.link().isPresent();
            }
            if (start == at && before != null && start < end) {
                return before.link().isPresent() && before.link().equals(run.link());
            }
            before = start < end ? run : before;
            start = end;
        }
        return false;
    }

    private boolean fits(int from, int to) {
        return size.applyAsInt(between(from, to)) <= limit;
    }

    private List<Run> between(int from, int to) {
        List<Run> portion = new ArrayList<>();
        int at = 0;
        for (Run run : runs) {
            int start = Math.max(from, at);
            int end = Math.min(to, at + run.text().length());
            if (start < end) {
                portion.add(new Run(run.text().substring(start - at, end - at), run.marks()));
            }
            at += run.text().length();
        }
        return portion;
    }
}
