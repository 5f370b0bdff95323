package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.guildhall.hours.Timetable;
import org.guildhall.hours.WorkingClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Weeks at a made-up desk: people come at random, most of them through the day, staff take whoever is first and are busy with
 * them for a time that differs a lot. Each who comes, and some again while they wait, are told a range from what had happened
 * until then; afterwards it is seen for how many it held.
 */
class WaitingTimesSimulationTests {

    private static final Timetable OFFICE = WaitingTimesTests.OFFICE;
    private static final Instant BEGIN = Instant.parse("2026-09-07T08:00:00Z");
    private static final int DAYS = 18;
    private static final int REMEMBERED = 200;
    private static final int BEFORE_ANYBODY_ASKS = 60;

    /** What is told is meant to hold for nine in ten; no day is quite like the days before it. */
    private static final double HELD = 0.80;

    @ParameterizedTest(name = "{0} staff, one in {1} minutes, {2} minutes each, seed {3}")
    @CsvSource({"1, 20, 15, 1", "2, 8, 14, 2", "3, 6, 15, 3", "4, 5, 17, 4"})
    void theRangeHoldsForMost(int staff, double minutesBetween, double minutesEach, long seed) {
        Desk desk = new Desk(staff, minutesBetween, minutesEach, new Random(seed));
        desk.run();

        assertThat(desk.told).as("how many were told something").isGreaterThan(desk.asked / 2);
        assertThat(desk.held / (double) desk.told)
                .as("%d of %d held; %d were told that nobody can say", desk.held, desk.told, desk.asked - desk.told)
                .isGreaterThanOrEqualTo(HELD);
    }

    /** Somebody who was told something, and when. */
    private record Promise(UUID who, Instant at, Wait usually) {}

    private static final class Desk {

        private final int staff;
        private final double between;
        private final double each;
        private final Random random;
        private final WorkingClock clock = OFFICE.clock(BEGIN, BEGIN.plus(Duration.ofDays(DAYS * 2)));
        private final List<WaitingTimes.Stay> past = new ArrayList<>();
        private final List<WaitingTimes.Stay> waiting = new ArrayList<>();
        private final List<Promise> promises = new ArrayList<>();
        private final PriorityQueue<Instant> free = new PriorityQueue<>();
        private int number;
        private int asked;
        private int told;
        private int held;

        Desk(int staff, double between, double each, Random random) {
            this.staff = staff;
            this.between = between;
            this.each = each;
            this.random = random;
        }

        void run() {
            for (int i = 0; i < staff; i++) {
                free.add(BEGIN);
            }
            Instant end = BEGIN.plus(Duration.ofDays(DAYS));
            Instant arrival = later(BEGIN);
            while (arrival.isBefore(end)) {
                takeUntil(arrival);
                come(arrival);
                arrival = later(arrival);
            }
            takeUntil(end.plus(Duration.ofDays(DAYS)));
            judge();
        }

        /** When the next one comes: in working time, but for one in twenty. */
        private Instant later(Instant from) {
            Duration time = minutes(-between * Math.log(1 - random.nextDouble()));
            return random.nextInt(20) == 0
                    ? from.plus(time)
                    : OFFICE.after(from, time).orElseThrow();
        }

        private void takeUntil(Instant until) {
            while (!waiting.isEmpty()) {
                Instant come = waiting.getFirst().entered();
                Instant when = OFFICE.nextOpening(free.element().isAfter(come) ? free.element() : come)
                        .orElseThrow();
                if (when.isAfter(until)) {
                    return;
                }
                take(when);
            }
        }

        private void take(Instant when) {
            WaitingTimes.Stay stay = waiting.removeFirst();
            // They read first what was said.
            Instant written =
                    OFFICE.after(when, minutes(1 + 3 * random.nextDouble())).orElseThrow();
            past.add(new WaitingTimes.Stay(
                    stay.conversation(), stay.rank(), stay.queued(), stay.entered(), when, written));
            free.remove();
            // A long tail: most are quick, some take an hour.
            double busy = each * Math.exp(0.7 * random.nextGaussian() - 0.245);
            free.add(OFFICE.after(when, minutes(busy)).orElseThrow());
            if (random.nextInt(4) == 0 && !waiting.isEmpty()) {
                int place = 1 + random.nextInt(waiting.size());
                ask(waiting.get(place - 1), place, when);
            }
        }

        private void come(Instant at) {
            WaitingTimes.Stay stay =
                    new WaitingTimes.Stay(new UUID(0, ++number), Priority.NORMAL.ordinal(), at, at, null, null);
            waiting.add(stay);
            ask(stay, waiting.size(), at);
        }

        private void ask(WaitingTimes.Stay who, int place, Instant now) {
            if (number < BEFORE_ANYBODY_ASKS) {
                return;
            }
            List<WaitingTimes.Stay> known = new ArrayList<>(waiting);
            past.subList(Math.max(0, past.size() - REMEMBERED), past.size())
                    .forEach(stay -> known.add(asKnown(stay, now)));
            asked++;
            Optional<Wait> wait = new WaitingTimes(known, OFFICE, now).at(who.conversation(), place);
            wait.ifPresent(range -> promises.add(new Promise(who.conversation(), now, range)));
        }

        /** Nobody knows yet when somebody will write. */
        private static WaitingTimes.Stay asKnown(WaitingTimes.Stay stay, Instant now) {
            return over(stay.written()).isAfter(now)
                    ? new WaitingTimes.Stay(
                            stay.conversation(), stay.rank(), stay.queued(), stay.entered(), stay.left(), null)
                    : stay;
        }

        private void judge() {
            Map<UUID, Instant> taken = new HashMap<>();
            past.forEach(stay -> taken.put(stay.conversation(), over(stay.written())));
            told = promises.size();
            for (Promise promise : promises) {
                Duration really = clock.between(promise.at(), over(taken.get(promise.who())));
                // Whoever is taken within the minute does not complain that we said one.
                long atLeast = Math.max(60, really.toSeconds());
                if (atLeast >= 60L * promise.usually().from()
                        && really.toSeconds() <= 60L * promise.usually().to()) {
                    held++;
                }
            }
        }

        private static Instant over(@Nullable Instant written) {
            if (written == null) {
                throw new AssertionError("nobody ever wrote to somebody");
            }
            return written;
        }

        private static Duration minutes(double minutes) {
            return Duration.ofMillis((long) (minutes * 60_000));
        }
    }
}
