package org.guildhall.channel.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Portions;
import org.guildhall.channel.Run;

/**
 * Numbers and mailboxes said in words: Telegram drops a link that leads to anything but a page, and with it the number. What
 * it finds in words itself can be tapped.
 */
final class SpokenAddresses {

    private static final Pattern PAGE = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private SpokenAddresses() {}

    /** The same runs with links to pages only; they read as {@link PlainText} would write the others. */
    static List<Run> of(List<Run> runs) {
        List<Run> spoken = new ArrayList<>();
        int at = 0;
        while (at < runs.size()) {
            Optional<Run.Mark> link = runs.get(at).link();
            int end = at + 1;
            while (end < runs.size() && runs.get(end).link().equals(link)) {
                end++;
            }
            List<Run> together = runs.subList(at, end);
            spoken.addAll(link.filter(mark -> !leadsToAPage(mark))
                    .map(mark -> spoken(together, mark))
                    .orElse(together));
            at = end;
        }
        return spoken;
    }

    private static boolean leadsToAPage(Run.Mark link) {
        return PAGE.matcher(String.valueOf(link.href())).lookingAt();
    }

    private static List<Run> spoken(List<Run> together, Run.Mark link) {
        String plain = PlainText.of(together);
        String words = Portions.text(together);
        List<Run.Mark> around = together.getFirst().marks();
        List<Run.Mark> outside = around.subList(0, around.indexOf(link));
        if (!plain.startsWith(words)) {
            return List.of(new Run(plain, outside));
        }
        List<Run> spoken = new ArrayList<>();
        together.forEach(run -> spoken.add(new Run(run.text(), without(link, run.marks()))));
        if (plain.length() > words.length()) {
            spoken.add(new Run(plain.substring(words.length()), outside));
        }
        return spoken;
    }

    private static List<Run.Mark> without(Run.Mark link, List<Run.Mark> marks) {
        return marks.stream().filter(mark -> !mark.equals(link)).toList();
    }
}
