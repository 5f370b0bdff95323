package org.guildhall.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A stretch of time.
 *
 * @param from its first moment
 * @param to the first moment after it; not after it has begun when there is nothing of it
 */
record Span(Instant from, Instant to) {

    boolean empty() {
        return !to.isAfter(from);
    }

    /** How much of it lies between two moments. */
    Duration within(Instant begin, Instant end) {
        Instant first = from.isAfter(begin) ? from : begin;
        Instant last = to.isBefore(end) ? to : end;
        return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }

    /** What is left of it when another is cut out: none, one or two stretches. */
    List<Span> without(Span cut) {
        if (cut.empty() || !cut.from.isBefore(to) || !cut.to.isAfter(from)) {
            return List.of(this);
        }
        return Stream.of(new Span(from, cut.from), new Span(cut.to, to))
                .filter(left -> !left.empty())
                .toList();
    }
}
