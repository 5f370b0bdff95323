package org.guildhall.assistant;

import java.util.Optional;
import java.util.Set;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Finding.Verdict;

/**
 * In the queue, "how long?" and "am I still in the queue?" are about the queue: where the citizen stands and how long it usually
 * takes. After an answer that was quoted meanwhile only words that name the queue are; "how long does it take?" is then about
 * the answer.
 */
final class QueueQuestion implements Step {

    private static final int MOST_WORDS = 12;

    private final Voice voice;
    private final Manner manner;
    private final WaitWords waits;
    private final Set<String> naming;
    private final Set<String> howLong;
    private final Set<String> besides;

    QueueQuestion(Voice voice, Manner manner, WaitWords waits) {
        this.voice = voice;
        this.manner = manner;
        this.waits = waits;
        this.naming = Set.copyOf(voice.list("heard.queue"));
        this.howLong = Set.copyOf(voice.list("heard.how-long"));
        this.besides = Set.copyOf(voice.list("heard.queue-words"));
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        return heard.waiting() && heard.message().choice() == null && asks(heard)
                ? Optional.of(told(voice, waits, heard))
                : Optional.empty();
    }

    /** Where they are and how long it takes. */
    static Decision told(Voice voice, WaitWords waits, Heard heard) {
        String range = waits.rangeOrReturn(heard.turn().team(), heard.turn().usually());
        return voice.say(
                heard,
                Outcome.QUEUED_WAITING,
                heard.memory(),
                voice.sentence("queue.waiting"),
                (voice.place(heard) + " " + range).strip());
    }

    private boolean asks(Heard heard) {
        String words = heard.words();
        int length = Manner.length(words);
        if (length == 0 || length > MOST_WORDS) {
            return false;
        }
        boolean answered = heard.memory().lastQuestion() != null || heard.is(Verdict.ANSWER);
        return besides.containsAll(manner.topic(words)) && (has(words, naming) || has(words, howLong) && !answered);
    }

    private static boolean has(String words, Set<String> phrases) {
        return phrases.stream().anyMatch(phrase -> Manner.has(words, phrase));
    }
}
