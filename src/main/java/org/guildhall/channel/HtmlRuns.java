package org.guildhall.channel;

import java.util.List;

/**
 * How a messenger takes runs as HTML: in few tags, which are opened and closed between runs so that they always nest, and with
 * every sign of the words escaped.
 *
 * @param bold the tag's name
 * @param italic the tag's name
 * @param newLine what ends a line outside of a block; it is not escaped
 */
public record HtmlRuns(String bold, String italic, String newLine) {

    /** These runs. */
    public String of(List<Run> runs) {
        Writer writer = new Writer();
        runs.forEach(writer::write);
        writer.become(List.of());
        return writer.html.toString();
    }

    private final class Writer {
        private final StringBuilder html = new StringBuilder();
        private List<Run.Mark> open = List.of();

        private void write(Run run) {
            become(run.marks());
            boolean block = run.marks().stream().anyMatch(mark -> mark.style() == Run.Style.BLOCK);
            String escaped = escaped(run.text());
            html.append(block ? escaped : escaped.replace("\n", newLine));
        }

        private void become(List<Run.Mark> marks) {
            int common = 0;
            while (common < Math.min(open.size(), marks.size()) && open.get(common) == marks.get(common)) {
                common++;
            }
            for (int i = open.size() - 1; i >= common; i--) {
                html.append("</").append(tag(open.get(i))).append('>');
            }
            marks.subList(common, marks.size()).forEach(this::begin);
            open = marks;
        }

        private void begin(Run.Mark mark) {
            html.append('<').append(tag(mark));
            String href = mark.href();
            if (href != null) {
                html.append(" href=\"").append(escaped(href)).append('"');
            }
            html.append('>');
        }

        private String tag(Run.Mark mark) {
            return switch (mark.style()) {
                case BOLD -> bold;
                case ITALIC -> italic;
                case CODE -> "code";
                case BLOCK -> "pre";
                case QUOTE -> "blockquote";
                case LINK -> "a";
            };
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
