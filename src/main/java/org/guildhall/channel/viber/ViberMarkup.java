package org.guildhall.channel.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Run;
import org.guildhall.channel.Run.Mark;
import org.guildhall.channel.Run.Style;

/**
 * Runs in Viber's markup: {@code *bold* _italic_ ```block```}, and links with their address beside them
 * (https://developers.viber.com/docs/tools/text-formatting). Nothing can be escaped there, so signs that would count as markup
 * are left out of the words, except inside a word and inside an address, where they count for nothing.
 */
final class ViberMarkup {

    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern ADDRESS =
            Pattern.compile("\\W*https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String SIGNS = "*_~";
    private static final Set<Style> SHOWN = Set.of(Style.BOLD, Style.ITALIC, Style.BLOCK);

    private final List<Run> runs;
    private final boolean most;

    private ViberMarkup(List<Run> runs, boolean most) {
        this.runs = runs;
        this.most = most;
    }

    /** What Viber is given to show these runs. */
    static String of(List<Run> runs) {
        return PlainText.of(new ViberMarkup(runs, false).written());
    }

    /** The most that can come of these runs, in UTF-16; it never gets shorter when runs get longer. */
    static int measure(List<Run> runs) {
        return PlainText.of(new ViberMarkup(runs, true).written()).length();
    }

    private List<Run> written() {
        List<Run> written = new ArrayList<>();
        int at = 0;
        while (at < runs.size()) {
            Optional<Mark> mark = shown(runs.get(at));
            int end = at + 1;
            while (mark.isPresent() && end < runs.size() && shown(runs.get(end)).equals(mark)) {
                end++;
            }
            write(mark, at, end, written);
            at = end;
        }
        return written;
    }

    private void write(Optional<Mark> mark, int from, int to, List<Run> written) {
        String sign = mark.filter(each -> most || counts(each, from, to))
                .map(ViberMarkup::sign)
                .orElse("");
        int first = from;
        while (first < to && runs.get(first).text().isBlank()) {
            first++;
        }
        int last = to - 1;
        while (last > first && runs.get(last).text().isBlank()) {
            last--;
        }
        for (int i = from; i < to; i++) {
            Run run = runs.get(i);
            String text = most ? run.text() : harmless(run);
            if (i == first && !sign.isEmpty()) {
                text = leading(text) + sign + text.stripLeading();
            }
            if (i == last && first <= last && !sign.isEmpty()) {
                text = text.stripTrailing() + sign + trailing(text);
            }
            written.add(new Run(text, run.marks()));
        }
    }

    /** The outermost that Viber can show; it has none for signs within signs. */
    private static Optional<Mark> shown(Run run) {
        return run.marks().stream().filter(mark -> SHOWN.contains(mark.style())).findFirst();
    }

    /** Signs count on one line, before no letter and after none, and a bare address must stay one. */
    private boolean counts(Mark mark, int from, int to) {
        StringBuilder words = new StringBuilder();
        boolean address = false;
        for (Run run : runs.subList(from, to)) {
            words.append(harmless(run));
            address |= run.link().isPresent() && ADDRESS.matcher(run.text()).matches();
        }
        String said = words.toString();
        return !said.isBlank()
                && !address
                && (mark.style() == Style.BLOCK || !said.strip().contains("\n"))
                && (said.startsWith(" ") || !letter(before(from)))
                && (said.endsWith(" ") || ends(after(to)));
    }

    private int before(int from) {
        return from == 0 || runs.get(from - 1).text().isEmpty()
                ? ' '
                : runs.get(from - 1)
                        .text()
                        .codePointBefore(runs.get(from - 1).text().length());
    }

    private int after(int to) {
        return to == runs.size() || runs.get(to).text().isEmpty()
                ? ' '
                : runs.get(to).text().codePointAt(0);
    }

    private static boolean letter(int point) {
        return Character.isLetterOrDigit(point);
    }

    /** Viber wants a space after the last sign, or the end. */
    private static boolean ends(int point) {
        return Character.isWhitespace(point);
    }

    private static String sign(Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "*";
            case ITALIC -> "_";
            case BLOCK -> "```";
            case CODE, QUOTE, LINK -> "";
        };
    }

    private static String leading(String text) {
        return text.substring(0, text.length() - text.stripLeading().length());
    }

    private static String trailing(String text) {
        return text.substring(text.stripTrailing().length());
    }

    private static String harmless(Run run) {
        String text = run.text().replace("```", "");
        if (run.marks().stream().anyMatch(mark -> mark.style() == Style.BLOCK)) {
            return text;
        }
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(harmless(word.group())));
    }

    private static String harmless(String word) {
        if (word.length() == 1 || ADDRESS.matcher(word).matches()) {
            return word;
        }
        StringBuilder kept = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (SIGNS.indexOf(word.charAt(i)) < 0 || inside(word, i)) {
                kept.append(word.charAt(i));
            }
        }
        return kept.toString();
    }

    private static boolean inside(String word, int at) {
        return at > 0 && at + 1 < word.length() && letter(word.codePointBefore(at)) && letter(word.codePointAt(at + 1));
    }
}
