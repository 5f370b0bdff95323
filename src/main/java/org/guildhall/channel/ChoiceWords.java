package org.guildhall.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Choice;
import org.guildhall.platform.Sentences;

/**
 * Choices where buttons cannot show them: numbered in the stored order, which is how the inbox counts when a citizen
 * replies "2".
 */
public final class ChoiceWords {

    /** More numbers than this are said as a range. */
    private static final int MOST_NAMED = 4;

    private static final Sentences WORDS = Sentences.in("messages/channel");

    private ChoiceWords() {}

    /**
     * One numbered line each, and how to answer.
     *
     * @param first whether nothing stands above them
     * @return empty without choices
     */
    public static List<Run> runs(List<Choice> choices, boolean first) {
        if (choices.isEmpty()) {
            return List.of();
        }
        List<Run> runs = new ArrayList<>();
        runs.add(Run.plain(first ? "" : "\n\n"));
        for (int i = 0; i < choices.size(); i++) {
            runs.add(Run.plain(number(i) + ". " + title(choices.get(i))));
            runs.add(Run.plain("\n"));
        }
        runs.add(Run.plain("\n"));
        runs.add(Run.plain(howToReply(choices.size())));
        return runs;
    }

    /** Its title in one line. */
    public static String title(Choice choice) {
        return choice.title().replaceAll("\\s+", " ").strip();
    }

    /** What a choice is called by its place, from 0: the first is "1". */
    public static String number(int place) {
        return Integer.toString(place + 1);
    }

    /**
     * What a button sends back: the choice's id, or its place as {@code #2} where the messenger has no room for the id;
     * the inbox knows the stored offer.
     *
     * @param longest the most the messenger takes
     */
    public static String data(List<Choice> choices, int place, int longest, Measure measure) {
        String id = choices.get(place).id();
        boolean fits = !id.isBlank() && !id.startsWith("#") && measure.of(id) <= longest;
        return fits ? id : "#" + number(place);
    }

    /** Whether a messenger that allows titles of this length can show every title, and tell each from the others. */
    public static boolean titlesFit(List<Choice> choices, int longest, Measure measure) {
        Set<String> titles = choices.stream().map(ChoiceWords::title).collect(Collectors.toSet());
        return titles.size() == choices.size()
                && titles.stream().allMatch(title -> !title.isEmpty() && measure.of(title) <= longest);
    }

    /** What stands over choices that have a message to themselves. */
    public static String prompt() {
        return WORDS.say("choices.prompt");
    }

    /** What the button reads that opens a list of choices; 20 characters at most. */
    public static String open() {
        return WORDS.say("choices.open");
    }

    /** What stands over a button that sends a place, where it has a message to itself. */
    public static String placePrompt() {
        return WORDS.say("place.prompt");
    }

    /** What the button reads that sends where somebody is. */
    public static String sendPlace() {
        return WORDS.say("place.send");
    }

    private static String howToReply(int count) {
        String last = number(count - 1);
        if (count == 1) {
            return WORDS.say("choices.reply-one", Map.of("last", last));
        }
        if (count > MOST_NAMED) {
            return WORDS.say("choices.reply-many", Map.of("first", number(0), "last", last));
        }
        String others =
                IntStream.range(0, count - 1).mapToObj(ChoiceWords::number).collect(Collectors.joining(", "));
        return WORDS.say("choices.reply", Map.of("first", others, "last", last));
    }
}
