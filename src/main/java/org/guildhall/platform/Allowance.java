package org.guildhall.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * How much each address, or each visitor, may ask for in a while, so that nobody uses up what others need. Each node counts for itself, and
 * forgets whom it has not seen for long.
 */
public final class Allowance {

    /** Whoever has one address of an IPv6 network of this size has all of them. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final int MOST_REMEMBERED = 100_000;

    private final int most;
    private final Duration per;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    /**
     * So much for each.
     *
     * @param most at once, and again in each while; 0 for any number
     * @param per the while
     */
    public Allowance(int most, Duration per) {
        this(most, per, TimeMeter.SYSTEM_NANOTIME);
    }

    Allowance(int most, Duration per, TimeMeter clock) {
        this.most = most;
        this.per = per;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(per.multipliedBy(2))
                .build();
    }

    /**
     * Takes one.
     *
     * @param from who asks; unknown ones share one allowance
     * @return empty when there was one left, else how long until there is
     */
    public Optional<Duration> take(@Nullable InetSocketAddress from) {
        return takeFor(network(from));
    }

    /** The same for something of which each address may have so much. */
    public Optional<Duration> take(@Nullable InetSocketAddress from, String what) {
        return takeFor(network(from) + ' ' + what);
    }

    /**
     * The same for somebody who is known by another name than an address.
     *
     * @param whose any text that is the same for the same one
     */
    public Optional<Duration> takeFor(String whose) {
        if (most == 0) {
            return Optional.empty();
        }
        ConsumptionProbe probe = buckets.get(whose, ignored -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket full() {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, per))
                .build();
    }

    /**
     * 429 with when to come back.
     *
     * @param wait how long, told in whole seconds
     * @param detail a sentence for people
     */
    public static Problem usedUp(Duration wait, String detail) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, detail).with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    /** An IPv4 address, or the /64 of an IPv6 one. */
    static String network(@Nullable InetSocketAddress from) {
        InetAddress address = from == null ? null : from.getAddress();
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        int significant = address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length;
        return HexFormat.of().formatHex(bytes, 0, significant);
    }
}
