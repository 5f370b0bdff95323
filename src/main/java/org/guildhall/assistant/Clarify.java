package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.knowledge.Finding.Candidate;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.message.Choice;

/** Several articles could be meant: "Did you mean…". An offer nobody picks from counts as a miss. */
final class Clarify implements Step {

    private static final int MOST_CHOICES = 3;

    private final Voice voice;
    private final Handovers handovers;

    Clarify(Voice voice, Handovers handovers) {
        this.voice = voice;
        this.handovers = handovers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        List<Candidate> candidates = heard.finding().candidates();
        if (!heard.is(Verdict.CLARIFY) || candidates.isEmpty()) {
            return Optional.empty();
        }
        boolean askedAlready = Picks.offered(heard.memory(), Picks.NONE);
        Memory memory = askedAlready ? heard.memory().missed(heard.memory().misses() + 1) : heard.memory();
        Decision decision = memory.misses() >= Handovers.MISSES_BEFORE_A_PERSON
                ? handovers.to(candidates.getFirst().team(), heard, Outcome.HANDED_OVER_MISSES, "handover.misses")
                : ask(heard, memory, candidates);
        return Optional.of(decision.hesitating());
    }

    private Decision ask(Heard heard, Memory memory, List<Candidate> candidates) {
        List<Choice> options = new ArrayList<>();
        candidates.stream()
                .limit(MOST_CHOICES)
                .map(candidate -> new Choice(Picks.ARTICLE + candidate.article(), candidate.title()))
                .forEach(options::add);
        options.add(voice.choice(Picks.NONE));
        return voice.offer(heard, Outcome.CLARIFIED, memory.asking(heard.words()), options, voice.sentence("clarify"));
    }
}
