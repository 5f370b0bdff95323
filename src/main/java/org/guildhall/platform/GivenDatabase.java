package org.guildhall.platform;

import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL that somebody else runs; other nodes of ours may use it too. */
record GivenDatabase(DatabaseProperties properties) implements DatabaseServer {

    private static final String SCHEME = "jdbc:postgresql:";

    GivenDatabase {
        if (!properties.url().startsWith(SCHEME)) {
            throw new StartRefused(
                    "guildhall.database.url does not start with " + SCHEME + "//.",
                    "Write it as jdbc:postgresql://host:5432/name, with the user's name and password in"
                            + " guildhall.database.username and guildhall.database.password.");
        }
    }

    @Override
    public PGSimpleDataSource connections() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(properties.url());
        if (!properties.username().isBlank()) {
            source.setUser(properties.username());
        }
        if (properties.password().present()) {
            source.setPassword(properties.password().value());
        }
        return source;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
