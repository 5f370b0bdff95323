package org.guildhall.conversation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.message.Choice;

/**
 * Reads "2", "the second one" or a title as the choice it means, so that buttons are never needed. Anything longer than
 * a title is a new question and matches nothing.
 */
final class OfferMatch {

    private static final Map<String, Integer> ORDINALS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("first", 1),
            Map.entry("1st", 1),
            Map.entry("two", 2),
            Map.entry("second", 2),
            Map.entry("2nd", 2),
            Map.entry("three", 3),
            Map.entry("third", 3),
            Map.entry("3rd", 3),
            Map.entry("four", 4),
            Map.entry("fourth", 4),
            Map.entry("4th", 4));

    private static final Pattern COUNTED =
            Pattern.compile("(?:the |number |option |no |#)*(\\d{1,2}|[a-z0-9]+?)(?: one| option)?");

    /** A shorter part of a title says too little about which one is meant. */
    private static final int SHORTEST_PART = 4;

    private OfferMatch() {}

    /**
     * Finds the choice that is meant.
     *
     * @param text what the citizen typed
     * @param offer the open choices in their stored order; empty matches nothing
     */
    static Optional<Choice> in(String text, List<Choice> offer) {
        String typed = plain(text);
        if (offer.isEmpty() || typed.isEmpty()) {
            return Optional.empty();
        }
        return titled(typed, offer).or(() -> counted(typed, offer)).or(() -> partOfOne(typed, offer));
    }

    /** The choice a button names by place, {@code #2}, because its id was too long for the messenger. */
    static Optional<Choice> placed(String id, List<Choice> offer) {
        return id.matches("#\\d{1,2}") ? at(Integer.parseInt(id.substring(1)), offer) : Optional.empty();
    }

    private static Optional<Choice> titled(String typed, List<Choice> offer) {
        return offer.stream()
                .filter(choice -> plain(choice.title()).equals(typed))
                .findFirst();
    }

    private static Optional<Choice> counted(String typed, List<Choice> offer) {
        Matcher counted = COUNTED.matcher(typed);
        if (!counted.matches()) {
            return Optional.empty();
        }
        String count = counted.group(1);
        if (count.chars().allMatch(Character::isDigit)) {
            return at(Integer.parseInt(count), offer);
        }
        return at(ORDINALS.getOrDefault(count, 0), offer);
    }

    private static Optional<Choice> partOfOne(String typed, List<Choice> offer) {
        if (typed.length() < SHORTEST_PART) {
            return Optional.empty();
        }
        List<Choice> containing = offer.stream()
                .filter(choice -> (" " + plain(choice.title()) + " ").contains(" " + typed + " "))
                .toList();
        return containing.size() == 1 ? Optional.of(containing.getFirst()) : Optional.empty();
    }

    private static Optional<Choice> at(int place, List<Choice> offer) {
        return place >= 1 && place <= offer.size() ? Optional.of(offer.get(place - 1)) : Optional.empty();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}#]+", " ")
                .strip();
    }
}
