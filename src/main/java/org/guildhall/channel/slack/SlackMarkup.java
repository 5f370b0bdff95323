package org.guildhall.channel.slack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.Portions;
import org.guildhall.channel.Run;
import org.guildhall.channel.Run.Mark;
import org.guildhall.channel.Run.Style;
import org.jspecify.annotations.Nullable;

/**
 * Runs in Slack's markup: {@code *bold* _italic_ `code` ```block``` > quote} and {@code <address|words>}
 * (https://docs.slack.dev/messaging/formatting-message-text). Three signs are written as entities; no other can be escaped
 * there, so signs that would count as markup are left out of the words, except inside a word and inside an address, where they
 * count for nothing.
 */
final class SlackMarkup {

    private static final Pattern PIECE = Pattern.compile("\\n|[^\\S\\n]+|\\S+");
    private static final Pattern ADDRESS =
            Pattern.compile("[(\\[\"'\u201c\u2018]*https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern QUOTE_SIGN = Pattern.compile("^>+");
    private static final String SIGNS = "*_~";

    /** What would end an address between angle brackets, or be read as an entity. */
    private static final Pattern ADDRESS_SIGNS = Pattern.compile("[<>|&\\s]");

    /** UTF-16 units; nothing a council links to is as long, and a message must have room for words. */
    private static final int LONGEST_ADDRESS = 500;

    private final StringBuilder out = new StringBuilder();
    private final Map<Mark, Extent> extents = new HashMap<>();
    private final String plain;
    private List<Mark> open = List.of();
    private String space = "";
    private boolean lineBegins = true;

    private SlackMarkup(List<Run> runs) {
        this.plain = Portions.text(runs);
        int at = 0;
        for (Run run : runs) {
            measure(run, at);
            at += run.text().length();
        }
    }

    /** What Slack is given to show these runs. */
    static String of(List<Run> runs) {
        SlackMarkup markup = new SlackMarkup(runs);
        Run last = null;
        for (Run run : runs) {
            markup.leave(last, run);
            markup.write(run);
            last = run;
        }
        markup.leave(last, null);
        markup.become(List.of(), false);
        return markup.out.toString();
    }

    private void measure(Run run, int at) {
        String words = run.text().strip();
        if (words.isEmpty()) {
            return;
        }
        int start = at + run.text().indexOf(words);
        for (Mark mark : run.marks()) {
            extents.computeIfAbsent(mark, ignored -> new Extent(start)).end = start + words.length();
        }
    }

    private void write(Run run) {
        List<Mark> marks = shown(run);
        boolean fixed = marks.stream().anyMatch(SlackMarkup::fixed);
        boolean quoted = run.marks().stream().anyMatch(mark -> mark.style() == Style.QUOTE);
        Matcher piece = PIECE.matcher(run.text());
        while (piece.find()) {
            String text = piece.group();
            if (text.equals("\n")) {
                newLine(marks);
            } else if (text.isBlank()) {
                space += text;
            } else {
                boolean alone = piece.start() > 0 && piece.end() < run.text().length();
                word(fixed ? text.replace("`", "") : harmless(text, alone), marks, quoted);
            }
        }
    }

    /** Bold and italic end with their line in Slack, so they are taken up again on the next. */
    private void newLine(List<Mark> marks) {
        space = "";
        if (open.stream().noneMatch(mark -> mark.style() == Style.BLOCK && marks.contains(mark))) {
            become(List.of(), false);
        }
        out.append('\n');
        lineBegins = true;
    }

    private void word(String text, List<Mark> marks, boolean quoted) {
        if (text.isEmpty()) {
            return;
        }
        become(marks, quoted);
        out.append(escaped(text));
        lineBegins = false;
    }

    /** Spaces stand outside of signs, which Slack would otherwise not take for signs. */
    private void become(List<Mark> marks, boolean quoted) {
        int common = 0;
        while (common < Math.min(open.size(), marks.size()) && open.get(common) == marks.get(common)) {
            common++;
        }
        for (int i = open.size() - 1; i >= common; i--) {
            out.append(ends(open.get(i)));
        }
        if (lineBegins && quoted) {
            out.append("> ");
        }
        out.append(space);
        space = "";
        marks.subList(common, marks.size()).forEach(mark -> out.append(begins(mark)));
        open = marks;
    }

    /** After the last words that lead to a telephone comes its number, as Slack has no link to one. */
    private void leave(@Nullable Run run, @Nullable Run next) {
        Mark link = run == null ? null : run.link().orElse(null);
        if (link == null || next != null && next.marks().contains(link)) {
            return;
        }
        Extent extent = extents.get(link);
        String number = number(link);
        if (extent == null || number.isEmpty() || said(extent).equals(number)) {
            return;
        }
        String after = space;
        space = "";
        become(open.stream().filter(mark -> !fixed(mark)).toList(), false);
        out.append(" (").append(escaped(number)).append(')');
        space = after;
    }

    private String said(Extent extent) {
        return plain.substring(extent.start, extent.end);
    }

    /** Where a link leads that is to a telephone; empty for any other. */
    private static String number(Mark link) {
        String href = String.valueOf(link.href());
        boolean telephone = href.toLowerCase(Locale.ROOT).startsWith("tel:") && href.length() <= LONGEST_ADDRESS;
        return telephone ? href.substring(href.indexOf(':') + 1).replaceFirst("\\?.*", "") : "";
    }

    /** Where a link leads that Slack can show; empty for any other. */
    private static String address(Mark link) {
        String href = String.valueOf(link.href());
        boolean shown = number(link).isEmpty() && href.length() <= LONGEST_ADDRESS;
        return shown ? ADDRESS_SIGNS.matcher(href).replaceAll(sign -> encoded(sign.group())) : "";
    }

    private static String encoded(String sign) {
        return switch (sign) {
            case "<" -> "%3C";
            case ">" -> "%3E";
            case "|" -> "%7C";
            case "&" -> "&amp;";
            default -> "%20";
        };
    }

    /** https://docs.slack.dev/messaging/formatting-message-text#escaping */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The marks that Slack can show here, each style once; a link is the innermost, as it has nothing but words in it. */
    private List<Mark> shown(Run run) {
        List<Mark> shown = new ArrayList<>();
        Set<Style> styles = EnumSet.of(Style.QUOTE);
        for (Mark mark : run.marks()) {
            if (mark.style() == Style.LINK) {
                if (!address(mark).isEmpty()) {
                    shown.add(mark);
                    return shown;
                }
            } else if (!styles.contains(mark.style()) && (mark.style() == Style.BLOCK || standsAlone(mark))) {
                styles.add(mark.style());
                shown.add(mark);
            }
        }
        return shown;
    }

    /** In the middle of a word a sign is shown as it is. */
    private boolean standsAlone(Mark mark) {
        Extent extent = extents.get(mark);
        return extent != null
                && !(extent.start > 0 && Character.isLetterOrDigit(plain.codePointBefore(extent.start)))
                && !(extent.end < plain.length() && Character.isLetterOrDigit(plain.codePointAt(extent.end)));
    }

    private static boolean fixed(Mark mark) {
        return mark.style() == Style.CODE || mark.style() == Style.BLOCK;
    }

    private static String begins(Mark mark) {
        return mark.style() == Style.LINK ? "<" + address(mark) + "|" : sign(mark);
    }

    private static String ends(Mark mark) {
        return mark.style() == Style.LINK ? ">" : sign(mark);
    }

    private static String sign(Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "*";
            case ITALIC -> "_";
            case CODE -> "`";
            case BLOCK -> "```";
            case QUOTE, LINK -> "";
        };
    }

    private String harmless(String word, boolean alone) {
        String text = word.replace("`", "");
        if (ADDRESS.matcher(text).matches()) {
            return text;
        }
        if (alone && text.length() == 1) {
            return lineBegins && text.equals(">") ? "" : text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (SIGNS.indexOf(text.charAt(i)) < 0 || inside(text, i)) {
                kept.append(text.charAt(i));
            }
        }
        return lineBegins ? QUOTE_SIGN.matcher(kept).replaceFirst("") : kept.toString();
    }

    private static boolean inside(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.codePointBefore(at))
                && Character.isLetterOrDigit(text.codePointAt(at + 1));
    }

    /** From a mark's first word to its last, in the plain text. */
    private static final class Extent {
        private final int start;
        private int end;

        private Extent(int start) {
            this.start = start;
        }
    }
}
