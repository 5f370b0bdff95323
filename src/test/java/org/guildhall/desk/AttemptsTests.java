package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AttemptsTests {

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final Clock clock = ((InstantSource) time::get).withZone(ZoneOffset.UTC);
    private final Attempts attempts = new Attempts(clock);
    private final InetSocketAddress here = new InetSocketAddress("192.0.2.1", 1);

    @Test
    void allowsAFewSlipsAndThenDoublesTheWait() {
        fail(4, here);
        assertThat(attempts.pause("anna", here)).isEmpty();
        fail(1, here);
        assertThat(attempts.pause("anna", here)).contains(Duration.ofSeconds(1));
        fail(3, here);
        assertThat(attempts.pause("anna", here)).contains(Duration.ofSeconds(8));

        time.updateAndGet(now -> now.plusSeconds(9));

        assertThat(attempts.pause("anna", here)).isEmpty();
    }

    @Test
    void neverAsksForMoreThanAQuarterOfAnHour() {
        fail(200, here);

        assertThat(attempts.pause("anna", here)).contains(Duration.ofMinutes(15));
    }

    @Test
    void keepsAStrangerFromLockingAColleagueOutForLong() {
        fail(200, here);

        Optional<Duration> elsewhere = attempts.pause("anna", new InetSocketAddress("198.51.100.7", 1));

        assertThat(elsewhere).hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(2)));
    }

    @Test
    void countsAWholeIpv6NetworkAsOneAddress() {
        fail(5, new InetSocketAddress("2001:db8:1:2::1", 1));

        assertThat(attempts.pause("anna", new InetSocketAddress("2001:db8:1:2:ffff::9", 1)))
                .isPresent();
        assertThat(attempts.pause("anna", new InetSocketAddress("2001:db8:1:3::1", 1)))
                .isEmpty();
    }

    @Test
    void forgetsWhenThePasswordWasRight() {
        fail(7, here);

        attempts.succeeded("anna", here);

        assertThat(attempts.pause("anna", here)).isEmpty();
    }

    private void fail(int times, InetSocketAddress from) {
        for (int i = 0; i < times; i++) {
            attempts.failed("anna", from);
        }
    }
}
