package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.canary.Canary;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SafeFetcherTests {

    private static final int MOST = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = Canary.secret("path-token");

    private final Server server = new Server("127.0.0.1", 0);
    private final SafeFetcher fetcher = new SafeFetcher();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesFromAnOriginThatTheOperatorSet() {
        server.answers("/file", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(body("/file")).isEqualTo("hello");
    }

    @Test
    void showsItsHeadersToThatHostOnly() {
        try (Server other = new Server("127.0.0.1", 0)) {
            server.answers("/moved", redirect(other.url("/stolen")));

            assertThat(why(fetch(server.url("/moved"), PATIENCE))).isEqualTo(Why.REDIRECT_NOT_ALLOWED);
            assertThat(server.heads).singleElement().asString().contains("Bearer ");
            assertThat(other.heads).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://media.example/file",
                "https://other.example/file",
                "https://media.example.other.example/file",
                "https://notmedia.example/file",
                "https://media.example:8443/file",
                "https://media.example./file",
                "https://user@media.example/file",
                "https://media.example@127.0.0.1/file",
                "https://127.0.0.1/file",
                "https://127.1/file",
                "https://2130706433/file",
                "https://0x7f000001/file",
                "https://0177.0.0.1/file",
                "https://[::1]/file",
                "https://[::ffff:127.0.0.1]/file",
                "https://[::ffff:7f00:1]/file",
                "file:///etc/passwd",
                "jar:file:///a.jar!/b",
                "gopher://media.example/file",
                "media.example/file"
            })
    void asksNoHostThatIsNotOnTheList(String address) {
        Set<String> careless =
                Set.of("media.example", "127.0.0.1", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]");
        Fetch fetch = new Fetch(URI.create(address), careless, Set.of(), Map.of(), MOST, PATIENCE);
        SafeFetcher nobodyAsked = new SafeFetcher(
                host -> {
                    throw new AssertionError("asked for " + host);
                },
                address1 -> true,
                443);

        assertThat(why(nobodyAsked, fetch)).isEqualTo(Why.HOST_NOT_ALLOWED);
    }

    @Test
    void exemptsTheExactOriginOnly() {
        for (String near : List.of(
                "http://localhost:" + server.port() + "/file",
                "https://127.0.0.1:" + server.port() + "/file",
                "http://127.0.0.1:1/file",
                "http://x@127.0.0.1:" + server.port() + "/file")) {
            assertThat(why(fetch(near, PATIENCE))).as(near).isEqualTo(Why.HOST_NOT_ALLOWED);
        }
        assertThat(server.heads).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"*.media.example,a.media.example", "*.media.example,a.b.media.example", "media.example,MEDIA.example"})
    void knowsWhichHostsAnEntryMeans(String entry, String host) {
        SafeFetcher inside = new SafeFetcher(name -> addresses("10.0.0.1"), PublicAddress::is, 443);
        Fetch fetch =
                new Fetch(URI.create("https://" + host + "/file"), Set.of(entry), Set.of(), Map.of(), MOST, PATIENCE);

        assertThat(why(inside, fetch)).isEqualTo(Why.ADDRESS_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fd00::1"})
    void goesNowhereWhenOneOfSeveralAddressesIsOurOwn(String own) {
        SafeFetcher mixed = new SafeFetcher(name -> addresses("149.154.167.220", own), PublicAddress::is, 443);

        assertThat(why(mixed, guarded(443))).isEqualTo(Why.ADDRESS_NOT_ALLOWED);
    }

    @Test
    void connectsToTheAddressThatWasCheckedAndAsksForNoOther() {
        try (Server checked = new Server("127.0.0.2", 0);
                Server canary = new Server("127.0.0.1", checked.port())) {
            AtomicInteger asked = new AtomicInteger();
            SafeFetcher rebound = new SafeFetcher(
                    name -> addresses(asked.incrementAndGet() == 1 ? "127.0.0.2" : "127.0.0.1"),
                    address -> address.getHostAddress().equals("127.0.0.2"),
                    checked.port());

            assertThat(why(rebound, guarded(checked.port()))).isEqualTo(Why.UNREACHABLE);
            assertThat(asked).hasValue(1);
            assertThat(checked.connections).hasValue(1);
            assertThat(canary.connections).hasValue(0);
            assertThat(why(rebound, guarded(checked.port())))
                    .as("looked up and checked anew")
                    .isEqualTo(Why.ADDRESS_NOT_ALLOWED);
            assertThat(canary.connections).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://169.254.169.254/latest/meta-data",
                "//169.254.169.254/latest/meta-data",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://localhost/",
                "https://127.0.0.1/",
                "file:///etc/passwd",
                "jar:file:///a.jar!/b",
                "http://a b/"
            })
    void isNotSentElsewhere(String target) {
        server.answers("/moved", redirect(target));

        assertThat(why(fetch(server.url("/moved"), PATIENCE))).isEqualTo(Why.REDIRECT_NOT_ALLOWED);
        assertThat(server.heads).hasSize(1);
    }

    @Test
    void isSentOnToAHostTheCallerExpectsAndShowsItNoHeaders() {
        try (Server store = new Server("127.0.0.1", 0)) {
            server.answers("/moved", redirect(store.url("/file")));
            store.answers("/file", redirect("/stored"));
            store.answers("/stored", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
            Set<URI> both = Set.of(URI.create(server.url("")), URI.create(store.url("")));

            assertThat(fetcher.fetch(onward(server.url("/moved"), both)).block(PATIENCE))
                    .asString()
                    .isEqualTo("hello");
            assertThat(server.heads).singleElement().asString().contains("Bearer ");
            assertThat(store.heads).hasSize(2).allMatch(head -> !head.contains("Bearer "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://store.example/file",
                "https://store.example.other.example/file",
                "https://media.example/file",
                "https://store.example:8443/file",
                "https://user@store.example/file",
                "https://127.0.0.1/file"
            })
    void isSentOnToNoOtherHost(String target) {
        server.answers("/moved", redirect(target));

        assertThat(why(onward(server.url("/moved"), Set.of(URI.create(server.url(""))))))
                .isEqualTo(Why.REDIRECT_NOT_ALLOWED);
    }

    @Test
    void checksTheAddressOfTheHostItIsSentOnTo() {
        SafeFetcher inside = new SafeFetcher(name -> addresses("10.0.0.1"), PublicAddress::is, 443);
        server.answers("/moved", redirect("https://store.example/file"));

        assertThat(why(inside, onward(server.url("/moved"), Set.of(URI.create(server.url(""))))))
                .isEqualTo(Why.ADDRESS_NOT_ALLOWED);
    }

    private static Fetch onward(String address, Set<URI> exempt) {
        return new Fetch(
                URI.create(address),
                Set.of("media.example"),
                exempt,
                Map.of("Authorization", "Bearer " + TOKEN),
                MOST,
                PATIENCE,
                Set.of("store.example"));
    }

    @Test
    void followsThreeRedirectsOnTheSameHostAndNoFourth() {
        server.answers("/file", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        server.answers("/1", redirect("/file"));
        server.answers("/2", redirect(server.url("/1")));
        server.answers("/3", redirect("2"));
        server.answers("/4", redirect("/3"));

        assertThat(body("/3")).isEqualTo("hello");
        assertThat(why(fetch(server.url("/4"), PATIENCE))).isEqualTo(Why.REDIRECT_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
            })
    void stopsABodyThatNeverEnds(String head) {
        CountDownLatch closed = new CountDownLatch(1);
        String piece = head.contains("chunked") ? "2000\r\n" + "x".repeat(0x2000) + "\r\n" : "x".repeat(0x2000);
        server.pages.put("/endless", out -> {
            try {
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write(piece.getBytes(StandardCharsets.US_ASCII));
                }
            } finally {
                closed.countDown();
            }
        });

        assertThat(why(fetch(server.url("/endless"), PATIENCE))).isEqualTo(Why.TOO_LARGE);
        await().atMost(PATIENCE).until(() -> closed.getCount() == 0);
    }

    @Test
    void takesExactlyAsMuchAsAllowed() {
        String most = "x".repeat(MOST);
        server.answers("/most", "HTTP/1.1 200 OK\r\nContent-Length: " + MOST + "\r\n\r\n" + most);
        server.answers("/more", "HTTP/1.1 200 OK\r\n\r\n" + most + "y");

        assertThat(body("/most")).isEqualTo(most);
        assertThat(why(fetch(server.url("/more"), PATIENCE))).isEqualTo(Why.TOO_LARGE);
    }

    @Test
    void believesNoLengthThatIsALie() {
        server.answers("/longer", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello");
        server.answers("/shorter", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" + "x".repeat(MOST));

        assertThat(why(fetch(server.url("/longer"), PATIENCE))).isEqualTo(Why.UNREACHABLE);
        assertThat(body("/shorter")).isEqualTo("hello");
    }

    @Test
    void waitsNoLongerThanAskedForASlowBody() {
        CountDownLatch enough = new CountDownLatch(1);
        server.pages.put("/slow", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nh".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            enough.await();
        });

        assertThat(why(fetch(server.url("/slow"), Duration.ofMillis(500)))).isEqualTo(Why.TOO_SLOW);
        enough.countDown();
    }

    @ParameterizedTest
    @CsvSource({"404,GONE", "403,GONE", "410,GONE", "204,GONE", "429,UNREACHABLE", "500,UNREACHABLE", "503,UNREACHABLE"
    })
    void saysWhetherAnotherTryMayHelp(int status, Why why) {
        server.answers("/file", "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n");

        assertThat(why(fetch(server.url("/file"), PATIENCE))).isEqualTo(why);
    }

    @Test
    void saysNothingOfTheAddressButItsHost() {
        server.answers("/bot" + TOKEN, "HTTP/1.1 500 X\r\n\r\n");
        Fetch fetch = fetch(server.url("/bot" + TOKEN + "?key=" + TOKEN), PATIENCE);

        FetchFailed failure = failure(fetcher, fetch);
        assertThat(failure).hasMessage("127.0.0.1: unreachable").hasNoCause();
        assertThat(fetch.toString()).isEqualTo("Fetch[127.0.0.1]");
    }

    private String body(String path) {
        byte[] bytes = fetcher.fetch(fetch(server.url(path), PATIENCE)).block(PATIENCE);
        return new String(bytes == null ? new byte[0] : bytes, StandardCharsets.US_ASCII);
    }

    private Fetch fetch(String address, Duration patience) {
        return new Fetch(
                URI.create(address),
                Set.of("media.example"),
                Set.of(URI.create(server.url(""))),
                Map.of("Authorization", "Bearer " + TOKEN),
                MOST,
                patience);
    }

    private static Fetch guarded(int port) {
        return new Fetch(
                URI.create("https://media.example:" + port + "/file"),
                Set.of("media.example"),
                Set.of(),
                Map.of(),
                MOST,
                PATIENCE);
    }

    private Why why(Fetch fetch) {
        return why(fetcher, fetch);
    }

    private static Why why(SafeFetcher fetcher, Fetch fetch) {
        return failure(fetcher, fetch).why();
    }

    private static FetchFailed failure(SafeFetcher fetcher, Fetch fetch) {
        return catchThrowableOfType(
                FetchFailed.class, () -> fetcher.fetch(fetch).block(PATIENCE.multipliedBy(2)));
    }

    private static InetAddress[] addresses(String... all) throws java.net.UnknownHostException {
        InetAddress[] addresses = new InetAddress[all.length];
        for (int i = 0; i < all.length; i++) {
            addresses[i] = InetAddress.getByName(all[i]);
        }
        return addresses;
    }

    private static String redirect(String target) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** Says byte for byte what it is told to, once a connection. */
    private static final class Server implements AutoCloseable {
        final Map<String, Page> pages = new ConcurrentHashMap<>();
        final List<String> heads = new CopyOnWriteArrayList<>();
        final AtomicInteger connections = new AtomicInteger();
        private final ServerSocket socket;

        Server(String address, int port) {
            try {
                socket = new ServerSocket(port, 50, InetAddress.getByName(address));
            } catch (IOException taken) {
                throw new java.io.UncheckedIOException(taken);
            }
            Thread.ofVirtual().start(this::accept);
        }

        interface Page {
            void to(OutputStream out) throws IOException, InterruptedException;
        }

        int port() {
            return socket.getLocalPort();
        }

        String url(String path) {
            return "http://127.0.0.1:" + port() + path;
        }

        void answers(String path, String answer) {
            pages.put(path, out -> out.write(answer.getBytes(StandardCharsets.US_ASCII)));
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket connection = socket.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> answer(connection));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void answer(Socket connection) {
            try (connection) {
                StringBuilder head = new StringBuilder();
                int next = connection.getInputStream().read();
                // A TLS hello, with which this server cannot speak, begins with 22.
                while (next >= 0 && next != 22) {
                    head.append((char) next);
                    if (head.indexOf("\r\n\r\n") >= 0) {
                        break;
                    }
                    next = connection.getInputStream().read();
                }
                heads.add(head.toString());
                String[] words = head.toString().split("[ ?]", 3);
                Page page = words.length > 1 ? pages.get(words[1]) : null;
                if (page != null) {
                    page.to(connection.getOutputStream());
                }
            } catch (IOException | InterruptedException gone) {
                // The other side has seen enough.
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException closed) {
                throw new java.io.UncheckedIOException(closed);
            }
        }
    }
}
