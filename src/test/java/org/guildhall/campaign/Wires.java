package org.guildhall.campaign;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one server that are kept open between requests; as many as callers at the same moment. */
final class Wires implements Closeable {

    private final InetSocketAddress address;
    private final Duration patience;
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();

    Wires(InetSocketAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** One request and its reply; nothing is repeated when the connection fails. */
    Wire.Reply call(String method, String path, List<String> headers, byte[] body) throws IOException {
        Wire kept = idle.pollFirst();
        Wire wire = kept == null ? new Wire(address, patience) : kept;
        boolean reusable = false;
        try {
            Wire.Reply reply = wire.call(method, path, headers, body);
            reusable = reply.reusable();
            return reply;
        } finally {
            if (reusable) {
                idle.addFirst(wire);
            } else {
                wire.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            wire.close();
        }
    }
}
