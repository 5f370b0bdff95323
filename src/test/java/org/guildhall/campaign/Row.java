package org.guildhall.campaign;

/** One line of the campaign's table. */
interface Row {

    /** What {@code --only} calls it. */
    String name();

    /** What is asked for, in a sentence, with the counts of the short or the full form. */
    String asked(boolean full);

    /**
     * Does it and measures.
     *
     * @throws Exception when it could not be carried through, which is a miss as well
     */
    Result run(Run run) throws Exception;
}
