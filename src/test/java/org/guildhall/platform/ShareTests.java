package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.platform.Share.Answer;
import org.junit.jupiter.api.Test;

class ShareTests {

    private final List<String> called = new ArrayList<>();
    private final Share share = new Share("test", 1, 2);

    private Share.Guest guest(String name) {
        return () -> called.add(name);
    }

    @Test
    void givesPlacesThenSeatsThenNothing() {
        assertThat(share.enter(guest("a"))).isEqualTo(Answer.PLACE);
        assertThat(share.enter(guest("b"))).isEqualTo(Answer.SEAT);
        assertThat(share.full()).isFalse();
        assertThat(share.enter(guest("c"))).isEqualTo(Answer.SEAT);
        assertThat(share.full()).isTrue();
        assertThat(share.enter(guest("d"))).isEqualTo(Answer.NOTHING);
    }

    @Test
    void callsThemInTheOrderTheyCame() {
        share.enter(guest("a"));
        share.enter(guest("b"));
        share.enter(guest("c"));

        share.leave();
        share.leave();

        assertThat(called).containsExactly("b", "c");
        assertThat(share.taken()).isOne();
    }

    @Test
    void doesNotCallWhoGaveUp() {
        Share.Guest impatient = guest("b");
        share.enter(guest("a"));
        share.enter(impatient);
        share.enter(guest("c"));

        share.giveUp(impatient);
        share.leave();

        assertThat(called).containsExactly("c");
    }

    @Test
    void neverHasMoreInsideThanPlacesHoweverManyCome() throws InterruptedException {
        Share four = new Share("four", 4, 10_000);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger served = new AtomicInteger();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            Runnable visit = () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                served.incrementAndGet();
                inside.decrementAndGet();
                four.leave();
            };
            for (int i = 0; i < 5_000; i++) {
                crowd.execute(() -> {
                    if (four.enter(() -> crowd.execute(visit)) == Answer.PLACE) {
                        visit.run();
                    }
                });
            }
            while (served.get() < 5_000) {
                TimeUnit.NANOSECONDS.sleep(1);
            }
        }
        assertThat(most.get()).isBetween(1, 4);
        assertThat(four.taken()).isZero();
        assertThat(four.waiting()).isZero();
    }
}
