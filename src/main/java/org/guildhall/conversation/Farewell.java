package org.guildhall.conversation;

import java.util.List;
import java.util.Map;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.platform.Sentences;

/** How a citizen is told that their conversation is closed. */
public enum Farewell {
    /** They are asked whether it is solved, if they can still be written to freely. */
    ASKED,
    /** They are told so, and may say that it is not solved. */
    TOLD,
    /** They are told so. Whatever they write next is a new conversation. */
    FOR_GOOD;

    /** Whether somebody who can be reached like this is asked. */
    boolean asks(Reach reach) {
        return this == ASKED && reach == Reach.FREELY;
    }

    /** What is said, with the choices that are then open. */
    Content words(Sentences phrases, String reference, Reach reach) {
        Map<String, String> gaps = Map.of("reference", reference);
        if (this == FOR_GOOD) {
            return new Content.Text(phrases.say("closed.for-good", gaps));
        }
        Choice notYet = new Choice(Inbox.NOT_SOLVED, phrases.say(asks(reach) ? "solved.no" : "not-solved"));
        return asks(reach)
                ? new Content.Choices(
                        phrases.say("closed.asked", gaps),
                        List.of(new Choice(Inbox.SOLVED, phrases.say("solved.yes")), notYet))
                : new Content.Choices(phrases.say("closed", gaps), List.of(notYet));
    }
}
