package org.guildhall.conversation;

/** How far a reply got. A reply of several parts is as far as its least delivered part. Stored by its lower-case name. */
public enum DeliveryState {
    PENDING,
    SENDING,
    SENT,
    DELIVERED,
    READ,
    FAILED,
    /** A crash or a lost answer left it open whether the messenger took it. */
    UNCERTAIN
}
