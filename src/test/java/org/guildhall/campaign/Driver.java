package org.guildhall.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.WebhookCall;

/**
 * Brings what citizens said to the nodes as messengers do: the same thing again until a 2xx, at one node after the other,
 * and what was acknowledged goes to the ledger first.
 */
final class Driver implements AutoCloseable {

    static final String WEBHOOK = "/webhooks/telegram";
    static final List<String> TELEGRAM =
            List.of("Content-Type: application/json", "X-Telegram-Bot-Api-Secret-Token: " + Server.SECRET);

    /** Longer than the door waits for a commit, so that its 503 is heard. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    /** Sooner than the service asks for, and not so soon that hundreds of them keep a node from starting. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final List<InetSocketAddress> nodes;
    private final List<Wires> wires;
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder acknowledged = new LongAdder();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    private final Latencies latencies = new Latencies();
    private volatile boolean closed;

    Driver(Ledger ledger, List<InetSocketAddress> nodes) {
        this(ledger, nodes, PATIENCE);
    }

    /** One that waits this long for an answer before it turns to the next node. */
    Driver(Ledger ledger, List<InetSocketAddress> nodes, Duration patience) {
        this.ledger = ledger;
        this.nodes = List.copyOf(nodes);
        this.wires = nodes.stream().map(node -> new Wires(node, patience)).toList();
    }

    /**
     * Posts it until a 2xx, and returns when that is in the ledger.
     *
     * @param since {@link System#nanoTime()} when it should have been posted; latency counts from there
     * @return whether it was acknowledged; false when the driver was closed before
     */
    boolean deliver(Ledger.Entry entry, String path, List<String> headers, String body, long since)
            throws InterruptedException {
        return deliver(entry, path, () -> headers, body, since);
    }

    /** The same where each try is proved anew, as some messengers sign the moment of their call. */
    boolean deliver(Ledger.Entry entry, String path, Supplier<List<String>> headers, String body, long since)
            throws InterruptedException {
        if (!insist(path, headers, body)) {
            return false;
        }
        latencies.add(System.nanoTime() - since);
        ledger.acknowledged(entry);
        acknowledged.increment();
        return true;
    }

    /** Posts what is nobody's message, such as a receipt, until a 2xx; false when the driver was closed before. */
    boolean insist(Caller caller, WebhookCall call) throws InterruptedException {
        return insist(call.path(), () -> caller.again(call).headerLines(), call.body());
    }

    private boolean insist(String path, Supplier<List<String>> headers, String body) throws InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int status = offerOnce(path, headers.get(), bytes);
        if (status == 0) {
            // A connection may be closed by the server between two calls, which says nothing of the server.
            status = offerOnce(path, headers.get(), bytes);
        }
        while (status / 100 != 2) {
            if (closed) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            status = offerOnce(path, headers.get(), bytes);
        }
        return true;
    }

    /** Closes the connections that nobody uses at the moment; the next calls open others. */
    void hangUp() throws IOException {
        for (Wires node : wires) {
            node.close();
        }
    }

    /** Posts it to whichever node's turn it is; the status, or 0 when nobody answered. */
    int offerOnce(String path, List<String> headers, byte[] body) {
        return reply(path, headers, body).status();
    }

    /** Posts it to this node, counted from 0; the status, or 0 when it did not answer. */
    int offerOnce(int node, String path, List<String> headers, byte[] body) {
        return reply(node, path, headers, body).status();
    }

    /** As whoever's turn it is answers; status 0 when nobody did. */
    Wire.Reply reply(String path, List<String> headers, byte[] body) {
        return reply(next(), path, headers, body);
    }

    private Wire.Reply reply(int node, String path, List<String> headers, byte[] body) {
        Wire.Reply reply;
        try {
            reply = wires.get(node).call("POST", path, headers, body);
        } catch (IOException nobody) {
            reply = new Wire.Reply(0, new byte[0], 0, false);
        }
        statuses.computeIfAbsent(reply.status(), status -> new LongAdder()).increment();
        return reply;
    }

    /** The node whose turn it is. */
    InetSocketAddress node() {
        return nodes.get(next());
    }

    /** Messages acknowledged so far. */
    long acknowledged() {
        return acknowledged.sum();
    }

    /** From the moment a message should have been posted until its 2xx. */
    Latencies latencies() {
        return latencies;
    }

    /** How often each status came; 0 stands for nobody there. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Wires each : wires) {
            each.close();
        }
    }

    private int next() {
        return Math.floorMod(turn.getAndIncrement(), nodes.size());
    }
}
