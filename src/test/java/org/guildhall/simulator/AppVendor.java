package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;

/** A messenger with an app of its own: what a call of the server means to it, besides how it calls the server. */
public interface AppVendor extends Caller {

    /** Whether the server showed it who it is, where it asks for that. */
    boolean known(String path, Headers headers);

    /** What it says to anybody else. */
    Fault.Refused unknown();

    /** What it says to whoever sends too much. */
    Fault.Refused tooMany();

    /** What it says when something is wrong on its side. */
    Fault.Refused broken();

    /** What it says to a message for somebody who wants none; empty where it takes that and shows it to nobody. */
    Optional<Fault.Refused> unwanted();

    /** What it says to a call that it has taken already; empty where it cannot tell, and for what is new. */
    default Optional<Fault.Refused> repeated(Headers headers) {
        return Optional.empty();
    }

    /**
     * What a call shows somebody.
     *
     * @throws IllegalArgumentException when it is not as the messenger documents it
     */
    AppApi.Call call(String path, String body);

    /** What it will call the how-manieth message, from 1. */
    String messageId(long number);

    /**
     * What it says to a call that it took.
     *
     * @param ids of the messages in it
     */
    String taken(Headers headers, List<String> ids);

    /** Of which file a path is the address: its last step, where the messenger puts nothing behind it. */
    default String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
