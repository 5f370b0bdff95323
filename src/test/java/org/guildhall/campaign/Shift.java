package org.guildhall.campaign;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Has rows run, several beside each other where none of them measures speed. */
final class Shift {

    private final Map<Row, Outcome> outcomes = new ConcurrentHashMap<>();
    private final Function<Row, Outcome> work;

    private Shift(Function<Row, Outcome> work) {
        this.work = work;
    }

    /**
     * First those that share the machine, then those that need it alone.
     *
     * @param atOnce how many at most beside each other, from 1
     * @param work never throws
     * @return how each ended, in the order of the rows
     */
    static List<Outcome> of(int atOnce, List<Row> rows, Function<Row, Outcome> work) {
        Shift shift = new Shift(work);
        shift.work(atOnce, rows.stream().filter(row -> !row.alone()).toList());
        shift.work(1, rows.stream().filter(Row::alone).toList());
        return rows.stream()
                .map(row -> Objects.requireNonNull(shift.outcomes.get(row)))
                .toList();
    }

    private void work(int atOnce, List<Row> rows) {
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            rows.forEach(row -> threads.execute(() -> outcomes.put(row, work.apply(row))));
        }
    }
}
