package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The files that a messenger keeps, each under an id that is the last step of its address. */
final class KeptFiles {

    private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
    private final Map<String, Kept> described = new ConcurrentHashMap<>();

    /** Keeps one under an id that is known already. */
    void keep(String id, byte[] file) {
        bytes.put(id, file);
    }

    /**
     * Keeps one under a new id.
     *
     * @param folder what its address begins with, with a slash at the end
     */
    Kept keep(URI folder, String name, String mediaType, byte[] file) {
        String id = UUID.randomUUID().toString();
        Kept kept = new Kept(id, folder.resolve(id), name, mediaType, file.length);
        described.put(id, kept);
        keep(id, file);
        return kept;
    }

    /** What is known of one that was kept under a new id. */
    Optional<Kept> find(String id) {
        return Optional.ofNullable(described.get(id));
    }

    /** Answers a call with the file it asks for; whether there is one. */
    boolean handOver(HttpExchange call) throws IOException {
        String path = call.getRequestURI().getPath();
        byte[] file = bytes.get(path.substring(path.lastIndexOf('/') + 1));
        if (file == null) {
            return false;
        }
        call.getResponseHeaders().set("Content-Type", "application/octet-stream");
        call.sendResponseHeaders(200, file.length);
        call.getResponseBody().write(file);
        return true;
    }
}
