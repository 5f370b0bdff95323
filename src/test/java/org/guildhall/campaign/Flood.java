package org.guildhall.campaign;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Far more webhooks than can be served, each offered once, by the clock alone. One thread, connections that are kept and
 * bytes made beforehand, because the flood costs processor time on the machine it floods.
 */
final class Flood implements AutoCloseable {

    /** More than the gate has places and seats for, so that a connection is free for the next. */
    private static final int CONNECTIONS = 400;

    /** For answers after the last offer; longer than the door waits for a commit. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(12);

    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Deque<Line> idle = new ArrayDeque<>();
    private final Deque<Offer> late = new ArrayDeque<>();
    private final List<Ledger.Entry> acknowledged = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Latencies latencies = new Latencies();
    private int open;
    private int withoutRetryAfter;

    /** Its connections, open. */
    Flood(InetSocketAddress server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
        for (int i = 0; i < CONNECTIONS; i++) {
            idle.add(new Line());
        }
    }

    /**
     * One webhook.
     *
     * @param entry for the ledger, if it is accepted
     * @param request all of it, head and body
     */
    record Offer(Ledger.Entry entry, byte[] request) {

        static Offer of(Ledger.Entry entry, String update) {
            byte[] body = update.getBytes(StandardCharsets.UTF_8);
            byte[] head = ("POST " + Driver.WEBHOOK + " HTTP/1.1\r\nHost: localhost\r\n"
                            + String.join("\r\n", Driver.TELEGRAM) + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + body.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            return new Offer(entry, request);
        }
    }

    /** Offers all of them, so many a second, and returns when each has its answer; the seconds offering took. */
    double pour(List<Offer> offers, double perSecond) throws IOException {
        long began = System.nanoTime();
        double interval = 1e9 / perSecond;
        int next = 0;
        while (next < offers.size() || !late.isEmpty()) {
            long now = System.nanoTime();
            while (next < offers.size() && now - (began + (long) (next * interval)) >= 0) {
                late.add(offers.get(next++));
            }
            while (!late.isEmpty() && !idle.isEmpty()) {
                offer(late.remove(), idle.remove());
            }
            selector.select(Flood::hear, 1);
        }
        long offered = System.nanoTime();
        while (open > 0 && System.nanoTime() - offered < LAST_ANSWERS.toNanos()) {
            selector.select(Flood::hear, 10);
        }
        return (offered - began) / 1e9;
    }

    /** What was accepted, in the order in which it was. */
    List<Ledger.Entry> acknowledged() {
        return acknowledged;
    }

    /** How often each status came; 0 stands for a connection that ended. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** From an offer until its 2xx. */
    Latencies latencies() {
        return latencies;
    }

    /** Refusals that did not say when to come again. */
    int withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /** Offers that nobody has answered. */
    int unanswered() {
        return open;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void offer(Offer offer, Line line) throws IOException {
        open++;
        line.offer(offer);
    }

    private static void hear(SelectionKey key) {
        ((Line) key.attachment()).hear();
    }

    private void answered(Offer offer, Answer answer, long took) {
        open--;
        statuses.merge(answer.status, 1, Integer::sum);
        if (answer.status / 100 == 2) {
            acknowledged.add(offer.entry);
            latencies.add(took);
        } else if (answer.status == 503 && !answer.saysWhen) {
            withoutRetryAfter++;
        }
    }

    private record Answer(int status, boolean saysWhen) {}

    /** One connection, one offer at a time. */
    private final class Line {

        private final ByteBuffer heard = ByteBuffer.allocate(8 * 1024);
        private SocketChannel channel;
        private @Nullable Offer offer;
        private long since;

        Line() throws IOException {
            channel = connect();
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connecting = SocketChannel.open();
            connecting.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connecting.socket().connect(server, CONNECT_MILLIS);
            connecting.configureBlocking(false);
            connecting.register(selector, SelectionKey.OP_READ, this);
            return connecting;
        }

        void offer(Offer next) throws IOException {
            if (!channel.isOpen()) {
                channel = connect();
            }
            offer = next;
            since = System.nanoTime();
            ByteBuffer request = ByteBuffer.wrap(next.request);
            try {
                while (request.hasRemaining()) {
                    channel.write(request);
                }
            } catch (IOException ended) {
                over(new Answer(0, false));
            }
        }

        void hear() {
            try {
                if (channel.read(heard) < 0) {
                    over(new Answer(0, false));
                    return;
                }
                Answer answer = answer();
                if (answer != null) {
                    heard.clear();
                    done(answer);
                }
            } catch (IOException ended) {
                over(new Answer(0, false));
            }
        }

        /** The answer when all of it is here. */
        private @Nullable Answer answer() {
            String text = new String(heard.array(), 0, heard.position(), StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return null;
            }
            int length = text.indexOf("content-length:");
            int body = length < 0 || length > end
                    ? 0
                    : Integer.parseInt(text.substring(length + 15, text.indexOf('\r', length))
                            .strip());
            int saysWhen = text.indexOf("retry-after:");
            return text.length() < end + 4 + body
                    ? null
                    : new Answer(Integer.parseInt(text.substring(9, 12)), saysWhen > 0 && saysWhen < end);
        }

        private void over(Answer answer) {
            try {
                channel.close();
            } catch (IOException alreadyOver) {
                // The next offer opens another.
            }
            heard.clear();
            done(answer);
        }

        private void done(Answer answer) {
            Offer answered = offer;
            if (answered != null) {
                offer = null;
                answered(answered, answer, System.nanoTime() - since);
                idle.add(this);
            }
        }
    }
}
