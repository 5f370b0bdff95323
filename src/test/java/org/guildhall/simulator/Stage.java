package org.guildhall.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One messenger in a rehearsal: what people do and see there, whatever its API is like. */
interface Stage extends AutoCloseable {

    /** What people call it. */
    String name();

    /** With which settings the server finds it, one in each line; empty when it needs none. */
    String settings();

    /** Tells of everything that people see from now on. */
    void watching(Consumer<Sight> see);

    /** Opens the messenger for somebody who will do something there. */
    default void enter(String person) throws IOException, InterruptedException {}

    /** An id for what somebody is about to do. */
    String newId();

    /** Keeps a file that somebody is about to send; empty where nobody can send one. */
    Optional<Kept> holds(String name, String mediaType, byte[] file);

    /**
     * Has somebody do something.
     *
     * @param person digits
     * @param id as {@link #newId} gave it, of what they send
     * @return the HTTP status of the server's answer; 0 where the server is not called for it; empty where the messenger
     *     passes nothing like it on
     */
    OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException;

    @Override
    void close();
}
