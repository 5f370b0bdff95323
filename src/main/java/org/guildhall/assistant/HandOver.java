package org.guildhall.assistant;

import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.knowledge.Finding.Candidate;

/**
 * Nothing was sure enough: a person of the likeliest team should see it, unless the rest of the question is still to
 * come. Always decides.
 */
final class HandOver implements Step {

    private final Handovers handovers;

    HandOver(Handovers handovers) {
        this.handovers = handovers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        String team = heard.finding().candidates().stream()
                .findFirst()
                .map(Candidate::team)
                .filter(name -> !name.isBlank())
                .orElse(Handovers.FRONT_DESK);
        return Optional.of(handovers
                .to(team, heard, Outcome.HANDED_OVER_UNSURE, "handover.unsure")
                .hesitating());
    }
}
