package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.Appender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How little others notice of messages that cannot be decided. */
@Tag("slow")
class PoisonSpeedTests {

    private static final int PEOPLE = 200;
    private static final int ROUNDS = 41;
    /** Half of the messages fail in these: what seldom runs is not translated, and then costs ten messages a time. */
    private static final int WARM_UP = 15;
    private static final String POISON = "poison";

    private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final List<TurboFilter> readers = List.copyOf(logging.getTurboFilterList());
    private final ch.qos.logback.classic.Logger everything = logging.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Appender<ILoggingEvent> console = everything.getAppender("CONSOLE");
    private final House house = new House();

    /**
     * What poison does to others is measured, not what a line in the log costs: the one of a failure is written so seldom that it
     * takes as long here as ten messages.
     */
    @BeforeEach
    void logNothing() {
        logging.resetTurboFilterList();
        everything.detachAppender(console);
    }

    @AfterEach
    void logAgain() {
        everything.addAppender(console);
        readers.forEach(logging::addTurboFilter);
    }

    @Test
    void oneMessageInAHundredLeavesTheOthersNineteenTwentiethsOfTheirSpeed() {
        for (int round = 0; round < WARM_UP; round++) {
            answeredASecond(PEOPLE / 2);
        }
        List<Double> clean = new ArrayList<>();
        List<Double> poisoned = new ArrayList<>();
        // In turn, so that whatever else the machine does meets both.
        for (int round = 0; round < ROUNDS; round++) {
            clean.add(answeredASecond(0));
            poisoned.add(answeredASecond(PEOPLE / 100));
        }
        assertThat(median(poisoned) / median(clean))
                .describedAs("%.0f turns a second beside poison, %.0f without", median(poisoned), median(clean))
                .isGreaterThanOrEqualTo(0.95);
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
        return others * 1e9 / (System.nanoTime() - began);
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
