package org.guildhall.simulator;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What no terminal can show, as a rehearsal tells of it. */
final class InWords {

    /** Where a messenger's own word is not what people say. */
    private static final Map<String, String> KINDS = Map.of("image", "photo", "document", "file", "audio", "sound");

    private InWords() {}

    /**
     * A file.
     *
     * @param kind the messenger's word for it
     * @param name empty when it has none
     * @param where its address, or the messenger's id of it
     */
    static String file(String kind, String name, String where) {
        String what = KINDS.getOrDefault(kind, kind);
        return "[" + (name.isEmpty() ? what : what + " " + name) + ": " + where + "]";
    }

    /**
     * A place.
     *
     * @param called its name and its address, each empty when it has none
     */
    static String place(double latitude, double longitude, String... called) {
        return Stream.concat(Stream.of(called), Stream.of(latitude + " " + longitude))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", ", "[place: ", "]"));
    }

    /** A card with a name and a number, either of which may be empty. */
    static String card(String name, String number) {
        return Stream.of(name, number)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", ", "[card: ", "]"));
    }

    /** A message's words, and under them what it shows besides; either may be empty. */
    static String together(String words, String thing) {
        return Stream.of(words, thing).filter(each -> !each.isEmpty()).collect(Collectors.joining("\n"));
    }
}
