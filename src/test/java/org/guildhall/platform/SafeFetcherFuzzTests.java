package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever address a messenger names for a file, or sends us on to: nobody is led into our own network. */
class SafeFetcherFuzzTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than any address in a redirect that a server would give. */
    private static final int LONGEST_TARGET = 1000;

    /** What a careless operator might allow. */
    private static final Set<String> HOSTS = Set.of(
            "media.example", "*.cdn.example", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "10.0.0.1");

    /** The names that were looked up, all of which lead into our own network. */
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    private static final SafeFetcher FETCHER = new SafeFetcher(
            name -> {
                ASKED.add(name);
                return new InetAddress[] {InetAddress.getByName("10.0.0.1")};
            },
            PublicAddress::is,
            443);

    /** Where the server sends everybody on to. */
    private static volatile String target = "";

    private static final HttpServer SERVER = server();

    @AfterAll
    static void stop() {
        SERVER.stop(0);
    }

    static Stream<byte[]> addresses() {
        return Stream.concat(
                Stream.of(
                                "https://media.example/file",
                                "https://MEDIA.example:443/file?a=b#c",
                                "https://a.b.cdn.example/file",
                                "https://cdn.example/file",
                                "https://media.example./file",
                                "https://media.example.evil.example/",
                                "https://media.example@127.0.0.1/",
                                "https://media.example:8443/",
                                "https://media.example\\@127.0.0.1/",
                                "https://127.0.0.1/",
                                "https://127.0.0.1.cdn.example/",
                                "https://127.1/",
                                "https://2130706433/",
                                "https://0x7f000001/",
                                "https://[::1]/",
                                "https://[::ffff:10.0.0.1]/",
                                "http://169.254.169.254/latest/meta-data",
                                "//169.254.169.254/latest/meta-data",
                                "http://localhost/",
                                "file:///etc/passwd",
                                "jar:file:///a.jar!/b",
                                "/file",
                                "?a=b",
                                "../..",
                                "%2e%2e/",
                                "https:media.example",
                                "mailto:x",
                                "https://",
                                "")
                        .map(address -> address.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("addresses")
    @FuzzTest(maxDuration = "60s")
    void noAddressLeadsIntoOurOwnNetwork(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (String before : List.of("", "https://", "https://media.example", "https://media.example/")) {
                parsed(before + text).ifPresent(from -> {
                    ASKED.clear();
                    Why why = why(new Fetch(from, HOSTS, Set.of(), Map.of(), 1, PATIENCE, HOSTS));
                    assertThat(why)
                            .as("%s", from)
                            .isEqualTo(ASKED.isEmpty() ? Why.HOST_NOT_ALLOWED : Why.ADDRESS_NOT_ALLOWED);
                    onlyKnownNamesWereAsked();
                });
            }
        }
    }

    @MethodSource("addresses")
    @FuzzTest(maxDuration = "60s")
    void noRedirectLeadsIntoOurOwnNetwork(byte[] bytes) {
        URI server = URI.create("http://127.0.0.1:" + SERVER.getAddress().getPort());
        for (String text : Seeds.texts(bytes)) {
            target = sendable(text);
            ASKED.clear();
            Why why = why(new Fetch(server.resolve("/moved"), Set.of(), Set.of(server), Map.of(), 1, PATIENCE, HOSTS));
            // Our own server knows no path without a slash at its start.
            assertThat(why)
                    .as(target)
                    .isIn(
                            ASKED.isEmpty()
                                    ? Set.of(Why.REDIRECT_NOT_ALLOWED, Why.GONE)
                                    : Set.of(Why.ADDRESS_NOT_ALLOWED));
            onlyKnownNamesWereAsked();
        }
    }

    private static void onlyKnownNamesWereAsked() {
        assertThat(ASKED)
                .allMatch(name -> name.equalsIgnoreCase("media.example")
                        || name.toLowerCase(Locale.ROOT).endsWith(".cdn.example"));
    }

    private static Why why(Fetch fetch) {
        return catchThrowableOfType(
                        FetchFailed.class, () -> FETCHER.fetch(fetch).block(PATIENCE.multipliedBy(2)))
                .why();
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException nonsense) {
            return Optional.empty();
        }
    }

    /** As much of it as fits into a header. */
    private static String sendable(String text) {
        String printable = text.replaceAll("[^ -~]", "");
        return printable.substring(0, Math.min(LONGEST_TARGET, printable.length()));
    }

    private static HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", SafeFetcherFuzzTests::redirect);
            server.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }
}
