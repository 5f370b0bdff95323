package org.guildhall.knowledge;

/**
 * What the council wants of its answers.
 *
 * @param precision share of given answers that must be right, 0 to 1
 * @param outOfScopeShare share of questions expected to have no answer, 0 to 1
 */
record Aims(double precision, double outOfScopeShare) {

    static final Aims USUAL = new Aims(0.95, 0.2);

    Aims {
        if (!(precision > 0 && precision < 1 && outOfScopeShare >= 0 && outOfScopeShare < 1)) {
            throw new IllegalArgumentException(
                    "guildhall.assistant.precision and out-of-scope-share must be between 0 and 1");
        }
    }
}
