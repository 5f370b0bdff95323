package org.guildhall.knowledge;

/**
 * From which confidence on something is done.
 *
 * @param answer quote the best candidate
 * @param clarify ask which of the best was meant; below, a person should see it
 */
record Thresholds(double answer, double clarify) {

    /** Until there are questions to derive them from. */
    static final Thresholds USUAL = new Thresholds(0.72, 0.5);
}
