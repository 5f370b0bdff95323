package org.guildhall.conversation;

/** What became of asking for another try of a dead letter. */
public sealed interface Replay {

    /** It will be tried, or has been; asking twice is asking once. */
    record Asked(DeadLetter letter) implements Replay {}

    /** There is no such letter, or none they may see. */
    record Missing() implements Replay {}

    /** Trying again would help nobody. */
    record Impossible(Why why) implements Replay {}

    /** Why another try is impossible. */
    enum Why {
        /** Nothing was kept that could be read. */
        NOTHING_KEPT,
        /** The conversation is over. */
        CLOSED,
        /** Somebody has put it aside. */
        DISCARDED
    }
}
