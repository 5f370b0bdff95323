package org.guildhall.platform;

/** More is brought here than can be taken in at once. What can wait should, until it is over. */
@FunctionalInterface
public interface Rush {

    /** Whether it is so now, or was a moment ago. Cheap, on any thread. */
    boolean on();
}
