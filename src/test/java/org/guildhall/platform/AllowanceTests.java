package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTests {

    private static final InetSocketAddress ANN = from("203.0.113.1");
    private static final InetSocketAddress BOB = from("203.0.113.2");

    private final AtomicLong nanos = new AtomicLong();
    private final Allowance two = new Allowance(2, Duration.ofMinutes(1), clock());

    @Test
    void givesEachAddressItsOwn() {
        assertThat(two.take(ANN)).isEmpty();
        assertThat(two.take(ANN)).isEmpty();
        assertThat(two.take(ANN)).contains(Duration.ofSeconds(30));
        assertThat(two.take(BOB)).isEmpty();
    }

    @Test
    void givesMoreAfterAWhile() {
        two.take(ANN);
        two.take(ANN);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(two.take(ANN)).isEmpty();
        assertThat(two.take(ANN)).isNotEmpty();
    }

    @Test
    void takesANetworkOf64BitsForOneAddress() {
        assertThat(two.take(from("2001:db8:1:2::1"))).isEmpty();
        assertThat(two.take(from("2001:db8:1:2:ffff::9"))).isEmpty();
        assertThat(two.take(from("2001:db8:1:2:3::"))).isNotEmpty();
        assertThat(two.take(from("2001:db8:1:3::1"))).isEmpty();
    }

    @Test
    void countsEachThingApart() {
        assertThat(two.take(ANN, "bins")).isEmpty();
        assertThat(two.take(ANN, "bins")).isEmpty();
        assertThat(two.take(ANN, "bins")).isNotEmpty();
        assertThat(two.take(ANN, "tax")).isEmpty();
    }

    @Test
    void countsNothingWhenThereIsNoLimit() {
        Allowance any = new Allowance(0, Duration.ofMinutes(1), clock());
        for (int i = 0; i < 1_000; i++) {
            assertThat(any.take(ANN)).isEmpty();
        }
    }

    @Test
    void putsThoseTogetherWhoseAddressNobodyKnows() {
        two.take(null);
        two.take(InetSocketAddress.createUnresolved("somewhere", 1));
        assertThat(two.take(null)).isNotEmpty();
    }

    @Test
    void saysInWholeSecondsWhenToComeBack() {
        Problem soon = Allowance.usedUp(Duration.ofMillis(1), "Wait.");
        Problem later = Allowance.usedUp(Duration.ofMillis(29_001), "Wait.");
        assertThat(soon.getStatusCode().value()).isEqualTo(429);
        assertThat(soon.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(later.getHeaders().getFirst("Retry-After")).isEqualTo("30");
    }

    private static InetSocketAddress from(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 4711);
    }

    private TimeMeter clock() {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}
