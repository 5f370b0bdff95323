package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.util.Optional;

/** One who carries text messages: what a call of the server means to them, besides how they call the server. */
public interface TextVendor extends Caller {

    /** Whether the server showed them who it is. */
    boolean known(Headers headers);

    /** What they say to anybody else. */
    Fault.Refused unknown();

    /** What they say to whoever sends too much. */
    Fault.Refused tooMany();

    /** What they say when something is wrong on their side. */
    Fault.Refused broken();

    /** What they say to a message for somebody who wants none; empty where nobody can tell them so. */
    Optional<Fault.Refused> unwanted();

    /**
     * The message in a call.
     *
     * @param id what they will call it
     * @throws IllegalArgumentException when it is not as they document it
     */
    TextApi.Shown message(String path, String body, String id);

    /** What they say to a call that is no message; empty where they know no such call. */
    default Optional<String> besides(String path, String body) {
        return Optional.empty();
    }

    /**
     * Has somebody hide their number behind a name from now on, or show it again.
     *
     * @return whether anybody can there
     */
    default boolean hides(String person, boolean now) {
        return false;
    }

    /** Whether people may be written to freely only for a day after they wrote. */
    default boolean windowed() {
        return false;
    }

    /** Their call about a message that came later than that; empty where it may, as a template may. */
    default Optional<WebhookCall> tooLate(TextApi.Shown message) {
        return Optional.empty();
    }

    /** What they say to a message that they took. */
    String taken(TextApi.Shown message);
}
