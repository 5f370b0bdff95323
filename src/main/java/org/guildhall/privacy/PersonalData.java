package org.guildhall.privacy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * What every room that stores citizens' data promises. Plain blocking calls, each its own transaction; a test fails when
 * a table is neither owned here nor known to hold nobody's data.
 */
public interface PersonalData {

    /** What it keeps, in words for a privacy notice. */
    String name();

    /** The tables it answers for. */
    Set<String> tables();

    /** Everything kept about one citizen, ready for JSON. */
    Map<String, @Nullable Object> export(Citizen citizen);

    /** Forgets the citizen; afterwards no row of its tables holds their words, name or number. */
    void erase(Citizen citizen);

    /** Deletes what is past its deletion date, in batches; returns how many rows went. */
    int expire();

    /**
     * Whose data it is.
     *
     * @param id the key in {@code citizens}
     * @param addresses everywhere they wrote from, because channels know them only by these
     */
    record Citizen(UUID id, List<Address> addresses) {
        /** Keeps a copy of the addresses. */
        public Citizen {
            addresses = List.copyOf(addresses);
        }
    }
}
