package org.guildhall.conversation;

import java.util.List;

/**
 * Decides what is said next. The assistant implements it; turns call it outside any transaction, on a thread that may
 * block, and commit its decision afterwards only if nothing changed meanwhile. It must have no effect of its own: the
 * same turn may be decided twice.
 */
@FunctionalInterface
public interface Dialogue {

    /** Whether it can decide yet; until then citizens' messages wait where they are, committed. */
    default boolean ready() {
        return true;
    }

    /**
     * Whether these words may come from somebody in danger, told at a glance: when many wait, they are decided on first.
     * Called while the citizen's messenger waits for its 2xx, so it takes microseconds; too often right is better than
     * once too seldom.
     */
    default boolean pressing(String words) {
        return false;
    }

    /**
     * What somebody means who writes within three days after a person has closed their conversation. Called while the
     * citizen's messenger waits for its 2xx, so it takes microseconds.
     *
     * @param words what they write, not blank; no choice that was on offer
     * @param before what they had said in that conversation
     * @param asked whether they were asked if it is solved, and have not answered yet
     */
    default Return returns(String words, List<String> before, boolean asked) {
        return Return.NEW_QUESTION;
    }

    /** What somebody means who comes back. */
    enum Return {
        /** It is solved. */
        SOLVED,
        /** It is not solved. */
        NOT_SOLVED,
        /** They go on about the same thing. */
        FOLLOW_UP,
        /** It has nothing to do with that. */
        NEW_QUESTION
    }

    /**
     * Decides one turn.
     *
     * @param turn the message and what is known
     * @return what to say and to remember; never null. When it is hesitant the same turn may come again a moment later,
     *     with more pieces
     */
    Decision decide(Turn turn);
}
