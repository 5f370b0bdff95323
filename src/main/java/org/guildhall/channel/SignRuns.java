package org.guildhall.channel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.Run.Mark;
import org.guildhall.channel.Run.Style;
import org.jspecify.annotations.Nullable;

/**
 * How a messenger takes runs that has signs for markup: {@code *bold* _italic_ `code` ```block``` > quote}. None of these can be
 * escaped there, so signs that would count as markup are left out of the words, except inside a word and inside an address, where
 * they count for nothing.
 *
 * @param dialect what is its own
 */
public record SignRuns(Dialect dialect) {

    private static final Pattern PIECE = Pattern.compile("\\n|[^\\S\\n]+|\\S+");
    private static final Pattern ADDRESS =
            Pattern.compile("[(\\[\"'\u201c\u2018]*https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern QUOTE_SIGN = Pattern.compile("^>+");
    private static final String SIGNS = "*_~";

    /** In what such messengers differ. */
    public interface Dialect {

        /** What stands in brackets after a link's last words, where somebody could tap it; empty for nothing. */
        String beside(String href);

        /** What stands before a link's words, where a link can be written around them; empty where it cannot. */
        default String opening(String href) {
            return "";
        }

        /** What stands after them. */
        default String closing() {
            return "";
        }

        /** Words with what has to be written otherwise. */
        default String escaped(String words) {
            return words;
        }
    }

    /** These runs. */
    public String of(List<Run> runs) {
        Writer writer = new Writer(runs);
        Run last = null;
        for (Run run : runs) {
            writer.leave(last, run);
            writer.write(run);
            last = run;
        }
        writer.leave(last, null);
        writer.become(List.of(), false);
        return writer.out.toString();
    }

    private static boolean fixed(Mark mark) {
        return mark.style() == Style.CODE || mark.style() == Style.BLOCK;
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

    private static boolean inside(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.codePointBefore(at))
                && Character.isLetterOrDigit(text.codePointAt(at + 1));
    }

    private final class Writer {
        private final StringBuilder out = new StringBuilder();
        private final Map<Mark, Extent> extents = new HashMap<>();
        private final String plain;
        private List<Mark> open = List.of();
        private String space = "";
        private boolean lineBegins = true;

        private Writer(List<Run> runs) {
            this.plain = Portions.text(runs);
            int at = 0;
            for (Run run : runs) {
                measure(run, at);
                at += run.text().length();
            }
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
            boolean fixed = marks.stream().anyMatch(SignRuns::fixed);
            boolean quoted = run.marks().stream().anyMatch(mark -> mark.style() == Style.QUOTE);
            Matcher piece = PIECE.matcher(run.text());
            while (piece.find()) {
                String text = piece.group();
                if (text.equals("\n")) {
                    newLine(marks);
                } else if (text.isBlank()) {
                    space += text;
                } else {
                    boolean alone =
                            piece.start() > 0 && piece.end() < run.text().length();
                    word(fixed ? text.replace("`", "") : harmless(text, alone), marks, quoted);
                }
            }
        }

        /** Bold and italic end with their line, so they are taken up again on the next. */
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
            out.append(dialect.escaped(text));
            lineBegins = false;
        }

        /** Spaces stand outside of signs, which would otherwise not be taken for signs. */
        private void become(List<Mark> marks, boolean quoted) {
            int common = 0;
            while (common < Math.min(open.size(), marks.size()) && open.get(common) == marks.get(common)) {
                common++;
            }
            for (int i = open.size() - 1; i >= common; i--) {
                Mark mark = open.get(i);
                out.append(mark.style() == Style.LINK ? dialect.closing() : sign(mark));
            }
            if (lineBegins && quoted) {
                out.append("> ");
            }
            out.append(space);
            space = "";
            marks.subList(common, marks.size())
                    .forEach(mark -> out.append(mark.style() == Style.LINK ? opening(mark) : sign(mark)));
            open = marks;
        }

        private String opening(Mark link) {
            return dialect.opening(String.valueOf(link.href()));
        }

        /** What stands beside a link comes after its last words, and outside of fixed letters, where nobody could tap it. */
        private void leave(@Nullable Run run, @Nullable Run next) {
            Mark link = run == null ? null : run.link().orElse(null);
            if (link == null || next != null && next.marks().contains(link)) {
                return;
            }
            Extent extent = extents.get(link);
            String beside = dialect.beside(String.valueOf(link.href()));
            if (extent == null
                    || beside.isEmpty()
                    || plain.substring(extent.start, extent.end).equals(beside)) {
                return;
            }
            String after = space;
            space = "";
            become(open.stream().filter(mark -> !fixed(mark)).toList(), false);
            out.append(" (").append(dialect.escaped(beside)).append(')');
            space = after;
        }

        /** The marks that can be shown here, each style once; a link is the innermost, as it has nothing but words in it. */
        private List<Mark> shown(Run run) {
            List<Mark> shown = new ArrayList<>();
            Set<Style> styles = EnumSet.of(Style.QUOTE);
            for (Mark mark : run.marks()) {
                if (mark.style() == Style.LINK) {
                    if (!opening(mark).isEmpty()) {
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
