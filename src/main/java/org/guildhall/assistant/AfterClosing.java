package org.guildhall.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.conversation.Dialogue.Return;

/**
 * What somebody means who writes after a person has closed their conversation, told from the words alone, because it decides
 * where the message goes. When in doubt it is a new question: the assistant answers it or calls a person.
 */
final class AfterClosing {

    private static final int SHORTEST_WORD = 3;

    private final Manner manner;
    private final Set<String> yes;
    private final Set<String> no;
    private final Set<String> solved;
    private final Set<String> notSolved;
    private final Set<String> pleased;
    private final Set<String> denying;
    private final Set<String> nothingNew;

    AfterClosing(Voice voice, Manner manner) {
        this.manner = manner;
        yes = Set.copyOf(voice.list("heard.helped-yes"));
        no = Set.copyOf(voice.list("heard.helped-no"));
        solved = Set.copyOf(voice.list("heard.solved"));
        notSolved = Set.copyOf(voice.list("heard.not-solved"));
        pleased = Set.copyOf(voice.list("heard.pleased"));
        denying = Set.copyOf(voice.list("heard.denying"));
        nothingNew = Stream.concat(
                        voice.list("heard.coming-back").stream().flatMap(phrase -> Manner.words(phrase).stream()),
                        voice.list("heard.how-it-stands").stream())
                .collect(Collectors.toSet());
    }

    /**
     * Tells what is meant.
     *
     * @param before what they had said in that conversation
     * @param asked whether "Did we solve this?" is open
     */
    Return of(String words, List<String> before, boolean asked) {
        if (is(words, notSolved) || asked && is(words, no)) {
            return Return.NOT_SOLVED;
        }
        if (is(words, solved) || asked && is(words, yes)) {
            return Return.SOLVED;
        }
        return followsUp(words, before) ? Return.FOLLOW_UP : Return.NEW_QUESTION;
    }

    /** The list may have signs such as 👍, which are no words. */
    private static boolean is(String words, Set<String> list) {
        return list.contains(String.join(" ", Manner.words(words)))
                || list.contains(words.strip().toLowerCase(Locale.ROOT));
    }

    private boolean followsUp(String words, List<String> before) {
        List<String> all = Manner.words(words);
        boolean asks = manner.asks(words);
        if (!asks && all.stream().anyMatch(pleased::contains) && all.stream().noneMatch(denying::contains)) {
            return false;
        }
        // "Still nothing" and "is it done" name nothing that was not talked about.
        List<String> topic = manner.topic(words).stream()
                .filter(word -> !nothingNew.contains(word))
                .toList();
        boolean goesOn = manner.comesBack(words) || manner.goesOn(words);
        if (topic.isEmpty()) {
            return goesOn || manner.leans(words);
        }
        boolean shared = shares(topic, before);
        // A question that names its topic is for the assistant, also when it is the same topic.
        return asks ? manner.comesBack(words) && shared : goesOn || shared;
    }

    private boolean shares(List<String> topic, List<String> before) {
        Set<String> known = before.stream()
                .flatMap(said -> manner.topic(said).stream())
                .map(AfterClosing::stem)
                .collect(Collectors.toSet());
        return topic.stream()
                .filter(word -> word.length() >= SHORTEST_WORD)
                .map(AfterClosing::stem)
                .anyMatch(known::contains);
    }

    /** Bin and bins the same. */
    private static String stem(String word) {
        return word.length() > SHORTEST_WORD && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
