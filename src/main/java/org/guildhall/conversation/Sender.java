package org.guildhall.conversation;

/** Who said a message. Stored by its lower-case name. */
public enum Sender {
    CITIZEN,
    ASSISTANT,
    STAFF,
    SYSTEM
}
