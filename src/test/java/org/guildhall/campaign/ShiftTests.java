package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShiftTests {

    private final CyclicBarrier both = new CyclicBarrier(2);
    private final AtomicInteger atWork = new AtomicInteger();

    @Test
    void rowsThatMeasureSpeedHaveTheMachineToThemselves() {
        List<Row> rows = List.of(row("steady", true), row("claims", false), row("backlog", true), row("thrice", false));

        List<Outcome> outcomes = Shift.of(2, rows, this::work);

        assertThat(outcomes).extracting(Outcome::row).containsExactly("steady", "claims", "backlog", "thrice");
        assertThat(outcomes).extracting(Outcome::asked).containsExactly("alone", "met", "alone", "met");
    }

    /** Those that share meet at the barrier, which one after the other they never would. */
    private Outcome work(Row row) {
        boolean alone = atWork.incrementAndGet() == 1;
        String how = alone ? "alone" : "not alone";
        if (!row.alone()) {
            try {
                both.await(20, TimeUnit.SECONDS);
                how = "met";
            } catch (Exception nobody) {
                how = "nobody came";
            }
        }
        atWork.decrementAndGet();
        return new Outcome(row.name(), how, List.of(), List.of(), List.of(), 7, 1);
    }

    private static Row row(String name, boolean alone) {
        return new Row() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String asked(boolean full) {
                return name;
            }

            @Override
            public boolean alone() {
                return alone;
            }

            @Override
            public Result run(Run run) {
                return new Result();
            }
        };
    }
}
