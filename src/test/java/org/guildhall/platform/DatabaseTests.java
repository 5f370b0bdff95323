package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.blockhound.BlockingOperationError;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class DatabaseTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestDatabase made = TestDatabase.empty();
    private final Database database = made.database();

    @BeforeEach
    void makeATable() {
        made.jdbc().sql("create table bins (name text not null)").update();
    }

    @Test
    void commitsWhatTheWorkDid() {
        StepVerifier.create(database.run(sql -> insert(sql, "blue")))
                .expectComplete()
                .verify(SOON);

        assertThat(bins()).isEqualTo(1);
    }

    @Test
    void rollsEverythingBackWhenTheWorkFails() {
        StepVerifier.create(database.run(sql -> {
                    insert(sql, "blue");
                    throw new IllegalArgumentException("expected by the test");
                }))
                .expectError(IllegalArgumentException.class)
                .verify(SOON);

        assertThat(bins()).isZero();
    }

    @Test
    void completesEmptyForNull() {
        StepVerifier.create(database.transaction(sql -> null)).expectComplete().verify(SOON);
    }

    @Test
    void finishesATransactionWhoseCallerHasGone() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch callerHasGone = new CountDownLatch(1);
        Disposable caller = database.run(sql -> {
                    insert(sql, "blue");
                    inside.countDown();
                    passes(callerHasGone);
                    insert(sql, "green");
                })
                .subscribe();
        inside.await();

        caller.dispose();
        callerHasGone.countDown();

        await().atMost(SOON).untilAsserted(() -> assertThat(bins()).isEqualTo(2));
        assertThat(made.jdbc()
                        .sql("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and state like 'idle in transaction%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesToBlockAnEventLoop() {
        StepVerifier.create(Mono.fromRunnable(() -> database.inTransaction(sql -> insert(sql, "blue")))
                        .subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(error -> assertThatIllegalStateException().isThrownBy(() -> {
                    throw error;
                }))
                .verify(SOON);
    }

    @Test
    void isWatchedForBlockingCallsLikeAllOurCode() {
        StepVerifier.create(
                        Mono.fromRunnable(() -> passes(new CountDownLatch(1))).subscribeOn(Schedulers.parallel()))
                .expectErrorSatisfies(error -> assertThatExceptionOfType(BlockingOperationError.class)
                        .isThrownBy(() -> {
                            throw error;
                        }))
                .verify(SOON);
    }

    private long bins() {
        return made.jdbc().sql("select count(*) from bins").query(Long.class).single();
    }

    private static int insert(JdbcClient sql, String name) {
        return sql.sql("insert into bins values (?)").param(name).update();
    }

    private static void passes(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
