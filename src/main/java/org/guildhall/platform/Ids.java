package org.guildhall.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Keys that sort by the time they were made (RFC 9562, version 7), so that indexes grow at one end. */
public final class Ids {

    private Ids() {}

    /** A new key. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
