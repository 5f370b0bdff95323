package org.guildhall.conversation;

/** How an attempt to change a conversation at the desk ended. */
public sealed interface Claim {
    /** Done; it is theirs. */
    record Yours() implements Claim {}

    /** Somebody else has it. */
    record HeldBy(StaffName holder) implements Claim {}

    /** It is closed already. */
    record Over() implements Claim {}

    /** No such conversation. */
    record Missing() implements Claim {}
}
