package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guildhall.channel.telegram.PollOffsets.Lease;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class PollOffsetsTests {

    private static final int SECONDS = 60;
    private static final int AT_ONCE = 8;

    private final JdbcClient sql = TestDatabase.migrated().jdbc();
    private final PollOffsets offsets = new PollOffsets("telegram", "42");

    @BeforeEach
    void begin() {
        offsets.create(sql);
    }

    @Test
    void beginsAtTheFirstUpdateThereIs() {
        assertThat(acquire().offset()).isZero();
    }

    @Test
    void nobodyElseGetsTheLeaseUntilItIsGivenBack() {
        Lease first = acquire();
        assertThat(offsets.acquire(sql, SECONDS)).isEmpty();

        offsets.release(sql, first);
        assertThat(acquire().fence()).isGreaterThan(first.fence());
    }

    @Test
    void oneOfManyAtOnceGetsTheLease() throws Exception {
        List<Callable<Optional<Lease>>> calls = Collections.nCopies(AT_ONCE, () -> offsets.acquire(sql, SECONDS));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Optional<Lease>> leases =
                    threads.invokeAll(calls).stream().map(Future::resultNow).toList();
            assertThat(leases).filteredOn(Optional::isPresent).hasSize(1);
        }
    }

    @Test
    void whoseLeaseWasTakenOverChangesNothing() {
        Lease old = acquire();
        assertThat(offsets.advance(sql, at(old, 10))).isTrue();
        runOut();
        Lease taken = acquire();
        assertThat(taken.offset()).isEqualTo(10);
        assertThat(taken.fence()).isGreaterThan(old.fence());
        String before = row();

        assertThat(offsets.advance(sql, at(old, 99))).isFalse();
        assertThat(offsets.renew(sql, old, SECONDS)).isFalse();
        offsets.release(sql, old);

        assertThat(row()).isEqualTo(before);
        assertThat(offsets.renew(sql, taken, SECONDS)).isTrue();
    }

    @Test
    void theOffsetNeverGoesBackToWhereSomebodyElseWas() {
        Lease old = acquire();
        offsets.advance(sql, at(old, 10));
        runOut();
        Lease taken = acquire();
        assertThat(offsets.advance(sql, at(taken, 50))).isTrue();

        assertThat(offsets.advance(sql, at(old, 20))).isFalse();
        offsets.create(sql);
        offsets.release(sql, taken);

        assertThat(acquire().offset()).isEqualTo(50);
    }

    @Test
    void whoseLeaseRanOutHasItAgainWhileNobodyElseTookIt() {
        Lease lease = acquire();
        runOut();

        assertThat(offsets.renew(sql, lease, SECONDS)).isTrue();
        assertThat(offsets.acquire(sql, SECONDS)).isEmpty();
        assertThat(offsets.advance(sql, at(lease, 10))).isTrue();
    }

    @Test
    void anotherBotsUpdatesAreNoneOfOurs() {
        PollOffsets others = new PollOffsets("telegram", "43");
        others.create(sql);
        offsets.advance(sql, at(acquire(), 10));

        assertThat(others.acquire(sql, SECONDS).orElseThrow().offset()).isZero();
    }

    private Lease acquire() {
        return offsets.acquire(sql, SECONDS).orElseThrow();
    }

    private static Lease at(Lease lease, long offset) {
        return new Lease(lease.fence(), offset);
    }

    private void runOut() {
        sql.sql("update poll_offsets set lease_until = now() - interval '1 second'")
                .update();
    }

    /** All that is known, in one text. */
    private String row() {
        return sql.sql("select poll_offsets::text from poll_offsets")
                .query(String.class)
                .single();
    }
}
