package org.guildhall.channel;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/** Places, cards and files for messengers that show none. What a place or a card is called is no Markdown. */
final class InWords {

    private InWords() {}

    /** What it is called, and under it a link to a map. */
    static List<Run> of(Content.Location place) {
        String words = both(place.title(), ", ", place.address());
        String map = place.map();
        List<Run> runs = new ArrayList<>();
        if (!words.isEmpty()) {
            runs.add(Run.plain(words));
            runs.add(Run.plain("\n"));
        }
        runs.add(new Run(map, List.of(Run.Mark.link(map))));
        return runs;
    }

    /** The name and the number. */
    static List<Run> of(Content.Contact card) {
        String words = both(card.name(), ": ", card.phone());
        return words.isEmpty() ? List.of() : List.of(Run.plain(words));
    }

    /** Its words, and under them the address from which anybody may fetch it; what a messenger keeps has none. */
    static List<Run> of(Content.Media file) {
        List<Run> runs = new ArrayList<>(MarkdownRuns.of(file.text()));
        file.link().ifPresent(link -> {
            runs.add(Run.plain(runs.isEmpty() ? "" : "\n"));
            runs.add(new Run(link, List.of(Run.Mark.link(link))));
        });
        return runs;
    }

    private static String both(@Nullable String one, String between, @Nullable String other) {
        if (one == null) {
            return other == null ? "" : other;
        }
        return other == null ? one : one + between + other;
    }
}
