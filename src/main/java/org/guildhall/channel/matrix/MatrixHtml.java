package org.guildhall.channel.matrix;

import java.util.List;
import org.guildhall.channel.Run;

/**
 * Runs in the few tags that Matrix shows: https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes. Tags are
 * opened and closed so that they always nest.
 */
final class MatrixHtml {

    private final StringBuilder html = new StringBuilder();
    private List<Run.Mark> open = List.of();

    private MatrixHtml() {}

    /** These runs as HTML. */
    static String of(List<Run> runs) {
        MatrixHtml html = new MatrixHtml();
        runs.forEach(run -> html.write(run.text(), run.marks()));
        html.become(List.of());
        return html.html.toString();
    }

    private void write(String text, List<Run.Mark> marks) {
        become(marks);
        boolean asItIs = marks.stream().anyMatch(mark -> mark.style() == Run.Style.BLOCK);
        html.append(asItIs ? escape(text) : escape(text).replace("\n", "<br>"));
    }

    private void become(List<Run.Mark> marks) {
        int common = 0;
        while (common < Math.min(open.size(), marks.size()) && open.get(common) == marks.get(common)) {
            common++;
        }
        for (int i = open.size() - 1; i >= common; i--) {
            html.append("</").append(tag(open.get(i))).append(">");
        }
        marks.subList(common, marks.size()).forEach(this::open);
        open = marks;
    }

    private void open(Run.Mark mark) {
        html.append("<").append(tag(mark));
        String href = mark.href();
        if (href != null) {
            html.append(" href=\"").append(escape(href)).append("\"");
        }
        html.append(">");
    }

    private static String tag(Run.Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "strong";
            case ITALIC -> "em";
            case CODE -> "code";
            case BLOCK -> "pre";
            case QUOTE -> "blockquote";
            case LINK -> "a";
        };
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
