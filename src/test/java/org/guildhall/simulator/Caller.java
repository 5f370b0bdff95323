package org.guildhall.simulator;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A messenger as a server's webhook meets it: what it calls when somebody writes, and when a message has arrived. */
public interface Caller {

    /** The channel it calls. */
    String channel();

    /** With which settings the server finds it, one in each line. */
    String settings(URI api);

    /** An id for what somebody is about to write. */
    String newId();

    /** By which headers a server knows that a body comes from it, whatever stands in it. */
    Map<String, String> proof(byte[] body);

    /**
     * Its call when somebody writes.
     *
     * @param id as {@link #newId} gave it; the same again is a copy
     * @param person digits, as this messenger knows them
     */
    WebhookCall said(String id, String person, String words);

    /**
     * Its call when a message has arrived.
     *
     * @param id its own id of that message
     * @param person as the server addressed them
     * @param reference what the server gave with the message, see {@link TextApi.Shown#reference}; empty when nothing
     */
    WebhookCall arrived(String id, String person, String reference);

    /** The same call made once more, which is another one where a messenger signs the moment of it. */
    default WebhookCall again(WebhookCall call) {
        return call;
    }

    /**
     * Its call when somebody does anything.
     *
     * @param id as {@link #newId} gave it, of what they send by it
     * @param person digits, as this messenger knows them
     * @return empty where nobody can do that, and where it tells nobody of it
     */
    Optional<WebhookCall> did(String id, String person, Deed deed);
}
