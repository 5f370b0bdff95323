package org.guildhall.desk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Wrong passwords lately, and how long to wait before the next try. Counted by username and address together, by
 * username from anywhere, and by address for any username, the last two more patiently: neither may a stranger lock a
 * colleague out for long, nor one colleague a whole office behind one address. It counts alike whether a username exists
 * or not. Each node counts for itself.
 */
@Component
final class Attempts {

    private static final Limit BOTH = new Limit(5, Duration.ofMinutes(15));
    private static final Limit USERNAME = new Limit(20, Duration.ofMinutes(2));
    private static final Limit ADDRESS = new Limit(100, Duration.ofMinutes(1));

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Clock clock;
    private final Cache<String, Count> counts = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    @Autowired
    Attempts() {
        this(Clock.systemUTC());
    }

    Attempts(Clock clock) {
        this.clock = clock;
    }

    /** How many wrong tries are free, and the longest wait after more. */
    private record Limit(int free, Duration longest) {

        Duration pause(int failures) {
            int over = failures - free;
            if (over < 0) {
                return Duration.ZERO;
            }
            Duration doubled = Duration.ofSeconds(1L << Math.min(over, 20));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private record Count(int failures, Instant until) {}

    /** How long somebody must still wait; empty when they may try now. */
    Optional<Duration> pause(String username, @Nullable InetSocketAddress from) {
        String network = network(from);
        Instant now = clock.instant();
        Duration longest = Duration.ZERO;
        for (String key : new String[] {both(username, network), byName(username), byAddress(network)}) {
            Count count = counts.getIfPresent(key);
            if (count != null && Duration.between(now, count.until()).compareTo(longest) > 0) {
                longest = Duration.between(now, count.until());
            }
        }
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }

    void failed(String username, @Nullable InetSocketAddress from) {
        String network = network(from);
        count(both(username, network), BOTH);
        count(byName(username), USERNAME);
        count(byAddress(network), ADDRESS);
    }

    private void count(String key, Limit limit) {
        counts.asMap().compute(key, (same, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Count(failures, clock.instant().plus(limit.pause(failures)));
        });
    }

    void succeeded(String username, @Nullable InetSocketAddress from) {
        counts.invalidate(both(username, network(from)));
        counts.invalidate(byName(username));
    }

    private static String both(String username, String network) {
        return "both " + network + " " + username;
    }

    private static String byName(String username) {
        return "name " + username;
    }

    private static String byAddress(String network) {
        return "address " + network;
    }

    /** An IPv4 address, or the /64 of an IPv6 one: whoever has one of those has all of them. */
    private static String network(@Nullable InetSocketAddress from) {
        InetAddress address = from == null ? null : from.getAddress();
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        int significant = address instanceof Inet6Address ? IPV6_NETWORK_BYTES : bytes.length;
        return HexFormat.of().formatHex(bytes, 0, significant);
    }
}
