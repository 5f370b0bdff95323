package org.guildhall.conversation;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is waiting for a person, most urgent first, then longest waiting. */
@Component
public final class Queue {

    /** Everyone waiting, at most 200; for the given teams only, or for all when the set is empty. */
    public Mono<List<Summary>> waiting(Set<String> teams) {
        throw new UnsupportedOperationException();
    }

    /** What a member of staff holds, longest open first. */
    public Mono<List<Summary>> heldBy(StaffName staff) {
        throw new UnsupportedOperationException();
    }

    /** Conversations closed lately, latest first, at most the limit. */
    public Mono<List<Summary>> closedLately(int limit) {
        throw new UnsupportedOperationException();
    }
}
