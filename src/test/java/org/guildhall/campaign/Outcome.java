package org.guildhall.campaign;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a row ended.
 *
 * @param misses bounds of safety that did not hold
 * @param slow bounds of speed that did not hold
 */
record Outcome(
        String row,
        String asked,
        List<String> figures,
        List<String> misses,
        List<String> slow,
        long seed,
        long seconds) {

    /** Whether every bound held. */
    boolean passed() {
        return safe() && slow.isEmpty();
    }

    /** Whether every bound of safety held. */
    boolean safe() {
        return misses.isEmpty();
    }

    /** In a word or two. */
    String result() {
        if (passed()) {
            return "passed";
        }
        return safe() ? "too slow" : "missed";
    }

    /** What did not hold, each after a word for the kind of its bound. */
    Stream<String> shortcomings(String missed, String tooSlow) {
        return Stream.concat(
                misses.stream().map(miss -> missed + " " + miss), slow.stream().map(miss -> tooSlow + " " + miss));
    }
}
