package org.guildhall.knowledge;

/** Told how far something has come that may take longer than a second. */
@FunctionalInterface
public interface Progress {

    /** Nobody is looking. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Called often, from any thread; must be quick.
     *
     * @param what in a word or two
     * @param total 0 when nobody knows
     */
    void at(String what, int done, int total);
}
