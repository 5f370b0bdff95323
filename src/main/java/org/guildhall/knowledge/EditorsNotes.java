package org.guildhall.knowledge;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What editors wrote beside the articles for {@link Lint} alone; nothing of it is published.
 *
 * @param harder articles that may be harder to read than others, with the line that gives the reason
 * @param mostAsked articles that should be there in every language, with their line
 * @param warnings what is wrong with the two files
 */
record EditorsNotes(Map<String, Integer> harder, Map<String, Integer> mostAsked, List<Problem> warnings) {

    /** Lines of an article's id, a tab, and why it may be harder to read. */
    static final String HARDER = "reading-age.tsv";

    /** Lines of an article's id. */
    static final String MOST_ASKED = "most-asked.txt";

    static final EditorsNotes NONE = new EditorsNotes(Map.of(), Map.of(), List.of());

    /**
     * Reads both files, of which neither need exist.
     *
     * @param articles the ids there are
     */
    static EditorsNotes read(Path root, Set<String> articles) {
        Faults unread = new Faults(HARDER);
        String harder = Folder.optional(root, HARDER, unread);
        Faults unreadList = new Faults(MOST_ASKED);
        String mostAsked = Folder.optional(root, MOST_ASKED, unreadList);
        EditorsNotes notes = of(harder, mostAsked, articles);
        // Neither keeps an article from being published, so that they cannot be read is no error.
        List<Problem> warnings = Stream.of(unread.errors(), unreadList.errors(), notes.warnings())
                .flatMap(List::stream)
                .toList();
        return new EditorsNotes(notes.harder(), notes.mostAsked(), warnings);
    }

    /** Reads the two texts. */
    static EditorsNotes of(String harder, String mostAsked, Set<String> articles) {
        Faults reasons = new Faults(HARDER);
        Faults list = new Faults(MOST_ASKED);
        Map<String, Integer> excused = new TreeMap<>();
        ids(harder).forEach((line, text) -> {
            String[] parts = text.split("\t", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                reasons.warning(line, "write an article's id, a tab, and why it may be harder to read");
            } else if (known(parts[0].strip(), line, articles, reasons)) {
                excused.put(parts[0].strip(), line);
            }
        });
        Map<String, Integer> asked = new TreeMap<>();
        ids(mostAsked).forEach((line, text) -> {
            if (known(text.strip(), line, articles, list)) {
                asked.put(text.strip(), line);
            }
        });
        return new EditorsNotes(
                excused,
                asked,
                Stream.concat(reasons.warnings().stream(), list.warnings().stream())
                        .toList());
    }

    /** The lines that say something, by their number. */
    private static Map<Integer, String> ids(String text) {
        Map<Integer, String> lines = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.put(number, line);
            }
        }
        return lines;
    }

    private static boolean known(String id, int line, Set<String> articles, Faults faults) {
        boolean known = articles.contains(id);
        if (!known) {
            faults.warning(line, "there is no article " + id + ": check its spelling, or remove the line");
        }
        return known;
    }
}
