package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Slow clients on purpose, against limits a tenth of the real ones or less. */
@Timeout(30)
class ServerLimitsTests {

    private static final Duration READ = Duration.ofMillis(300);
    private static final Duration REQUEST = Duration.ofMillis(900);
    private static final Duration WRITE = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofMillis(600);
    private static final byte[] MUCH = new byte[1 << 20];

    private final CountDownLatch cutOff = new CountDownLatch(1);
    private final DisposableServer server = new ServerLimits(READ, REQUEST, WRITE)
            .apply(HttpServer.create().host("localhost").port(0).idleTimeout(IDLE))
            .route(routes -> routes.post(
                            "/receive",
                            (request, response) -> request.receive()
                                    .then(response.sendString(Mono.just("thanks"))
                                            .then()))
                    .get(
                            "/much",
                            (request, response) -> response.sendByteArray(
                                    Flux.range(0, 200).map(i -> MUCH).doFinally(end -> cutOff.countDown()))))
            .bindNow();

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void endAConnectionThatSaysNothing() throws IOException {
        try (Socket client = connect()) {
            assertThat(ended(client)).isTrue();
        }
    }

    @Test
    void endARequestWhoseHeadersDripIn() throws IOException {
        try (Socket client = connect()) {
            send(client, "POST /receive HTTP/1.1\r\nHost: localhost\r\n");
            assertThat(endsWhileDripping(client, "a")).isTrue();
        }
    }

    @Test
    void endARequestWhoseBodyDripsIn() throws IOException {
        try (Socket client = connect()) {
            send(client, "POST /receive HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            assertThat(endsWhileDripping(client, "a")).isTrue();
        }
    }

    @Test
    void endARequestWhoseBodyNeverComes() throws IOException {
        try (Socket client = connect()) {
            send(client, "POST /receive HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            assertThat(ended(client)).isTrue();
        }
    }

    @Test
    void endAnAnswerThatNobodyTakes() throws Exception {
        try (Socket client = connect()) {
            send(client, "GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(cutOff.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads until the server closes; a time-out of the socket, which is an exception, fails the test. */
    private static boolean ended(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        try {
            while (in.read() >= 0) {
                // An answer such as 408 may come first.
                continue;
            }
        } catch (SocketException e) {
            return true;
        }
        return true;
    }

    /** Sends a byte more often than any limit between two pieces, for far longer than a whole request may take. */
    private static boolean endsWhileDripping(Socket client, String piece) throws IOException {
        long end = System.nanoTime() + REQUEST.multipliedBy(5).toNanos();
        client.setSoTimeout(100);
        while (System.nanoTime() < end) {
            try {
                send(client, piece);
                if (client.getInputStream().read() < 0) {
                    return true;
                }
            } catch (java.net.SocketTimeoutException stillOpen) {
                continue;
            } catch (SocketException closed) {
                return true;
            }
        }
        return false;
    }
}
