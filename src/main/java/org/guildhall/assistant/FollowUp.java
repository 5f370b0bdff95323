package org.guildhall.assistant;

import java.util.Locale;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Memory;
import org.guildhall.knowledge.Answers;
import org.guildhall.knowledge.Finding;
import org.guildhall.knowledge.Finding.Verdict;
import org.guildhall.knowledge.Passage;

/**
 * A message that makes sense only after the last answer: "and for flats?" may mean another section of the same article,
 * and an article that has just not helped is not quoted again.
 */
final class FollowUp implements Step {

    private final Voice voice;
    private final Quoting quoting;
    private final Handovers handovers;
    private final Answers answers;

    FollowUp(Voice voice, Quoting quoting, Handovers handovers, Answers answers) {
        this.voice = voice;
        this.quoting = quoting;
        this.handovers = handovers;
        this.answers = answers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        if (heard.is(Verdict.ANSWER)) {
            return heard.finding()
                    .best()
                    .filter(best -> didNotHelp(heard, best))
                    .map(best -> handOver(heard, best));
        }
        return heard.is(Verdict.UNSURE) && opensLikeOne(heard.words())
                ? otherSection(heard).map(section -> quote(heard, section))
                : Optional.empty();
    }

    private static boolean didNotHelp(Heard heard, Passage best) {
        return heard.memory().misses() > 0
                && best.article().equals(heard.memory().lastArticle())
                && heard.alreadySaid(best);
    }

    private Decision handOver(Heard heard, Passage best) {
        return handovers.to(best.team(), heard, Outcome.HANDED_OVER_MISSES, "handover.misses");
    }

    private boolean opensLikeOne(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        return voice.list("heard.follow-up").stream().anyMatch(opening -> plain.startsWith(opening + " "));
    }

    /** Only a section of the same article that has not been quoted yet: anything else would be a guess. */
    private Optional<Passage> otherSection(Heard heard) {
        Memory memory = heard.memory();
        if (memory.lastQuestion() == null || memory.lastArticle() == null) {
            return Optional.empty();
        }
        Finding both = answers.ask(memory.lastQuestion() + " " + heard.words());
        return both.verdict() != Verdict.ANSWER
                ? Optional.empty()
                : both.best()
                        .filter(best -> best.article().equals(memory.lastArticle()))
                        .filter(best -> best.heading() != null && !heard.alreadySaid(best));
    }

    private Decision quote(Heard heard, Passage section) {
        String question = heard.memory().lastQuestion();
        return quoting.quote(heard, Outcome.ANSWERED_FOLLOW_UP, section, question == null ? heard.words() : question);
    }
}
