package org.guildhall.campaign;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a row has opened; it is closed in the other order, each whether or not another could be. */
final class Opened implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Keeps it to be closed, and gives it back. */
    <T extends AutoCloseable> T with(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception trouble) {
                first = first == null ? new IOException("not everything could be ended", trouble) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
