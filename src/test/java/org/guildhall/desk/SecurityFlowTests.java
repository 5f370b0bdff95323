package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

/** Who may ask for what, tried from outside. */
class SecurityFlowTests extends DeskServer {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Test
    void startsNoSessionForThePublic() {
        long before = sessions();
        for (String path : List.of("/", "/chat", "/livez", "/assets/guildhall.css", "/help/nothing")) {
            HttpHeaders headers = nobody().get()
                    .uri(path)
                    .exchange()
                    .returnResult(String.class)
                    .getResponseHeaders();
            assertThat(headers.getOrEmpty(HttpHeaders.SET_COOKIE)).as(path).isEmpty();
        }
        assertThat(sessions()).isEqualTo(before);
    }

    private long sessions() {
        return jdbc.sql("select count(*) from staff_sessions").query(Long.class).single();
    }

    @Test
    void hidesEverythingThatIsNotListed() {
        for (String path : List.of(
                "/actuator/health",
                "/actuator/prometheus",
                "/actuator/env",
                "/env",
                "/heapdump",
                "/api/nothing",
                "/DESK",
                "/internal",
                "/api/Desk/queue")) {
            nobody().get().uri(path).exchange().expectStatus().isNotFound();
            as(BOSS).get().uri(path).exchange().expectStatus().isNotFound();
        }
    }

    @Test
    void letsNobodyPastTheWallByADressedUpPath() {
        for (String path : List.of(
                "//desk",
                "/desk/..;/desk/staff",
                "/desk;x=1",
                "/./desk",
                "/%64esk/staff",
                "/assets/..%2fdesk",
                "/assets/%2e%2e/desk",
                "/desk%5cstaff",
                "/desk.",
                "/api//desk/queue",
                "/api/desk/%71ueue")) {
            int status = nobody().get()
                    .uri(URI.create(server() + path))
                    .exchange()
                    .returnResult(String.class)
                    .getStatus()
                    .value();
            assertThat(status).as(path).isIn(303, 400, 401, 404);
        }
    }

    @Test
    void asksProgramsForCredentials() {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE)) {
            nobody().method(method)
                    .uri("/api/desk/queue")
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectHeader()
                    .value(
                            HttpHeaders.WWW_AUTHENTICATE,
                            challenge -> assertThat(challenge).contains("Basic", "Bearer"));
        }
        for (String header : List.of(
                "Basic", "Basic !!!", "Basic YQ==", "Bearer", "Bearer ", "Bearer x", "Digest x", "Basic Ojo=", "")) {
            nobody().get()
                    .uri("/api/desk/queue")
                    .header(HttpHeaders.AUTHORIZATION, header)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    @Test
    void refusesWhatARoleDoesNotMayDo() {
        as(ANNA).post()
                .uri("/api/desk/staff")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        as(ANNA).post()
                .uri("/api/desk/staff/anna/tokens")
                .exchange()
                .expectStatus()
                .isForbidden();
        as(EDITOR).get().uri("/api/desk/queue").exchange().expectStatus().isForbidden();
        as(EDITOR)
                .get()
                .uri("/api/desk/conversations/{id}", waiting("waste", "x"))
                .exchange()
                .expectStatus()
                .isForbidden();
        as(EDITOR).get().uri("/api/desk/events").exchange().expectStatus().isForbidden();
    }

    @Test
    void showsStaffOnlyTheirTeamsConversations() {
        UUID waste = waiting("waste", "mine");
        UUID housing = waiting("housing", "not mine");
        String queue = String.valueOf(as(ANNA).get()
                .uri("/api/desk/queue")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(queue).contains(waste.toString()).doesNotContain(housing.toString());

        assertThat(status(signedIn(ANNA), "/desk/conversations/" + waste)).isEqualTo(200);
        assertThat(status(signedIn(ANNA), "/desk/conversations/" + housing)).isEqualTo(404);
        assertThat(status(signedIn(ANNA), "/desk/live/conversations/" + housing))
                .isEqualTo(404);
        assertThat(status(signedIn(BOSS), "/desk/conversations/" + housing)).isEqualTo(200);
        assertThat(status(signedIn(ANNA), "/desk/staff")).isEqualTo(403);
        assertThat(status(signedIn(ANNA), "/desk/audit")).isEqualTo(403);
        assertThat(status(signedIn(EDITOR), "/desk/conversations/" + waste)).isEqualTo(403);
        assertThat(status(signedIn(EDITOR), "/desk/knowledge")).isEqualTo(200);
    }

    private int status(WebTestClient client, String path) {
        return client.get()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    @Test
    void sendsWhoeverIsNotSignedInToTheSignInPage() {
        UUID id = waiting("waste", "x");
        nobody().get()
                .uri("/desk")
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/login");
        nobody().get()
                .uri("/desk/conversations/{id}", id)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/login?next=%2Fdesk%2Fconversations%2F" + id);
        nobody().get().uri("/desk/live/events").exchange().expectStatus().isUnauthorized();
        as(BOSS).get().uri("/desk").exchange().expectStatus().isSeeOther();
    }

    @Test
    void takesNoFormWithoutItsToken() {
        UUID id = waiting("waste", "x");
        WebTestClient anna = signedIn(ANNA);
        for (String path : List.of(
                "/desk/conversations/" + id + "/claim",
                "/desk/conversations/" + id + "/close",
                "/logout",
                "/desk/staff",
                "/login")) {
            anna.post().uri(path).exchange().expectStatus().isForbidden();
            anna.post()
                    .uri(path)
                    .body(BodyInserters.fromFormData("_csrf", "made-up"))
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        assertThat(jdbc.sql("select floor from conversations where id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("queue");
    }

    @Test
    void letsNoSessionCookieSpeakForAProgram() {
        UUID id = waiting("waste", "x");

        signedIn(ANNA).get().uri("/api/desk/queue").exchange().expectStatus().isUnauthorized();
        signedIn(ANNA)
                .post()
                .uri("/api/desk/conversations/{id}/claim", id)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void givesANewSessionAtEachSignInAndEndsItAtSignOut() {
        SignedInBrowser first = signIn(ANNA, "");
        SignedInBrowser second = signIn(ANNA, first.cookie());
        assertThat(second.cookie()).isNotEqualTo(first.cookie());
        assertThat(status(with(first.cookie()), "/desk")).isEqualTo(303);
        assertThat(status(with(second.cookie()), "/desk")).isEqualTo(200);

        String token = formToken(with(second.cookie())
                .get()
                .uri("/desk")
                .exchange()
                .expectBody(String.class)
                .returnResult());
        with(second.cookie())
                .post()
                .uri("/logout")
                .body(BodyInserters.fromFormData("_csrf", token))
                .exchange()
                .expectStatus()
                .isSeeOther();

        assertThat(status(with(second.cookie()), "/desk")).isEqualTo(303);
    }

    @Test
    void ignoresASessionIdThatSomebodyMadeUp() {
        SignedInBrowser browser = signIn(ANNA, "planted");

        assertThat(browser.cookie()).isNotEqualTo("planted");
        assertThat(browser.setCookie())
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        assertThat(status(with("planted"), "/desk")).isEqualTo(303);
    }

    @Test
    void leadsOnlyToPagesOfTheDeskAfterSigningIn() {
        for (String next : List.of("https://evil.example", "//evil.example", "/desk/../x", "/desk\\evil", "/chat")) {
            assertThat(signInLocation(next)).isEqualTo("/desk");
        }
        assertThat(signInLocation("/desk/staff")).isEqualTo("/desk/staff");
    }

    private String signInLocation(String next) {
        return String.valueOf(submit(BOSS, DeskFixture.PASSWORD, "", next)
                .getResponseHeaders()
                .getFirst(HttpHeaders.LOCATION));
    }

    @Test
    void saysTheSameForAWrongPasswordAndAnUnknownUsername() {
        EntityExchangeResult<String> wrong = submit(HANA, "wrong", "", "");
        EntityExchangeResult<String> unknown = submit("hano", "wrong", "", "");

        assertThat(wrong.getStatus().value()).isEqualTo(401);
        assertThat(unknown.getStatus().value()).isEqualTo(401);
        assertThat(visible(wrong).replace(HANA, "hano")).isEqualTo(visible(unknown));
    }

    private static String visible(EntityExchangeResult<String> page) {
        return String.valueOf(page.getResponseBody()).replaceAll(FORM_TOKEN.pattern(), "");
    }

    private record SignedInBrowser(String cookie, String setCookie) {}

    private WebTestClient signedIn(String username) {
        return with(signIn(username, "").cookie());
    }

    private WebTestClient with(String cookie) {
        return nobody().mutate()
                .defaultCookie("guildhall-desk", cookie)
                .defaultHeader(HttpHeaders.ACCEPT, "text/html")
                .build();
    }

    private SignedInBrowser signIn(String username, String oldCookie) {
        EntityExchangeResult<String> answer = submit(username, DeskFixture.PASSWORD, oldCookie, "");
        assertThat(answer.getStatus().value()).isEqualTo(303);
        ResponseCookie cookie =
                Objects.requireNonNull(answer.getResponseCookies().getFirst("guildhall-desk"));
        return new SignedInBrowser(cookie.getValue(), cookie.toString());
    }

    /** As a browser does: fetches the form first, then sends it back with its token. */
    private EntityExchangeResult<String> submit(String username, String password, String oldCookie, String next) {
        WebTestClient browser = oldCookie.isEmpty() ? with("none") : with(oldCookie);
        EntityExchangeResult<String> form =
                browser.get().uri("/login").exchange().expectBody(String.class).returnResult();
        String page = form.getStatus().value() == 200 ? String.valueOf(form.getResponseBody()) : home(browser);
        return browser.post()
                .uri("/login")
                .body(BodyInserters.fromFormData("_csrf", token(page))
                        .with("username", username)
                        .with("password", password)
                        .with("next", next))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static String home(WebTestClient browser) {
        return String.valueOf(browser.get()
                .uri("/desk")
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static String formToken(EntityExchangeResult<String> page) {
        return token(String.valueOf(page.getResponseBody()));
    }

    private static String token(String html) {
        Matcher found = FORM_TOKEN.matcher(html);
        assertThat(found.find()).as("a form token in the page").isTrue();
        return found.group(1);
    }
}
