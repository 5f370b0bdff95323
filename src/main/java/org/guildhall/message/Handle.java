package org.guildhall.message;

/**
 * The messenger's own name for a file it keeps, enough to fetch it later.
 *
 * @param channel the messenger that keeps it
 * @param id the messenger's id of the file, for instance a Telegram {@code file_id}; opaque
 */
public record Handle(String channel, String id) {}
