package org.guildhall.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * What a row is given.
 *
 * @param full whether the counts are those of the issue
 * @param seed of everything that is left to chance
 * @param jar the application
 * @param prepared what its nodes and databases begin with
 * @param folder the row's own, empty at first
 */
record Run(boolean full, long seed, Path jar, Prepared prepared, Path folder) {

    /**
     * One of several parts that run at the same time, with a folder and chance of its own.
     *
     * @param number from 1 to all of them
     */
    Run part(int number, int all) throws IOException {
        return all == 1 ? this : new Run(full, seed + number, jar, prepared, folder("part-" + number));
    }

    /** A sub-folder of the row's own. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** The count for this form of the campaign. */
    int count(int whenShort, int whenFull) {
        return full ? whenFull : whenShort;
    }

    /** Chance that repeats with the seed. */
    Random random() {
        return new Random(seed);
    }

    /** An application on the sample knowledge base, still to be told its PostgreSQL and to be started. */
    Server server(String name, Messenger messenger) throws IOException {
        Server server = new Server(jar, folder(name), messenger);
        if (!full) {
            // It lives for seconds, which the better compiler would take most of for itself.
            server.option("-XX:TieredStopAtLevel=1");
        }
        prepared.vectors(server.data());
        return server;
    }

    /** The same on the embedded PostgreSQL. */
    Server embedded(String name, Messenger messenger) throws IOException {
        Server server = server(name, messenger);
        prepared.cluster(server.data());
        return server;
    }

    /** A PostgreSQL of its own, started, with the articles and what was learnt from them. */
    Postgres postgres(String name) throws IOException {
        prepared.cluster(folder(name));
        return Postgres.start(folder(name));
    }

    /** Says how far a long row has come. */
    void say(String sentence) {
        System.out.printf("    %s: %s%n", folder.getFileName(), sentence);
    }
}
