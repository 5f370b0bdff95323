package org.guildhall.channel;

/**
 * A file as a messenger gave it out. What it is shows in its bytes; nothing the messenger says of it is believed.
 *
 * @param bytes all of it
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Media(byte[] bytes) {}
