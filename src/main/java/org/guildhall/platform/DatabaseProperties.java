package org.guildhall.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use.
 *
 * @param url {@code jdbc:postgresql://host/name} of a PostgreSQL 14 or newer; empty means the embedded one
 * @param username who signs in there; empty when the url says it
 * @param password with what
 * @param durability whether to insist on the settings that keep commits through a crash
 */
@ConfigurationProperties("guildhall.database")
record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") Secret password,
        @DefaultValue("full") Durability durability) {

    /** How sure we want to be that a commit survives a crash. */
    enum Durability {
        /** fsync, synchronous_commit and full_page_writes must be on. */
        FULL,
        /** A managed service keeps the promise in another way: do not look. */
        MANAGED
    }

    boolean embedded() {
        return url.isBlank();
    }
}
