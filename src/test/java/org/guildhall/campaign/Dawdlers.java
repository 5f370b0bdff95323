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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Thousands of clients that take their time, all on the calling thread, so that they cost the machine next to nothing. */
final class Dawdlers implements AutoCloseable {

    /** How long somebody is watched who is not let go. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Seldom enough that reading the kernel's list of thousands is not a load of its own. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final int CONNECT_MILLIS = 5_000;
    private static final int SHORTEST_DRIP_MILLIS = 300;
    private static final int LONGEST_DRIP_MILLIS = 1_200;
    /** So little that the kernel does not take the answers over from the server. */
    private static final int RECEIVE_BUFFER = 4 * 1024;
    /** A stylesheet of 130 KB, several times more than kernel and client hold. */
    private static final String LARGE = "/assets/govuk-frontend.css";

    private static final int LARGE_ANSWERS = 8;
    private static final int STATUS_LINE = "HTTP/1.1 408".length();

    private final InetSocketAddress server;
    private final Random random;
    private final Selector selector;
    private final List<Dawdler> all = new ArrayList<>();

    /** None yet. */
    Dawdlers(InetSocketAddress server, Random random) throws IOException {
        this.server = server;
        this.random = random;
        this.selector = Selector.open();
    }

    /** What takes so long. */
    enum Kind {
        CONNECT_ONLY("connect only", ""),
        HEADER_DRIP("header drip", "POST " + Driver.WEBHOOK + " HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
        BODY_DRIP(
                "body drip",
                "POST " + Driver.WEBHOOK + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", Driver.TELEGRAM)
                        + "\r\nContent-Length: 5000\r\n\r\n{"),
        /** The last one ends the connection, for those whom the server refuses and has nothing to wait for. */
        SLOW_READ(
                "slow read",
                ("GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(LARGE_ANSWERS - 1) + "GET " + LARGE
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        private final String words;
        private final String first;

        Kind(String words, String first) {
            this.words = words;
            this.first = first;
        }

        String words() {
            return words;
        }

        private boolean drips() {
            return this == HEADER_DRIP || this == BODY_DRIP;
        }

        private boolean reads() {
            return this != SLOW_READ;
        }
    }

    /** So many come, of every kind the same, so many a second; returns when all of them are gone or twice overdue. */
    void come(int count, int perSecond) throws IOException {
        long began = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long look = began;
        List<Dawdler> open = new ArrayList<>();
        while (all.size() < count || !open.isEmpty()) {
            long now = System.nanoTime();
            while (all.size() < count && now - (began + all.size() * interval) >= 0) {
                Dawdler comer = new Dawdler(Kind.values()[all.size() % Kind.values().length]);
                all.add(comer);
                open.add(comer);
            }
            selector.select(Dawdlers::hear, 5);
            if (now - look >= 0) {
                look = now + LOOK.toNanos();
                Map<Integer, Long> held = Kernel.heldBy(server.getPort());
                open.forEach(each -> each.look(held.get(each.port)));
                open.removeIf(Dawdler::over);
            }
            for (Dawdler each : open) {
                each.drip(now);
            }
        }
    }

    /** Seconds until the last of them was let go; more than ten of them for one that never was. */
    double longest(Kind kind) {
        return of(kind).stream().mapToDouble(Dawdler::seconds).max().orElse(0);
    }

    int count(Kind kind) {
        return of(kind).size();
    }

    /** How many were still there when they were no longer watched. */
    long held() {
        return all.stream().filter(each -> each.ended == 0).count();
    }

    /** How many of those that could still be told were not told 408. */
    long untold() {
        return all.stream().filter(each -> each.kind.drips() && !each.told408()).count();
    }

    @Override
    public void close() throws IOException {
        for (Dawdler each : all) {
            each.channel.close();
        }
        selector.close();
    }

    private List<Dawdler> of(Kind kind) {
        return all.stream().filter(each -> each.kind == kind).toList();
    }

    private static void hear(SelectionKey key) {
        ((Dawdler) key.attachment()).hear();
    }

    /** One of them. */
    private final class Dawdler {

        private final Kind kind;
        private final SocketChannel channel;
        private final int port;
        private long began;
        private final ByteBuffer heard = ByteBuffer.allocate(1024);
        private long nextDrip;
        private long ended;
        private long untaken;

        Dawdler(Kind kind) throws IOException {
            this.kind = kind;
            this.channel = SocketChannel.open();
            if (!kind.reads()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            }
            channel.socket().connect(server, CONNECT_MILLIS);
            port = channel.socket().getLocalPort();
            began = System.nanoTime();
            channel.write(ByteBuffer.wrap(kind.first.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            if (kind.reads()) {
                channel.register(selector, SelectionKey.OP_READ, this);
            }
            dripLater(began);
        }

        private void dripLater(long now) {
            nextDrip = now + TimeUnit.MILLISECONDS.toNanos(random.nextInt(SHORTEST_DRIP_MILLIS, LONGEST_DRIP_MILLIS));
        }

        void drip(long now) {
            if (kind.drips() && ended == 0 && now - nextDrip >= 0) {
                dripLater(now);
                try {
                    channel.write(ByteBuffer.wrap(new byte[] {'a'}));
                } catch (IOException gone) {
                    // What was said before may still be read.
                    hear();
                    end();
                }
            }
        }

        void hear() {
            try {
                if (channel.read(heard) < 0) {
                    end();
                } else if (!heard.hasRemaining()) {
                    heard.position(STATUS_LINE);
                }
            } catch (IOException reset) {
                end();
            }
        }

        /**
         * Those who read notice themselves when it is over. For the others time begins anew when the server could send
         * more, for instance that it is busy.
         *
         * @param sent bytes that wait for it; null when the server has let go
         */
        void look(@Nullable Long sent) {
            if (ended != 0 || kind.reads()) {
                return;
            }
            if (sent == null) {
                end();
            } else if (sent != untaken) {
                untaken = sent;
                began = System.nanoTime();
            }
        }

        private void end() {
            if (ended != 0) {
                return;
            }
            ended = System.nanoTime();
            try {
                channel.close();
            } catch (IOException alreadyOver) {
                // It is over either way.
            }
        }

        boolean over() {
            return ended != 0 || System.nanoTime() - began > PATIENCE.toNanos();
        }

        double seconds() {
            return ((ended == 0 ? System.nanoTime() : ended) - began) / 1e9;
        }

        boolean told408() {
            return new String(heard.array(), 0, STATUS_LINE, StandardCharsets.US_ASCII).equals("HTTP/1.1 408");
        }
    }
}
