package org.guildhall.simulator;

import java.net.URI;

/**
 * A file that somebody sends, which their messenger keeps until the server fetches it.
 *
 * @param id the messenger's own of it
 * @param address where it is, for messengers that tell at once
 * @param name the sender's own of it
 * @param size in bytes
 */
public record Kept(String id, URI address, String name, String mediaType, int size) {}
