package org.guildhall.assistant;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.knowledge.Passage;
import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * What sounds a little like danger is answered like anything else, with the numbers to ring before it: nobody who needed them
 * waits for them, and nobody who did not is kept from an answer.
 */
final class Caution {

    private final Voice voice;

    Caution(Voice voice) {
        this.voice = voice;
    }

    /** The decision with the numbers said first, once, and a person sooner if one is to come. */
    Decision before(Heard heard, Decision decision) {
        return heard.turn().floor() == Floor.STAFF
                ? decision
                : heard.finding()
                        .caution()
                        .filter(numbers -> !heard.alreadySaid(numbers))
                        .map(numbers -> said(decision, numbers))
                        .orElse(decision);
    }

    /** It does not hesitate any more: what may be danger waits for no rest. */
    private Decision said(Decision decision, Passage numbers) {
        String words = voice.sentence("caution") + "\n\n" + numbers.text().strip();
        List<Decision.Reply> replies = new ArrayList<>();
        replies.add(new Decision.Reply(new Content.Text(words), Quoting.quoted(numbers)));
        replies.addAll(decision.replies());
        return new Decision(
                decision.outcome(),
                decision.memory(),
                replies,
                sooner(decision.handover()),
                decision.article(),
                decision.confidence(),
                decision.tried());
    }

    private static Decision.@Nullable Handover sooner(Decision.@Nullable Handover handover) {
        return handover == null || handover.priority() != Priority.NORMAL
                ? handover
                : new Decision.Handover(handover.team(), Priority.HIGH, handover.wording());
    }
}
