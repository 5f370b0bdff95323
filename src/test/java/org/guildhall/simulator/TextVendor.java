package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.http.HttpRequest;

/** One who carries text messages: what a call of the server means to them, and how they call the server. */
public interface TextVendor {

    /** With which settings the server finds them. */
    String settings(URI api);

    /** Whether the server showed them who it is. */
    boolean known(Headers headers);

    /** What they say to anybody else. */
    Fault.Refused unknown();

    /**
     * The message in a call.
     *
     * @param id what they will call it
     * @throws IllegalArgumentException when it is not as they document it
     */
    TextApi.Shown message(String path, String body, String id);

    /** What they say to a message that they took. */
    String taken(TextApi.Shown message);

    /** Their call when somebody texts the server's number. */
    HttpRequest received(String person, String words);

    /** Their call when a message has arrived at its phone. */
    HttpRequest delivered(TextApi.Shown message);
}
