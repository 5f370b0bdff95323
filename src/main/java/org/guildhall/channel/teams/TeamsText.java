package org.guildhall.channel.teams;

import java.util.List;
import org.guildhall.channel.HtmlRuns;
import org.guildhall.channel.Run;

/**
 * Runs in the few tags of HTML that Teams shows, which nest always and in which every sign of the words is escaped
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
 */
final class TeamsText {

    /** UTF-16 units; nothing a council links to is as long, and a message must have room for words. */
    private static final int LONGEST_ADDRESS = 500;

    private static final HtmlRuns HTML = new HtmlRuns("b", "i", "<br>");

    private TeamsText() {}

    /** What Teams is given to show these runs. */
    static String of(List<Run> runs) {
        return HTML.of(runs.stream().map(TeamsText::bearable).toList());
    }

    private static Run bearable(Run run) {
        return new Run(
                run.text(), run.marks().stream().filter(TeamsText::bearable).toList());
    }

    private static boolean bearable(Run.Mark mark) {
        String href = mark.href();
        return href == null || href.length() <= LONGEST_ADDRESS;
    }
}
