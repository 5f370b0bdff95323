package org.guildhall.channel;

import java.util.List;

/** Words for the placeholder of a template, which takes no line breaks, and no more than a certain length. */
public final class OneLine {

    private OneLine() {}

    /**
     * The lines that say this, in order; empty when there is nothing to say.
     *
     * @param words as the messenger is to show them
     * @param limit the most UTF-16 units that one may have
     */
    public static List<String> of(String words, int limit) {
        return Portions.of(List.of(Run.plain(words)), limit, portion -> Measure.UTF16.of(Portions.text(portion)))
                .stream()
                .map(portion -> joined(Portions.text(portion)))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The same words with nothing but a space where a line ends. */
    public static String joined(String words) {
        return words.replaceAll("\\s+", " ").strip();
    }
}
