package org.guildhall.simulator;

import java.net.URI;

/** A messenger's API on loopback, which keeps the files that people send until a server fetches them. */
public interface VendorApi extends AutoCloseable {

    /** Its address. */
    URI url();

    /** Keeps a file that somebody is about to send. */
    Kept holds(String name, String mediaType, byte[] bytes);

    @Override
    void close();
}
