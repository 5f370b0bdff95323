package org.guildhall.assistant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Decision;
import org.guildhall.conversation.Floor;

/**
 * The citizen has come back to a conversation that staff had closed, and it is open again: they are told who has it now. Who
 * says that it is solved is thanked.
 */
final class ComesBack implements Step {

    private final Voice voice;
    private final Handovers handovers;

    ComesBack(Voice voice, Handovers handovers) {
        this.voice = voice;
        this.handovers = handovers;
    }

    @Override
    public Optional<Decision> decide(Heard heard) {
        boolean staff = heard.turn().floor() == Floor.STAFF;
        if (heard.picked(Picks.SOLVED) && !staff) {
            return Optional.of(
                    voice.say(heard, Outcome.SOLVED_YES, heard.memory().missed(0), voice.sentence("solved.thanks")));
        }
        if (staff) {
            return reopened(heard) ? Optional.of(withWhoeverHadIt(heard)) : Optional.empty();
        }
        return heard.picked(Picks.FOLLOW_UP)
                ? Optional.of(handovers.to(
                        handovers.teamFor(heard), heard, Outcome.HANDED_OVER_FOLLOW_UP, "handover.follow-up"))
                : Optional.empty();
    }

    /** An old button says the same at any time; just after the end its offer is still on the table. */
    private static boolean reopened(Heard heard) {
        return (heard.picked(Picks.NOT_SOLVED) || heard.picked(Picks.FOLLOW_UP))
                && Picks.offered(heard.memory(), Picks.NOT_SOLVED);
    }

    private Decision withWhoeverHadIt(Heard heard) {
        String reference = heard.turn().reference();
        return voice.say(
                heard,
                Outcome.RETURNED_TO_STAFF,
                heard.memory().offering(List.of()),
                voice.sentence("returned.staff", Map.of("reference", reference == null ? "" : reference)));
    }
}
