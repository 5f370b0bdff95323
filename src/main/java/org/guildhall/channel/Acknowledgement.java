package org.guildhall.channel;

import org.springframework.http.MediaType;

/**
 * The answer to a messenger's call.
 *
 * @param status HTTP status, 200 to 299, or 403 for a wrong handshake token
 */
public record Acknowledgement(int status, MediaType type, String body) {

    /** 200 and nothing else. */
    public static final Acknowledgement OK = new Acknowledgement(200, MediaType.TEXT_PLAIN, "");
}
