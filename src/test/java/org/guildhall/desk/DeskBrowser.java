package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** As much of a browser as forms need: keeps cookies, and sends with a form the token of the last page that had one. */
final class DeskBrowser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final String server;
    private static final int LARGEST_PAGE = 16 * 1024 * 1024;

    private final WebTestClient web;
    private final Map<String, String> cookies = new HashMap<>();
    private String page = "";
    private String token = "";

    DeskBrowser(String server) {
        this.server = server;
        this.web = WebTestClient.bindToServer()
                // A list of everybody is long after all other tests.
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_PAGE))
                .baseUrl(server)
                .responseTimeout(SOON)
                .defaultHeader(HttpHeaders.ACCEPT, "text/html")
                .defaultHeader(
                        HttpHeaders.USER_AGENT,
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .build();
    }

    /** What was answered. */
    record Answer(int status, String location, String body) {}

    /** The page as it was shown last. */
    String page() {
        return page;
    }

    String cookie(String name) {
        return Objects.requireNonNull(cookies.get(name), name);
    }

    Answer get(String path) {
        return answered(web.get()
                .uri(URI.create(server + path))
                .cookies(this::put)
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    /** Opens a stream and reads no more of it than that it is there. */
    Answer open(String path) {
        FluxExchangeResult<byte[]> opened = web.get()
                .uri(URI.create(server + path))
                .cookies(this::put)
                .exchange()
                .returnResult(byte[].class);
        opened.getResponseBody().take(1).blockLast(SOON);
        return new Answer(
                opened.getStatus().value(),
                Objects.requireNonNullElse(opened.getResponseHeaders().getFirst(HttpHeaders.LOCATION), ""),
                "");
    }

    /** Sends a form of the page it stands on, its fields in pairs. */
    Answer post(String path, String... fields) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("_csrf", token);
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i], fields[i + 1]);
        }
        return answered(web.post()
                .uri(path)
                .cookies(this::put)
                .body(BodyInserters.fromFormData(form))
                .exchange()
                .expectBody(String.class)
                .returnResult());
    }

    private void put(MultiValueMap<String, String> sent) {
        cookies.forEach(sent::add);
    }

    private Answer answered(EntityExchangeResult<String> result) {
        result.getResponseCookies().forEach((name, set) -> {
            ResponseCookie cookie = set.getLast();
            if (cookie.getMaxAge().isZero()) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie.getValue());
            }
        });
        String body = Objects.requireNonNullElse(result.getResponseBody(), "");
        if (!body.isEmpty()) {
            page = body;
        }
        Matcher found = FORM_TOKEN.matcher(body);
        if (found.find()) {
            token = found.group(1);
        }
        return new Answer(
                result.getStatus().value(),
                Objects.requireNonNullElse(result.getResponseHeaders().getFirst(HttpHeaders.LOCATION), ""),
                body);
    }

    /** Signs in with the password that everybody in tests has; what that is answered with. */
    Answer signIn(String username) {
        get("/login");
        return post("/login", "username", username, "password", DeskFixture.PASSWORD, "next", "");
    }

    /** The first thing in the page that the pattern's group matches. */
    String read(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(page);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
