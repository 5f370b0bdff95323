package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.OpenHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The public pages and the instant answers over HTTP. */
class SiteFlowTests extends OpenHouse {

    private WebTestClient web;

    @BeforeEach
    void connect() {
        web = WebTestClient.bindToServer()
                .baseUrl(server())
                .responseTimeout(java.time.Duration.ofSeconds(20))
                .build();
    }

    @Test
    void answersAQuestionForPrograms() {
        web.get()
                .uri("/api/answers?q=my bin was missed&lang=en")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .expectHeader()
                .valueMatches("Cache-Control", ".*private.*")
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("answer")
                .jsonPath("$.confidence")
                .isEqualTo(0.97)
                .jsonPath("$.text")
                .value(String.class, text -> assertThat(text).contains("**not emptied**"))
                .jsonPath("$.article.id")
                .isEqualTo("missed-bin")
                .jsonPath("$.article.version")
                .isEqualTo(1)
                .jsonPath("$.article.url")
                .isEqualTo("http://localhost:8080/help/missed-bin")
                .jsonPath("$.alternatives")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tax,clarify,2", "how old is the moon,handover,0"})
    void saysNothingWhenItIsNotSure(String question, String outcome, int alternatives) {
        web.get()
                .uri("/api/answers?q={q}", question)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo(outcome)
                .jsonPath("$.text")
                .isEqualTo(null)
                .jsonPath("$.article")
                .isEqualTo(null)
                .jsonPath("$.alternatives.length()")
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({"I smell gas,danger", "hello,smalltalk"})
    void tellsDangerAndSmallTalkApart(String question, String outcome) {
        web.get()
                .uri("/api/answers?q={q}", question)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo(outcome)
                .jsonPath("$.text")
                .isNotEmpty();
    }

    @Test
    void namesTheParameterThatIsMissingOrTooLong() {
        for (String query : new String[] {"", "?q=", "?q=%20", "?q=" + "a".repeat(1_001)}) {
            web.get()
                    .uri(java.net.URI.create(server() + "/api/answers" + query))
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.field")
                    .isEqualTo("q")
                    .jsonPath("$.detail")
                    .isNotEmpty();
        }
    }

    @Test
    void showsHomeSearchAndHelpPages() {
        assertThat(page("/", 200))
                .contains("How can we help?", "Skip to main content", "Privacy notice")
                .contains("Bins and recycling", "Report a missed bin collection")
                .doesNotContain("/help/greeting");
        assertThat(page("/?q=my bin", 200)).contains("<strong>not emptied</strong>", "/help/missed-bin");
        assertThat(page("/?q=council tax", 200)).contains("Did you mean", "/help/council-tax-pay");
        assertThat(page("/?q=moon", 200)).contains("We are not sure about that");
        assertThat(page("/?q=", 400)).contains("Write a question first");
        assertThat(page("/help/missed-bin", 200))
                .contains(
                        "Report a missed bin collection",
                        "31 March 2027",
                        "If you live in a flat",
                        "In snow they start later");
        assertThat(page("/accessibility", 200)).contains("version 2.2");
    }

    @Test
    void sendsOldAddressesOn() {
        web.get()
                .uri("/help/missed-collection")
                .exchange()
                .expectStatus()
                .isPermanentRedirect()
                .expectHeader()
                .location("/help/missed-bin");
        web.get().uri("/help").exchange().expectHeader().location("/");
        web.get().uri("/help?q={words}", "bin day").exchange().expectHeader().location("/?q=bin%20day");
    }

    @Test
    void escapesTheQuestionItRepeats() {
        assertThat(page("/?q=<script>alert(1)</script>", 200)).doesNotContain("<script>alert");
    }

    @Test
    void tellsPeopleAndProgramsThatAPageIsNotThere() {
        assertThat(page("/help/no-such-page", 404)).contains("Page not found", "search our help pages");
        assertThat(page("/help/greeting", 404)).contains("Page not found");
        assertThat(page("/nowhere", 404)).contains("Page not found");
        web.get()
                .uri("/nowhere")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(404);
    }

    @Test
    void protectsEveryResponse() {
        for (String path : new String[] {"/", "/chat", "/nowhere", "/api/answers", "/assets/guildhall.css", "/livez"}) {
            HttpHeaders headers =
                    web.get().uri(path).exchange().expectBody().returnResult().getResponseHeaders();
            assertThat(headers.getFirst("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                    .contains(
                            path.equals("/chat")
                                    ? "frame-ancestors 'self' https://www.marlbridge.example"
                                    : "frame-ancestors 'none'");
            assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(headers.getFirst("Set-Cookie"))
                    .as("a page view sets no cookie")
                    .isNull();
        }
    }

    @Test
    void letsBrowsersKeepAssetsUnderTheirHash() {
        String css = page("/", 200).replaceAll("(?s).*?(/assets/guildhall\\.css\\?v=[0-9a-f]{16}).*", "$1");
        web.get()
                .uri(css)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueMatches("Cache-Control", ".*max-age=31536000.*immutable.*");
        String etag = web.get()
                .uri("/assets/guildhall.css")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Cache-Control", "no-cache")
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();
        web.get()
                .uri("/assets/guildhall.css")
                .header("If-None-Match", String.valueOf(etag))
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void leavesOutTheTypefaceOfGovUk() {
        for (String name : new String[] {"govuk-frontend.css", "moj-frontend.css"}) {
            String css = web.get()
                    .uri("/assets/" + name)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(css).contains("arial").doesNotContain("GDS Transport", ".woff");
        }
    }

    @Test
    void letsOnlyAllowedSitesCall() {
        web.get()
                .uri("/api/answers?q=bin")
                .header("Origin", "https://www.marlbridge.example")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "https://www.marlbridge.example");
        web.get()
                .uri("/api/answers?q=bin")
                .header("Origin", "https://evil.example")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void saysThatItIsAliveAndReadyOnTheMainPort() {
        web.get().uri("/livez").exchange().expectStatus().isOk();
        web.get().uri("/readyz").exchange().expectStatus().isOk();
    }

    private String page(String path, int status) {
        String html = web.get()
                .uri(
                        path.contains("?") ? path.replace("=", "={q}").replaceAll("\\{q}.*", "{q}") : path,
                        path.contains("=") ? path.substring(path.indexOf('=') + 1) : "")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_HTML)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return html == null ? "" : html;
    }
}
