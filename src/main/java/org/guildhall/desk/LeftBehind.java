package org.guildhall.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Handouts.Held;
import org.guildhall.conversation.Handouts.Why;
import org.jspecify.annotations.Nullable;

/**
 * What must not stay with whoever holds it. Who answers citizens no more lets go of everything. Who is merely absent keeps
 * what waits for the citizen, and after a grace lets go of what the citizen waits for.
 */
final class LeftBehind {

    private LeftBehind() {}

    /** A conversation that goes back into the queue. */
    record Back(Held held, Why why) {}

    /** Whether nobody answers citizens in this name any more. */
    static boolean gone(@Nullable Colleague holder) {
        return holder == null || !holder.member().answers();
    }

    /**
     * Whether somebody has been absent for too long.
     *
     * @param grace how long somebody may be absent; zero for ever
     */
    static boolean absent(@Nullable Colleague holder, Duration grace) {
        return holder != null && !gone(holder) && !grace.isZero() && holder.goneFor(grace);
    }

    /**
     * What goes back.
     *
     * @param colleagues everybody active, by username
     * @param grace how long somebody may be absent; zero for ever
     */
    static List<Back> of(List<Held> all, Map<String, Colleague> colleagues, Duration grace) {
        return all.stream()
                .flatMap(held ->
                        why(held, colleagues.get(held.holder().username()), grace)
                                .map(why -> new Back(held, why))
                                .stream())
                .toList();
    }

    private static Optional<Why> why(Held held, @Nullable Colleague holder, Duration grace) {
        if (gone(holder)) {
            return Optional.of(Why.GONE);
        }
        // What was handed to somebody who is away gives them the grace to come.
        boolean late = absent(holder, grace) && held.heldFor().compareTo(grace) >= 0;
        return late && held.citizenWaits() ? Optional.of(Why.ABSENT) : Optional.empty();
    }
}
