package org.guildhall.campaign;

/** One line of the campaign's table. */
interface Row {

    /** What {@code --only} calls it. */
    String name();

    /** What is asked for, in a sentence, with the counts of the short or the full form. */
    String asked(boolean full);

    /** Whether it measures speeds that mean something only on a quiet machine; in the short form the others run two at a time. */
    default boolean alone() {
        return true;
    }

    /**
     * Does it and measures.
     *
     * @throws Exception when it could not be carried through, which is a miss as well
     */
    Result run(Run run) throws Exception;
}
