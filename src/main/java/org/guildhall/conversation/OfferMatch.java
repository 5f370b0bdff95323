package org.guildhall.conversation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.message.Choice;

/**
 * Reads "2", "the second one", "dau", "none of them", a title or a word that only one title has as the choice it means, so that
 * buttons are never needed. A question, or anything longer than a few words, is a new question and matches nothing.
 */
final class OfferMatch {

    private static final Map<String, Integer> ORDINALS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("first", 1),
            Map.entry("1st", 1),
            Map.entry("top", 1),
            Map.entry("two", 2),
            Map.entry("second", 2),
            Map.entry("2nd", 2),
            Map.entry("three", 3),
            Map.entry("third", 3),
            Map.entry("3rd", 3),
            Map.entry("four", 4),
            Map.entry("fourth", 4),
            Map.entry("4th", 4),
            Map.entry("five", 5),
            Map.entry("fifth", 5),
            Map.entry("5th", 5),
            Map.entry("six", 6),
            Map.entry("sixth", 6),
            Map.entry("6th", 6),
            Map.entry("seven", 7),
            Map.entry("seventh", 7),
            Map.entry("7th", 7),
            Map.entry("eight", 8),
            Map.entry("eighth", 8),
            Map.entry("8th", 8),
            Map.entry("nine", 9),
            Map.entry("ninth", 9),
            Map.entry("9th", 9),
            Map.entry("ten", 10),
            Map.entry("tenth", 10),
            Map.entry("10th", 10));

    /** Looked at last, because "pump" and "ail" may be words of a title too. */
    private static final Map<String, Integer> WELSH = Map.ofEntries(
            Map.entry("un", 1),
            Map.entry("cyntaf", 1),
            Map.entry("gyntaf", 1),
            Map.entry("dau", 2),
            Map.entry("dwy", 2),
            Map.entry("ail", 2),
            Map.entry("tri", 3),
            Map.entry("tair", 3),
            Map.entry("trydydd", 3),
            Map.entry("trydedd", 3),
            Map.entry("pedwar", 4),
            Map.entry("pedair", 4),
            Map.entry("pump", 5),
            Map.entry("chwech", 6),
            Map.entry("saith", 7),
            Map.entry("wyth", 8),
            Map.entry("naw", 9),
            Map.entry("deg", 10));

    private static final Set<String> LAST = Set.of("last", "final", "bottom");

    /** How people say that it is none of them. A bare "no" counts only where none of them may be picked. */
    private static final Set<String> NONE = Set.of(
            "none",
            "none of these",
            "none of those",
            "none of them",
            "none of the above",
            "none of that",
            "no",
            "nope",
            "nah",
            "no none",
            "no none of them",
            "no none of these",
            "neither",
            "neither of these",
            "neither of those",
            "neither of them",
            "neither one",
            "not these",
            "not those",
            "not one of these",
            "not one of them",
            "no neither",
            "something else",
            "none thanks",
            "none thank you");

    /** What stands around a pick and says nothing about which one it is. */
    private static final Set<String> FILLERS = Set.of(
            "the", "a", "an", "of", "to", "and", "for", "on", "in", "with", "please", "pls", "thanks", "thank", "you",
            "ok", "okay", "yes", "yeah", "its", "it", "s", "is", "i", "mean", "meant", "want", "think", "about",
            "number", "option", "choice", "answer", "#");

    /** With one of these it asks for something, however short it is. */
    private static final Set<String> QUESTIONS = Set.of(
            "how", "what", "when", "where", "why", "who", "which", "whats", "wheres", "whens", "can", "could", "do",
            "does", "did", "are", "will", "should", "would", "my", "not", "no");

    private static final int MOST_WORDS = 4;

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
        return titled(typed, offer)
                .or(() -> none(typed, offer))
                .or(() -> counted(typed, offer))
                .or(() -> named(typed, offer))
                .or(() -> at(WELSH.getOrDefault(typed, 0), offer));
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

    private static Optional<Choice> none(String typed, List<Choice> offer) {
        return NONE.contains(typed) ? offer.stream().filter(OfferMatch::refuses).findFirst() : Optional.empty();
    }

    private static Optional<Choice> counted(String typed, List<Choice> offer) {
        List<String> words = words(typed).stream()
                .filter(word -> !FILLERS.contains(word) && !word.equals("no"))
                .toList();
        // In "the second one" the one is no count.
        List<String> counts = words.size() > 1
                ? words.stream().filter(word -> !word.equals("one")).toList()
                : words;
        if (counts.size() != 1) {
            return Optional.empty();
        }
        String count = counts.getFirst().replace("#", "");
        if (LAST.contains(count)) {
            // Nobody says "the last one" for "none of these".
            return offer.reversed().stream().filter(choice -> !refuses(choice)).findFirst();
        }
        return count.matches("\\d{1,2}")
                ? at(Integer.parseInt(count), offer)
                : at(ORDINALS.getOrDefault(count, 0), offer);
    }

    /** The one title that has all the words which say something. */
    private static Optional<Choice> named(String typed, List<Choice> offer) {
        List<String> words = words(typed).stream()
                .filter(word -> !FILLERS.contains(word) && !word.equals("one"))
                .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS || asks(typed)) {
            return Optional.empty();
        }
        List<Choice> having = offer.stream()
                .filter(choice -> words(plain(choice.title())).containsAll(words))
                .toList();
        return having.size() == 1 ? Optional.of(having.getFirst()) : Optional.empty();
    }

    private static boolean asks(String typed) {
        return Arrays.stream(typed.split(" ")).anyMatch(QUESTIONS::contains);
    }

    private static boolean refuses(Choice choice) {
        return choice.id().equals(Inbox.NONE_OF_THESE);
    }

    private static Optional<Choice> at(int place, List<Choice> offer) {
        return place >= 1 && place <= offer.size() ? Optional.of(offer.get(place - 1)) : Optional.empty();
    }

    /** Its words, with bin and bins the same. */
    private static List<String> words(String plain) {
        return Arrays.stream(plain.split(" "))
                .map(word -> word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                        ? word.substring(0, word.length() - 1)
                        : word)
                .toList();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("['\u2019]", "")
                .replaceAll("[^\\p{L}\\p{N}#]+", " ")
                .strip();
    }
}
