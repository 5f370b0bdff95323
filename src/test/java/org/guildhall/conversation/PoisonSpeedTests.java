package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How little others notice of messages that cannot be decided. */
@Tag("slow")
class PoisonSpeedTests {

    private static final Logger LOG = LoggerFactory.getLogger(PoisonSpeedTests.class);
    private static final int PEOPLE = 1_000;
    private static final int ROUNDS = 7;
    private static final String POISON = "poison";

    private final House house = new House();

    @Test
    void oneMessageInAHundredLeavesTheOthersNineteenTwentiethsOfTheirSpeed() {
        answeredASecond(0);
        List<Double> clean = new ArrayList<>();
        List<Double> poisoned = new ArrayList<>();
        // In turn, so that whatever else the machine does meets both.
        for (int round = 0; round < ROUNDS; round++) {
            clean.add(answeredASecond(0));
            poisoned.add(answeredASecond(PEOPLE / 100));
        }
        LOG.info("Turns a second: {} without poison, {} beside it", median(clean), median(poisoned));
        assertThat(median(poisoned)).isGreaterThanOrEqualTo(0.95 * median(clean));
    }

    /**
     * How many of the others' messages are answered in a second while everything is worked off.
     *
     * @param failing of how many people the message fails
     */
    private double answeredASecond(int failing) {
        house.forgetEveryone();
        house.dialogue = turn -> {
            if (turn.message().text().equals(POISON)) {
                throw new IllegalStateException("cannot decide");
            }
            return House.echo(turn);
        };
        IntStream.range(0, PEOPLE)
                .forEach(who -> house.says(
                        House.citizen(who), "e" + who, failing > 0 && who % (PEOPLE / failing) == 0 ? POISON : "fine"));
        int others = PEOPLE - failing;
        long began = System.nanoTime();
        while (answers() < others) {
            house.settle();
        }
        return others / (Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0);
    }

    private long answers() {
        return house.sql
                .sql("select count(*) from messages where sender = 'assistant'")
                .query(Long.class)
                .single();
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}
