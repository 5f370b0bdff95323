package org.guildhall.hours;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A clock that stands still while nobody is there, for moments of one stretch of time; exact to a millisecond. */
public final class WorkingClock {

    private final long[] opens;
    private final long[] closes;
    private final long[] before;

    private WorkingClock(int spans) {
        opens = new long[spans];
        closes = new long[spans];
        before = new long[spans];
    }

    /** Goes during these stretches, which are in their order and apart from each other. */
    static WorkingClock of(List<Span> spans) {
        WorkingClock clock = new WorkingClock(spans.size());
        long sum = 0;
        for (int i = 0; i < spans.size(); i++) {
            clock.opens[i] = spans.get(i).from().toEpochMilli();
            clock.closes[i] = spans.get(i).to().toEpochMilli();
            clock.before[i] = sum;
            sum += clock.closes[i] - clock.opens[i];
        }
        return clock;
    }

    /** How much working time lies between two moments of that stretch; none when the second is not after the first. */
    public Duration between(Instant from, Instant to) {
        return Duration.ofMillis(Math.max(0, read(to.toEpochMilli()) - read(from.toEpochMilli())));
    }

    private long read(long at) {
        int found = Arrays.binarySearch(opens, at);
        int span = found >= 0 ? found : -found - 2;
        return span < 0 ? 0 : before[span] + Math.min(at, closes[span]) - opens[span];
    }
}
