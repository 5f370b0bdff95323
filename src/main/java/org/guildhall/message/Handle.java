package org.guildhall.message;

/**
 * The messenger's own name for a file it keeps, enough to fetch it later.
 *
 * @param channel the messenger that keeps it, or {@link #LINK}
 * @param id the messenger's id of the file, for instance a Telegram {@code file_id}, opaque; for a link its https address
 */
public record Handle(String channel, String id) {

    /** For a file that we send and that any messenger may fetch from a public address. */
    public static final String LINK = "link";
}
