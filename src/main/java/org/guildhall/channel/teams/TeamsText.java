package org.guildhall.channel.teams;

import java.util.List;
import org.guildhall.channel.Run;

/**
 * Runs in the few tags of HTML that Teams shows, which nest always and in which every sign of the words is escaped
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
 */
final class TeamsText {

    /** UTF-16 units; nothing a council links to is as long, and a message must have room for words. */
    private static final int LONGEST_ADDRESS = 500;

    private final StringBuilder html = new StringBuilder();
    private List<Run.Mark> open = List.of();

    private TeamsText() {}

    /** What Teams is given to show these runs. */
    static String of(List<Run> runs) {
        TeamsText text = new TeamsText();
        runs.forEach(run -> text.write(
                run.text(), run.marks().stream().filter(TeamsText::bearable).toList()));
        text.become(List.of());
        return text.html.toString();
    }

    private static boolean bearable(Run.Mark mark) {
        String href = mark.href();
        return href == null || href.length() <= LONGEST_ADDRESS;
    }

    private void write(String text, List<Run.Mark> marks) {
        become(marks);
        boolean fixed = marks.stream().anyMatch(mark -> mark.style() == Run.Style.BLOCK);
        String escaped = escaped(text);
        html.append(fixed ? escaped : escaped.replace("\n", "<br>"));
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

    private static String tag(Run.Mark mark) {
        return switch (mark.style()) {
            case BOLD -> "b";
            case ITALIC -> "i";
            case CODE -> "code";
            case BLOCK -> "pre";
            case QUOTE -> "blockquote";
            case LINK -> "a";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
