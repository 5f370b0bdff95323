package org.guildhall.privacy;

import java.util.Map;
import java.util.UUID;

/**
 * What every room that stores citizens' data promises. Plain blocking calls, each its own transaction; a test fails when
 * a table holds citizens' data and no room owns it here.
 */
public interface PersonalData {

    /** What it keeps, in words for a privacy notice. */
    String name();

    /** The tables it answers for. */
    java.util.Set<String> tables();

    /** Everything kept about one citizen, ready for JSON. */
    Map<String, Object> export(UUID citizen);

    /** Forgets the citizen; afterwards no row holds their words, name or number. */
    void erase(UUID citizen);

    /** Deletes what is past its deletion date, in batches; returns how many rows went. */
    int expire();
}
