package org.guildhall.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guildhall.hours.Timetable;
import org.guildhall.hours.WorkingClock;
import org.jspecify.annotations.Nullable;

/**
 * How long people waited at each place of one team's queue until a person wrote to them, told from who stood there lately and who
 * stands there now. Each stay is followed from place to place, and only working time counts. Somebody who asks is told what those
 * waited who had stood at that place at least as long as they have. Pure: nothing but arithmetic.
 */
final class WaitingTimes {

    /** Fewer than this say nothing: of twenty, the shortest and the longest leave a tenth outside. */
    static final int ENOUGH = 20;

    /** Only so many of the latest count, so that it follows how many people are at the desk these days. */
    private static final int LATEST = 60;

    /** What is left out at either end. */
    private static final double TAIL = 0.05;

    /** From here on places near by count as the same: they differ by less than a fifth. */
    private static final int NEARBY = 5;

    private final Map<Integer, List<Step>> steps = new HashMap<>();
    private final Map<UUID, Standing> standing = new HashMap<>();

    /**
     * One time somebody stood in the queue.
     *
     * @param rank who has a lower one stands before them
     * @param queued of equal rank, who was queued earlier stands before them
     * @param entered when they came into this queue, which may be later
     * @param left when they went out of it; null while they wait
     * @param written when a person first wrote to them after they had entered; null when nobody has
     */
    record Stay(
            UUID conversation,
            int rank,
            Instant queued,
            Instant entered,
            @Nullable Instant left,
            @Nullable Instant written) {

        private static final Comparator<Stay> IN_LINE = Comparator.comparingInt(Stay::rank)
                .thenComparing(Stay::queued)
                .thenComparing(stay -> stay.conversation().toString());

        boolean before(Stay other) {
            return IN_LINE.compare(this, other) < 0;
        }
    }

    /**
     * A time at one place.
     *
     * @param there how long they stood at it
     * @param rest how long it took from then on until a person wrote to them
     * @param over when that was
     */
    private record Step(Duration there, Duration rest, Instant over) {

        /** The others only so that it is always the same order. */
        private static final Comparator<Step> LATEST_FIRST = Comparator.comparing(Step::over)
                .reversed()
                .thenComparing(Step::rest)
                .thenComparing(Step::there);
    }

    /** Where somebody stands now, and since how long. */
    private record Standing(int place, Duration since) {}

    /** A place and when somebody came to it. */
    private record Stop(int place, Instant at) {}

    /**
     * Looks at what happened.
     *
     * @param stays all that ended since some moment, and all that have not
     * @param now the same clock's as theirs
     */
    WaitingTimes(List<Stay> stays, Timetable timetable, Instant now) {
        Instant first =
                stays.stream().map(Stay::entered).min(Comparator.naturalOrder()).orElse(now);
        WorkingClock clock = timetable.clock(first, now.isBefore(first) ? first : now);
        Instant complete = firstEnd(stays, first);
        for (Stay stay : stays) {
            Instant left = stay.left();
            List<Stop> stops = stops(stay, stays, left == null ? now : left);
            if (left == null) {
                Stop last = stops.getLast();
                standing.put(stay.conversation(), new Standing(last.place(), clock.between(last.at(), now)));
            }
            Instant written = stay.written();
            if (left != null && written != null && !stay.entered().isBefore(complete)) {
                follow(stops, left, written, clock);
            }
        }
        steps.values().forEach(all -> all.sort(Step.LATEST_FIRST));
    }

    /** Who came before that may have stood behind others that are not known any more. */
    private static Instant firstEnd(List<Stay> stays, Instant otherwise) {
        Instant earliest = null;
        for (Stay stay : stays) {
            Instant left = stay.left();
            if (left != null && (earliest == null || left.isBefore(earliest))) {
                earliest = left;
            }
        }
        return earliest == null ? otherwise : earliest;
    }

    private static List<Stop> stops(Stay stay, List<Stay> all, Instant end) {
        int place = 1;
        Map<Instant, Integer> moves = new TreeMap<>();
        for (Stay other : all) {
            if (!other.before(stay)) {
                continue;
            }
            Instant left = other.left() == null ? Instant.MAX : other.left();
            boolean already = !other.entered().isAfter(stay.entered());
            if (already && left.isAfter(stay.entered())) {
                place++;
            }
            if (!already && other.entered().isBefore(end)) {
                moves.merge(other.entered(), 1, Integer::sum);
            }
            if (left.isAfter(stay.entered()) && left.isBefore(end)) {
                moves.merge(left, -1, Integer::sum);
            }
        }
        List<Stop> stops = new ArrayList<>(List.of(new Stop(place, stay.entered())));
        for (Map.Entry<Instant, Integer> move : moves.entrySet()) {
            if (move.getValue() != 0) {
                place += move.getValue();
                stops.add(new Stop(place, move.getKey()));
            }
        }
        return stops;
    }

    private void follow(List<Stop> stops, Instant left, Instant written, WorkingClock clock) {
        for (int i = 0; i < stops.size(); i++) {
            Stop stop = stops.get(i);
            Instant next = i + 1 < stops.size() ? stops.get(i + 1).at() : left;
            steps.computeIfAbsent(stop.place(), none -> new ArrayList<>())
                    .add(new Step(clock.between(stop.at(), next), clock.between(stop.at(), written), written));
        }
    }

    /**
     * What to tell somebody who waits.
     *
     * @param place where they stand, from 1
     * @return empty when too few have stood there lately, or nobody has been taken for so long that this says nothing
     */
    Optional<Wait> at(UUID conversation, int place) {
        if (stuck()) {
            return Optional.empty();
        }
        Standing known = standing.get(conversation);
        Duration since = known == null || known.place() != place ? Duration.ZERO : known.since();
        int near = place <= NEARBY ? 0 : place / NEARBY;
        List<Duration> rests = IntStream.rangeClosed(place - near, place + near)
                .mapToObj(at -> steps.getOrDefault(at, List.of()))
                .flatMap(List::stream)
                .filter(step -> step.there().compareTo(since) >= 0)
                .sorted(Step.LATEST_FIRST)
                .limit(LATEST)
                .map(step -> step.rest().minus(since))
                .sorted()
                .toList();
        if (rests.size() < ENOUGH) {
            return Optional.empty();
        }
        int tail = Math.max(1, (int) ((rests.size() + 1) * TAIL));
        return Optional.of(Wait.around(rests.get(tail - 1), rests.get(rests.size() - tail)));
    }

    /** Whether whoever is first has been so for longer than anybody was lately: today is not like those days. */
    private boolean stuck() {
        List<Step> first = steps.getOrDefault(1, List.of());
        List<Step> latest = first.subList(0, Math.min(first.size(), LATEST));
        return latest.size() >= ENOUGH
                && standing.values().stream()
                        .filter(one -> one.place() == 1)
                        .anyMatch(one ->
                                latest.stream().allMatch(step -> step.there().compareTo(one.since()) < 0));
    }
}
