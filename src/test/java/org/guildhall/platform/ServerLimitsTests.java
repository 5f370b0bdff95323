package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Slow clients and crowds on purpose, against limits a tenth of the real ones or less where a test is about them.
 * Elsewhere they are longer than any test, so that nobody is cut off because this machine is slow.
 */
@Timeout(90)
class ServerLimitsTests {

    private static final Duration ARRIVAL = Duration.ofMillis(600);
    private static final Duration TURN = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofMillis(600);
    private static final Duration IDLE = Duration.ofMillis(1_500);
    /** Longer than any test takes. */
    private static final Duration LONG = Duration.ofSeconds(90);
    /** Shorter than any test may take. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG);
    private static final Patience HASTY = new Patience(ARRIVAL, LONG, ANSWER, IDLE);
    /** Ends what is over. */
    private static final Patience PATIENT_UNTIL_IT_IS_IDLE = new Patience(LONG, LONG, LONG, IDLE);

    private static final int WEBHOOKS = 2;
    private static final int SEATS = 256;
    private static final byte[] MUCH = new byte[1 << 20];
    private static final byte[] LARGE = new byte[16 << 20];
    private static final int MANY = 1_000;
    /** Refusals that fit into the buffers of one connection, twice over. */
    private static final int HELD_BY_THE_SYSTEM = 2_000;

    private final CountDownLatch cutOff = new CountDownLatch(1);
    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicBoolean databaseBehind = new AtomicBoolean();
    private final Sinks.Empty<Void> work = Sinks.empty();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AdmissionProperties properties = new AdmissionProperties(WEBHOOKS, 2, 400, 0);
    private final Admission admission = new Admission(properties, databaseBehind::get, meters);
    private final List<Socket> clients = new ArrayList<>();
    private DisposableServer server = server(properties);

    private DisposableServer server(AdmissionProperties limits) {
        return server(limits, PATIENT);
    }

    private DisposableServer server(AdmissionProperties limits, Patience patience) {
        return new ServerLimits(admission, new Connections(limits, meters), patience)
                .apply(HttpServer.create().host("localhost").port(0))
                .route(routes -> routes.post(
                                "/webhooks/echo",
                                (request, response) -> response.sendString(
                                        request.receive().aggregate().asString().defaultIfEmpty("nothing")))
                        .post("/webhooks/work", (request, response) -> {
                            reached.incrementAndGet();
                            return work.asMono()
                                    .then(response.sendString(Mono.just("done")).then());
                        })
                        .get("/livez", (request, response) -> response.sendString(Mono.just("alive")))
                        .get("/desk", (request, response) -> response.sendString(Mono.just("desk")))
                        .get("/page", (request, response) -> response.sendString(Mono.just("page")))
                        .get(
                                "/api/chat/events",
                                (request, response) -> response.sendString(
                                        Flux.interval(ARRIVAL.multipliedBy(2)).map(beat -> "beat\n")))
                        .get("/large", (request, response) -> response.sendByteArray(Mono.just(LARGE)))
                        .get(
                                "/much",
                                (request, response) -> response.sendByteArray(
                                        Flux.range(0, 200).map(i -> MUCH).doFinally(end -> cutOff.countDown()))))
                .bindNow();
    }

    /** Begins again, with a server that is as patient as this. */
    private void serverIs(Patience patience) {
        server.disposeNow();
        server = server(properties, patience);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        server.disposeNow();
    }

    @Test
    void endAConnectionThatSaysNothing() throws IOException {
        serverIs(HASTY);
        assertThat(everything(connect())).isEmpty();
        assertThat(cut("silent")).isOne();
    }

    @Test
    void waitForWhoeverSaysNothingAndForNobodyWhoHasAsked() throws IOException {
        Socket client = connect();
        await().until(() -> awaited() == 1);
        send(client, "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await().until(() -> awaited() == 0);
        send(client, "GET /page HTTP/1.1\r\n");
        await().until(() -> awaited() == 1);
        client.close();
        await().until(() -> awaited() == 0);
    }

    private double awaited() {
        return meters.get("guildhall.connections.awaited").gauge().value();
    }

    @Test
    void endARequestWhoseHeadersDripInAndSayWhy() throws IOException {
        serverIs(HASTY);
        Socket client = connect();
        send(client, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\n");

        assertThat(saidWhileDripping(client, "a")).startsWith("HTTP/1.1 408 Request Timeout");
    }

    @Test
    void endARequestWhoseBodyDripsInAndSayWhy() throws IOException {
        serverIs(HASTY);
        Socket client = connect();
        send(client, "POST /webhooks/work HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");

        assertThat(saidWhileDripping(client, "a")).startsWith("HTTP/1.1 408 Request Timeout");
        assertThat(reached).hasValue(0);
    }

    @Test
    void endARequestWhoseBodyNeverComes() throws IOException {
        serverIs(HASTY);
        Socket client = connect();
        send(client, "POST /webhooks/work HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");

        assertThat(everything(client)).startsWith("HTTP/1.1 408 Request Timeout");
    }

    @Test
    void endAnUploadThatStops() throws IOException {
        serverIs(HASTY);
        Socket client = connect();
        send(client, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\nabc");

        assertThat(everything(client)).doesNotContain("200 OK");
    }

    @Test
    void endAnAnswerThatNobodyTakes() throws Exception {
        serverIs(HASTY);
        send(connect(), "GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(cutOff.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(cut("slow-answer")).isOne();
    }

    @Test
    void giveNoPlaceToARequestBehindAnAnswerThatNobodyTakes() throws IOException {
        for (int i = 0; i < WEBHOOKS; i++) {
            Socket client = connect();
            send(
                    client,
                    "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            + "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
        Socket other = connect();
        send(other, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");

        assertThat(answer(other)).contains("200 OK").endsWith("ab");
        assertThat(cut("slow-answer")).isZero();
    }

    @Test
    void readNoFurtherWhileNobodyTakesTheRefusals() {
        serverIs(HASTY);
        databaseBehind.set(true);
        String webhook = "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab";
        assertThatThrownBy(() -> {
                    Socket client = new Socket();
                    clients.add(client);
                    client.setReceiveBufferSize(4 * 1024);
                    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
                    for (int i = 0; i < MANY; i++) {
                        send(client, webhook.repeat(100));
                    }
                })
                .isInstanceOf(SocketException.class);

        assertThat(meters.counter("guildhall.admission.refused", "share", "webhooks", "reason", "database")
                        .count())
                .isLessThan(HELD_BY_THE_SYSTEM);
    }

    @Test
    void letASlowButSteadyReaderHaveItsAnswer() throws Exception {
        Duration patience = Duration.ofSeconds(2);
        serverIs(new Patience(LONG, LONG, patience, LONG));
        Socket client = connect();
        client.setReceiveBufferSize(64 * 1024);
        send(client, "GET /much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        InputStream in = client.getInputStream();
        byte[] piece = new byte[128 * 1024];
        long end = System.nanoTime() + patience.multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            assertThat(in.readNBytes(piece, 0, piece.length)).isEqualTo(piece.length);
            await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        }

        assertThat(cut("slow-answer")).isZero();
    }

    @Test
    void leaveAnEventStreamOpenThatIsSilentForLongerThanAnythingElseMayBe() throws IOException {
        serverIs(HASTY);
        Socket client = connect();
        send(client, "GET /api/chat/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
        BufferedReader lines = lines(client);

        int beats = 0;
        while (beats < 3) {
            String line = lines.readLine();
            assertThat(line).isNotNull();
            beats += line.equals("beat") ? 1 : 0;
        }
    }

    @Test
    void keepAConnectionBetweenTwoRequestsButNotForEver() throws IOException {
        serverIs(new Patience(ARRIVAL, LONG, ANSWER, Duration.ofSeconds(4)));
        Socket client = connect();
        send(client, "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK").endsWith("page");
        await().pollDelay(ARRIVAL.plusMillis(100)).until(() -> true);

        send(client, "GET /desk HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK").endsWith("desk");
        assertThat(everything(client)).isEmpty();
    }

    @Test
    void answerWhatIsAskedInOneGoInItsOrder() throws IOException {
        Socket client = connect();
        send(
                client,
                "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        + "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\ntwo!"
                        + "GET /desk HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(everything(client)).containsSubsequence("page", "two!", "desk");
    }

    @Test
    void inviteABodyThatWaitsToBeAskedFor() throws IOException {
        serverIs(PATIENT_UNTIL_IT_IS_IDLE);
        Socket client = connect();
        send(
                client,
                "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        assertThat(lines(client).readLine()).isEqualTo("HTTP/1.1 100 Continue");

        send(client, "hello");
        assertThat(everything(client)).contains("200 OK").contains("hello");
    }

    @Test
    void refuseWhatIsNoHttp() throws IOException {
        serverIs(PATIENT_UNTIL_IT_IS_IDLE);
        Socket client = connect();
        send(client, "NONSENSE\r\n\r\n");

        assertThat(everything(client)).startsWith("HTTP/1.1 400 Bad Request");
    }

    @Test
    void turnAwayWebhooksBeyondTheirShareWithoutReadingThemAndKeepTheConnection() throws IOException {
        crowd();
        Socket client = connect();
        send(client, "POST /webhooks/work HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\n");

        String refusal = answer(client);
        assertThat(refusal)
                .contains("503 Service Unavailable", "retry-after: 5", "application/problem+json", "\"status\":503")
                .doesNotContainIgnoringCase("connection: close");
        assertThat(meters.counter("guildhall.admission.refused", "share", "webhooks", "reason", "full")
                        .count())
                .isOne();

        send(client, "bodyGET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK").endsWith("page");
        assertThat(reached).hasValue(WEBHOOKS);
    }

    @Test
    void haveRoomForTheDeskAndForHealthWhateverElseIsFull() throws IOException {
        crowd();
        Socket client = connect();

        send(client, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK");
        send(client, "GET /desk HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK");
    }

    @Test
    void turnPeopleAwayWithAPage() throws IOException {
        serverIs(PATIENT_UNTIL_IT_IS_IDLE);
        admission.close();
        Socket client = connect();
        send(client, "GET /page HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");

        assertThat(everything(client))
                .contains("503 Service Unavailable", "text/html", "<h1>We are very busy just now</h1>")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void letWhoWaitsComeInWhenAPlaceIsFree() throws IOException {
        crowd();

        work.tryEmitEmpty();

        for (Socket client : clients) {
            assertThat(answer(client)).contains("200 OK").endsWith("done");
        }
        assertThat(reached).hasValue(WEBHOOKS + SEATS);
    }

    @Test
    void sendAwayWhoHasWaitedTooLong() throws IOException {
        serverIs(new Patience(LONG, TURN, LONG, LONG));
        webhooks(WEBHOOKS + SEATS);

        await().atMost(SOON)
                .until(() -> meters.counter("guildhall.admission.refused", "share", "webhooks", "reason", "waited")
                                .count()
                        == SEATS);
        assertThat(reached).hasValue(WEBHOOKS);
    }

    @Test
    void giveThePlaceOfWhoLeftToTheNext() throws IOException {
        List<Socket> first = webhooks(WEBHOOKS);
        await().atMost(SOON).until(() -> reached.get() == WEBHOOKS);
        webhooks(WEBHOOKS);

        for (Socket client : first) {
            client.close();
        }

        await().atMost(SOON).until(() -> reached.get() == 2 * WEBHOOKS);
    }

    @Test
    void turnWebhooksAwayWhileTheDatabaseIsBehind() throws IOException {
        databaseBehind.set(true);
        Socket client = connect();
        send(client, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");
        assertThat(answer(client)).contains("503 Service Unavailable");

        databaseBehind.set(false);
        send(client, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");
        assertThat(answer(client)).contains("200 OK");
    }

    @Test
    void giveEventStreamsPlacesOfTheirOwn() throws IOException {
        for (int i = 0; i < properties.streams(); i++) {
            Socket stream = connect();
            send(stream, "GET /api/chat/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(lines(stream).readLine()).contains("200 OK");
        }
        Socket client = connect();
        send(client, "GET /api/chat/events HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(answer(client)).contains("503 Service Unavailable");
        send(client, "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer(client)).contains("200 OK");
    }

    @Test
    void haveNoPlaceTakenByHundredsWhoDawdle() throws IOException {
        for (int i = 0; i < 300; i++) {
            send(connect(), "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nabc");
        }
        Socket client = connect();
        send(client, "POST /webhooks/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");

        assertThat(answer(client)).contains("200 OK").endsWith("ab");
    }

    @Test
    void takeNoMoreConnectionsThanAreAllowedFromOneAddress() throws IOException {
        DisposableServer strict = server(new AdmissionProperties(WEBHOOKS, 2, 400, 2));
        try (Socket first = connect(strict);
                Socket second = connect(strict)) {
            send(first, "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
            send(second, "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(answer(first)).contains("200 OK");
            assertThat(answer(second)).contains("200 OK");
            try (Socket third = connect(strict)) {
                assertThat(everything(third)).isEmpty();
            }
            assertThat(cut("too-many")).isOne();
            second.close();
            await().atMost(SOON).untilAsserted(() -> {
                try (Socket again = connect(strict)) {
                    send(again, "GET /page HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                    assertThat(everything(again)).contains("200 OK");
                }
            });
        } finally {
            strict.disposeNow();
        }
    }

    /** Takes every place and every seat there is for webhooks. */
    private void crowd() throws IOException {
        webhooks(WEBHOOKS + SEATS);
        await().atMost(SOON)
                .until(() -> meters.get("guildhall.admission.waiting")
                                .tag("share", "webhooks")
                                .gauge()
                                .value()
                        == SEATS);
    }

    private List<Socket> webhooks(int many) throws IOException {
        List<Socket> sent = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Socket client = connect();
            send(client, "POST /webhooks/work HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nab");
            sent.add(client);
        }
        return sent;
    }

    private double cut(String reason) {
        return meters.counter("guildhall.connections.cut", "reason", reason).count();
    }

    private Socket connect() throws IOException {
        Socket client = connect(server);
        clients.add(client);
        return client;
    }

    private static Socket connect(DisposableServer to) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), to.port());
        client.setSoTimeout((int) SOON.toMillis());
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static BufferedReader lines(Socket client) throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** One whole answer: its headers, and a body whose length they say or that comes in pieces. */
    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder said = new StringBuilder();
        readUntil(in, said, "\r\n\r\n");
        String headers = said.toString().toLowerCase(java.util.Locale.ROOT);
        if (headers.contains("content-length: ")) {
            int length = Integer.parseInt(headers.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
            said.append(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
        } else if (headers.contains("transfer-encoding: chunked")) {
            StringBuilder pieces = new StringBuilder();
            readUntil(in, pieces, "0\r\n\r\n");
            said.append(pieces.toString().replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", ""));
        }
        return said.toString();
    }

    private static void readUntil(InputStream in, StringBuilder said, String end) throws IOException {
        while (said.indexOf(end) < 0) {
            int next = in.read();
            assertThat(next).as("the connection ended after: " + said).isNotNegative();
            said.append((char) next);
        }
    }

    /** Reads until the server closes; a time-out of the socket, which is an exception, fails the test. */
    private static String everything(Socket client) throws IOException {
        StringBuilder said = new StringBuilder();
        InputStream in = client.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        } catch (SocketException closed) {
            return said.toString();
        }
        return said.toString();
    }

    /** Sends a byte more often than any limit between two pieces, for far longer than a whole request may take. */
    private static String saidWhileDripping(Socket client, String piece) throws IOException {
        long end = System.nanoTime() + ARRIVAL.multipliedBy(25).toNanos();
        client.setSoTimeout(100);
        StringBuilder said = new StringBuilder();
        while (System.nanoTime() < end) {
            try {
                send(client, piece);
                int next = client.getInputStream().read();
                if (next < 0) {
                    return said.toString();
                }
                said.append((char) next);
                client.setSoTimeout((int) SOON.toMillis());
            } catch (SocketTimeoutException stillOpen) {
                continue;
            } catch (SocketException closed) {
                return said + everything(client);
            }
        }
        throw new AssertionError("Still open after " + said);
    }
}
