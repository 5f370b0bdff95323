package org.guildhall.assistant;

import java.util.Optional;
import org.guildhall.conversation.Decision;

/** One consideration of the dialogue. It looks at what was heard and either decides the turn or leaves it to the next. */
@FunctionalInterface
interface Step {

    /** The decision, or empty when this step has nothing to say to it. */
    Optional<Decision> decide(Heard heard);
}
