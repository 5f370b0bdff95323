package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.guildhall.hours.Calendars;
import org.guildhall.hours.Timetable;
import org.guildhall.platform.Council;
import org.jspecify.annotations.Nullable;

/** What is told of the wait, from stays that are made up by hand and at random. */
class WaitingTimesTests {

    static final Timetable OFFICE = new Calendars(
                    new Council("", "", "", "", "", ZoneId.of("Europe/London"), List.of("Mon-Fri 09:00-17:00")),
                    List.of())
            .of(null);

    /** A Tuesday. */
    private static final Instant MORNING = Instant.parse("2026-11-24T09:00:00Z");

    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");
    private static final UUID ME = new UUID(7, 7);

    @Example
    void nothingIsSaidBeforeEnoughHaveWaited() {
        assertThat(told(alone(WaitingTimes.ENOUGH, 10), 1)).isNull();
        assertThat(told(alone(WaitingTimes.ENOUGH + 1, 10), 1)).isEqualTo(new Wait(10, 15));
    }

    @Example
    void whoIsFirstIsToldWhatThoseWaitedWhoCameFirst() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < 61; i++) {
            stays.add(stay(i, i * 6, i % 2 == 0 ? 2 : 4));
        }

        assertThat(told(stays, 1)).as("two to four minutes").isEqualTo(new Wait(1, 5));
        assertThat(told(stays, 2)).as("nobody ever came second").isNull();
    }

    @Example
    void whoStandsAtAPlaceIsToldWhatThoseStillWaitedWhoCameToIt() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        // One an hour is taken at once, the next ten minutes later, the third ten minutes after that.
        for (int i = 0; i < 22; i++) {
            int come = i * 15;
            stays.add(stay(3 * i, come, 4));
            stays.add(stay(3 * i + 1, come + 1, 8));
            stays.add(stay(3 * i + 2, come + 2, 12));
        }

        assertThat(told(stays, 3)).isEqualTo(new Wait(10, 15));
        assertThat(told(stays, 2)).as("eight to ten, wherever they began").isEqualTo(new Wait(5, 10));
    }

    @Example
    void theNightDoesNotCount() {
        Duration night = Duration.ofHours(16).plusMinutes(20);
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int day = 0; day < 28; day++) {
            Instant evening = Instant.parse("2026-10-26T16:50:00Z").plus(Duration.ofDays(day));
            stays.add(new WaitingTimes.Stay(
                    new UUID(1, day), 2, evening, evening, evening.plus(night), evening.plus(night)));
        }

        assertThat(new WaitingTimes(stays, OFFICE, NOW).at(ME, 1))
                .as("ten minutes in the evening and ten in the morning; none where the weekend was between")
                .contains(new Wait(1, 20));
    }

    @Example
    void whoHasWaitedLongerThanMostIsToldWhatTheLongestStillWaited() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            stays.add(stay(i, i * 10, i % 2 == 0 ? 1 : 9));
        }
        stays.add(new WaitingTimes.Stay(ME, 2, NOW.minusSeconds(120), NOW.minusSeconds(120), null, null));

        assertThat(new WaitingTimes(stays, OFFICE, NOW).at(ME, 1))
                .as("nine minutes but for the two; those who took one are out of the reckoning")
                .contains(new Wait(5, 10));
        assertThat(new WaitingTimes(stays, OFFICE, NOW).at(new UUID(9, 9), 1))
                .as("who has just come")
                .contains(new Wait(1, 10));
    }

    @Example
    void whenNobodyIsTakenAnyMoreNothingIsSaid() {
        List<WaitingTimes.Stay> stays = alone(60, 5);
        UUID first = new UUID(8, 8);
        stays.add(new WaitingTimes.Stay(first, 2, NOW.minusSeconds(3_600), NOW.minusSeconds(3_600), null, null));
        stays.add(new WaitingTimes.Stay(ME, 2, NOW.minusSeconds(60), NOW.minusSeconds(60), null, null));

        assertThat(new WaitingTimes(stays, OFFICE, NOW).at(first, 1)).isEmpty();
        assertThat(new WaitingTimes(stays, OFFICE, NOW).at(ME, 2)).isEmpty();
    }

    @Example
    void theWaitIsOverWhenAPersonWritesAndNotWhenSomebodyTakesIt() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            stays.add(
                    new WaitingTimes.Stay(new UUID(1, i), 2, at(i * 10), at(i * 10), at(i * 10 + 1), at(i * 10 + 12)));
        }

        assertThat(told(stays, 1)).isEqualTo(new Wait(10, 15));
    }

    @Example
    void whoWasNeverWrittenToIsNoMeasure() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            stays.add(new WaitingTimes.Stay(new UUID(1, i), 2, at(i * 5), at(i * 5), at(i * 5 + 1), null));
        }

        assertThat(told(stays, 1)).isNull();
    }

    @Example
    void dangerStandsBeforeWhoWasQueuedEarlier() {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < 41; i++) {
            stays.add(stay(2 * i, i * 10, 8));
            stays.add(new WaitingTimes.Stay(
                    new UUID(2, i),
                    Priority.DANGER.ordinal(),
                    at(i * 10 + 1),
                    at(i * 10 + 1),
                    at(i * 10 + 3),
                    at(i * 10 + 3)));
        }

        assertThat(told(stays, 1))
                .as("two minutes for danger, eight for the rest")
                .isEqualTo(new Wait(1, 10));
        assertThat(told(stays, 2)).as("seven, after danger had come").isEqualTo(new Wait(5, 10));
    }

    @Property(tries = 200)
    void aRangeIsNeverNothingAndNeverLess(
            @ForAll("stays") List<WaitingTimes.Stay> stays, @ForAll @IntRange(min = 1, max = 30) int place) {
        new WaitingTimes(stays, OFFICE, NOW).at(ME, place).ifPresent(wait -> {
            assertThat(wait.from()).isPositive();
            assertThat(wait.to()).isGreaterThan(wait.from());
        });
    }

    @Property(tries = 100)
    void theOrderInWhichStaysAreReadSaysNothing(@ForAll("stays") List<WaitingTimes.Stay> stays, @ForAll long seed) {
        List<WaitingTimes.Stay> shuffled = new ArrayList<>(stays);
        Collections.shuffle(shuffled, new Random(seed));

        for (int place = 1; place <= 3; place++) {
            assertThat(new WaitingTimes(shuffled, OFFICE, NOW).at(ME, place))
                    .isEqualTo(new WaitingTimes(stays, OFFICE, NOW).at(ME, place));
        }
    }

    @Property
    void theRangeOfTwoTimesHoldsBoth(
            @ForAll @IntRange(max = 200_000) int one, @ForAll @IntRange(max = 200_000) int two) {
        Duration shorter = Duration.ofSeconds(Math.min(one, two));
        Duration longer = Duration.ofSeconds(Math.max(one, two));
        Wait wait = Wait.around(shorter, longer);

        assertThat(Duration.ofMinutes(wait.to())).isGreaterThanOrEqualTo(longer);
        assertThat(wait.from()).isLessThanOrEqualTo(Math.max(1, (int) shorter.toMinutes()));
    }

    @Provide
    Arbitrary<List<WaitingTimes.Stay>> stays() {
        Arbitrary<WaitingTimes.Stay> stay = Combinators.combine(
                        Arbitraries.integers().between(0, 340),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(0, 2, 2, 2, 3),
                        Arbitraries.of(true, true, true, false))
                .as((come, earlier, length, rank, written) -> new WaitingTimes.Stay(
                        new UUID(come, earlier * 1_000L + length * 10 + rank),
                        rank,
                        at(come - earlier),
                        at(come),
                        length == 60 ? null : at(come + length),
                        length == 60 || !written ? null : at(come + length + earlier)));
        return stay.list().ofMaxSize(150).uniqueElements(WaitingTimes.Stay::conversation);
    }

    private static @Nullable Wait told(List<WaitingTimes.Stay> stays, int place) {
        return new WaitingTimes(stays, OFFICE, NOW).at(ME, place).orElse(null);
    }

    /** One after the other, so that each is first at once. The very first may have had others before it. */
    private static List<WaitingTimes.Stay> alone(int number, int minutes) {
        List<WaitingTimes.Stay> stays = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            stays.add(stay(i, i * (minutes + 1), minutes));
        }
        return stays;
    }

    private static WaitingTimes.Stay stay(int number, int come, int minutes) {
        return new WaitingTimes.Stay(
                new UUID(1, number),
                Priority.NORMAL.ordinal(),
                at(come),
                at(come),
                at(come + minutes),
                at(come + minutes));
    }

    private static Instant at(int minute) {
        return MORNING.plus(Duration.ofMinutes(minute));
    }
}
