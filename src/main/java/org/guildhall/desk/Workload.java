package org.guildhall.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.Handouts;
import org.guildhall.platform.Database;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who answers citizens, who of them is there, and how busy each is. */
@Component
final class Workload {

    private final Database database;
    private final Duties duties;
    private final Handouts handouts;

    Workload(Database database, Duties duties, Handouts handouts) {
        this.database = database;
        this.duties = duties;
        this.handouts = handouts;
    }

    /**
     * Everybody.
     *
     * @param colleagues who answers citizens, by username
     * @param load how many conversations keep each busy, by username; none for who is not in it
     */
    record Everybody(List<Colleague> colleagues, Map<String, Integer> load) {
        int busy(Colleague one) {
            return load.getOrDefault(one.member().username(), 0);
        }
    }

    Mono<Everybody> everybody() {
        return database.transaction(sql -> new Everybody(
                duties.colleagues(sql).stream()
                        .filter(one -> one.member().answers())
                        .sorted(Comparator.comparing(one -> one.member().username()))
                        .toList(),
                handouts.load(sql)));
    }
}
