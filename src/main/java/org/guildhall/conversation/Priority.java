package org.guildhall.conversation;

/** How soon a person should look; in the order in which they are taken. Stored by its lower-case name. */
public enum Priority {
    DANGER,
    HIGH,
    NORMAL,
    LOW
}
