package org.guildhall.conversation;

/** Whose turn it is in a conversation. Stored by its lower-case name. */
public enum Floor {
    /** The assistant answers. */
    ASSISTANT,
    /** A person is awaited; the assistant still answers what it is sure of and the place is kept. */
    QUEUE,
    /** A member of staff holds it; the assistant is silent, except to danger. */
    STAFF,
    /** Over; "not solved" or a follow-up within three days opens it again. */
    CLOSED
}
