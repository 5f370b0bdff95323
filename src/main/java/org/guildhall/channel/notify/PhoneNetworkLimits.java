package org.guildhall.channel.notify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What the phone networks let through to one number within an hour; they drop what is more, and nobody hears of it
 * (https://docs.notifications.service.gov.uk/rest-api.html#phone-network-limits). Counted by this node alone, and anew
 * after a restart.
 */
final class PhoneNetworkLimits {

    static final int SAME_WORDS = 20;
    static final int ANY_WORDS = 100;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_NUMBERS = 100_000;

    private final Ticker ticker;
    private final Cache<String, LastHour> numbers;

    PhoneNetworkLimits(Ticker ticker) {
        this.ticker = ticker;
        this.numbers = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(HOUR)
                .maximumSize(MOST_NUMBERS)
                .build();
    }

    /** Counts a message that is about to go out; how long it has to wait instead, or zero when it may go. */
    Duration claim(String number, String text) {
        return numbers.get(number, ignored -> new LastHour()).claim(ticker.read(), text.hashCode());
    }

    /** The message did not go out after all. */
    void giveBack(String number, String text) {
        LastHour lastHour = numbers.getIfPresent(number);
        if (lastHour != null) {
            lastHour.giveBack(text.hashCode());
        }
    }

    /** One number's messages, the oldest first. */
    private static final class LastHour {

        private final Deque<Gone> gone = new ArrayDeque<>();

        private synchronized Duration claim(long now, int words) {
            while (!gone.isEmpty() && now - gone.getFirst().at() >= HOUR.toNanos()) {
                gone.removeFirst();
            }
            long same = gone.stream().filter(one -> one.words() == words).count();
            if (gone.size() >= ANY_WORDS) {
                return wait(now, gone.getFirst().at());
            }
            if (same >= SAME_WORDS) {
                return wait(
                        now,
                        gone.stream()
                                .filter(one -> one.words() == words)
                                .findFirst()
                                .orElseThrow()
                                .at());
            }
            gone.addLast(new Gone(now, words));
            return Duration.ZERO;
        }

        private synchronized void giveBack(int words) {
            Iterator<Gone> latest = gone.descendingIterator();
            while (latest.hasNext()) {
                if (latest.next().words() == words) {
                    latest.remove();
                    return;
                }
            }
        }

        private static Duration wait(long now, long oldest) {
            return Duration.ofNanos(oldest + HOUR.toNanos() - now);
        }
    }

    /**
     * A message that went out.
     *
     * @param at in nanoseconds by the ticker
     * @param words what tells it from others; not the words themselves
     */
    private record Gone(long at, int words) {}
}
