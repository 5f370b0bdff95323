package org.guildhall.knowledge;

/**
 * How much a message sounds like a cry for help.
 *
 * @param article the article of danger it is nearest to, or -1
 * @param probability that it is one, 0 to 1
 */
record Cry(int article, double probability) {

    static final Cry NONE = new Cry(-1, 0);

    /** The same as a part of a message; what stands around says how it is meant: "mum has alzheimers, does she pay council tax". */
    Cry within(double whole) {
        return new Cry(article, together(whole, probability));
    }

    /** Whether a clause could still bring a message that sounds like this as a whole to such a probability. */
    boolean leavesHopeOf(double from) {
        return together(probability, 1) >= from;
    }

    private static double together(double whole, double clause) {
        return Math.sqrt(whole * clause);
    }
}
