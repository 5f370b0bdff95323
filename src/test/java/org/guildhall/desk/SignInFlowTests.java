package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.guildhall.desk.DeskBrowser.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The ways into the desk with a password, and out of it, over HTTP. */
class SignInFlowTests extends DeskServer {

    private static final String KEY = "id=\"key\">([A-Z2-7 ]+)<";
    private static final String DRAFT = "name=\"draft\" value=\"([^\"]+)\"";
    private static final String NEW_PASSWORD = "battery horse staple";

    private String tess = "";

    /** Somebody new for each test, as what is theirs is changed. */
    @BeforeEach
    void somebody() {
        tess = "tess" + jdbc.sql("select count(*) from staff").query(Long.class).single();
        DeskFixture.staff(database, tess, Set.of(Role.STAFF), "waste");
    }

    private DeskBrowser browser() {
        return new DeskBrowser(server());
    }

    /** Sets a second factor up; the key as people type it. */
    private String secondFactor(DeskBrowser browser) {
        browser.get("/desk/account/second-factor");
        String key = browser.read(KEY);
        Answer done = browser.post(
                "/desk/account/second-factor", "draft", browser.read(DRAFT), "code", DeskFixture.code(jdbc, key, 0));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("Your recovery codes");
        // Half a minute later, without waiting for it.
        jdbc.sql("update staff_second_factors set last_step = 0").update();
        return key;
    }

    @Test
    void goesOnFromThePasswordToACodeThatCountsOnce() {
        DeskBrowser first = browser();
        assertThat(first.signIn(tess).location()).isEqualTo("/desk");
        String key = secondFactor(first);
        String recovery = first.read("gd-token\">([a-z0-9]{5}-[a-z0-9]{5})<");

        DeskBrowser second = browser();
        assertThat(second.signIn(tess).location()).isEqualTo("/login/code");
        assertThat(second.get("/desk").location()).as("half way is no session").isEqualTo("/login");
        second.get("/login/code");
        assertThat(second.page()).contains("autocomplete=\"one-time-code\"");
        assertThat(second.post("/login/code", "code", "000000").status()).isEqualTo(401);
        String code = DeskFixture.code(jdbc, key, 0);
        assertThat(second.post("/login/code", "code", code).location()).isEqualTo("/desk");
        assertThat(second.get("/desk").status()).isEqualTo(200);
        assertThat(second.get("/login/code").location()).as("it is over").isEqualTo("/login");

        DeskBrowser third = browser();
        third.signIn(tess);
        third.get("/login/code");
        assertThat(third.post("/login/code", "code", code).status())
                .as("used already")
                .isEqualTo(401);
        assertThat(third.post("/login/code", "code", recovery).location()).isEqualTo("/desk");
    }

    @Test
    void startsAgainAfterFiveWrongCodes() {
        DeskBrowser browser = browser();
        browser.signIn(tess);
        String key = secondFactor(browser);
        DeskBrowser other = browser();
        other.signIn(tess);
        other.get("/login/code");
        for (int i = 0; i < 5; i++) {
            assertThat(other.post("/login/code", "code", "00000" + i).status()).isEqualTo(401);
        }

        assertThat(other.post("/login/code", "code", DeskFixture.code(jdbc, key, 0))
                        .location())
                .isEqualTo("/login");
        assertThat(other.signIn(tess).location()).isEqualTo("/login/code");
        assertThat(jdbc.sql("select count(*) from audit where who = :who and action = 'sign-in.failed'")
                        .param("who", tess)
                        .query(Long.class)
                        .single())
                .isEqualTo(5);
    }

    @Test
    void leavesProgramsOnlyTokensOnceThereIsASecondFactor() {
        as(tess).get().uri("/api/desk/queue").exchange().expectStatus().isOk();
        DeskBrowser browser = browser();
        browser.signIn(tess);
        secondFactor(browser);

        as(tess).get()
                .uri("/api/desk/queue")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"desk\"")
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains("bearer token"));
        DeskJson.Token token = as(BOSS).post()
                .uri("/api/desk/staff/{tess}/tokens", tess)
                .exchange()
                .expectBody(DeskJson.Token.class)
                .returnResult()
                .getResponseBody();
        nobody().get()
                .uri("/api/desk/queue")
                .headers(headers ->
                        headers.setBearerAuth(Objects.requireNonNull(token).token()))
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void needsACodeBeforeASecondFactorIsReplacedOrTakenAway() {
        DeskBrowser browser = browser();
        browser.signIn(tess);
        String key = secondFactor(browser);
        browser.get("/desk/account/second-factor");
        String other = browser.read(KEY);

        Answer without = browser.post(
                "/desk/account/second-factor", "draft", browser.read(DRAFT), "code", DeskFixture.code(jdbc, other, 0));
        assertThat(without.status()).isEqualTo(400);
        browser.get("/desk/account");
        assertThat(browser.post("/desk/account/second-factor/remove", "factor-code", "000000")
                        .location())
                .isEqualTo("/desk/account?wrong=code");
        assertThat(browser.post("/desk/account/second-factor/remove", "factor-code", DeskFixture.code(jdbc, key, 0))
                        .location())
                .isEqualTo("/desk/account?done=factor");
        assertThat(browser().signIn(tess).location()).isEqualTo("/desk");
    }

    @Test
    void comesInByALinkWithAPasswordThatNobodyElseKnows() {
        String link = link(tess);
        String path = link.substring(link.indexOf("/login/link"));
        DeskBrowser before = browser();
        before.signIn(tess);

        DeskBrowser browser = browser();
        assertThat(browser.get(path).status()).isEqualTo(200);
        String key = browser.read("name=\"key\" value=\"([^\"]+)\"");
        assertThat(browser.post("/login/link", "key", key, "password", "password1")
                        .status())
                .isEqualTo(400);
        assertThat(browser.post("/login/link", "key", key, "password", NEW_PASSWORD)
                        .location())
                .isEqualTo("/desk");
        assertThat(browser.get("/desk").status()).isEqualTo(200);

        assertThat(before.get("/desk").location()).as("sessions of before").isEqualTo("/login");
        assertThat(browser().get(path).status()).as("a second time").isEqualTo(404);
        assertThat(browser().signIn(tess).status()).as("with the old password").isEqualTo(401);
    }

    private String link(String username) {
        StaffJson.Link link = as(BOSS).post()
                .uri("/api/desk/staff/{username}/link", username)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(StaffJson.Link.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(link).link();
    }

    @Test
    void changesOnesOwnPasswordAndEndsAllOtherSessions() {
        DeskBrowser here = browser();
        here.signIn(tess);
        String old = here.cookie("guildhall-desk");
        DeskBrowser there = browser();
        there.signIn(tess);
        here.get("/desk/account");

        assertThat(change(here, "wrong", NEW_PASSWORD)).isEqualTo("400 ");
        assertThat(change(here, DeskFixture.PASSWORD, "short")).isEqualTo("400 ");
        assertThat(change(here, DeskFixture.PASSWORD, NEW_PASSWORD)).isEqualTo("303 /desk/account?done=password");

        assertThat(here.get("/desk").status()).isEqualTo(200);
        assertThat(here.cookie("guildhall-desk")).isNotEqualTo(old);
        assertThat(there.get("/desk").location()).isEqualTo("/login");
    }

    private static String change(DeskBrowser browser, String current, String wanted) {
        Answer answer = browser.post("/desk/account/password", "current-password", current, "new-password", wanted);
        return answer.status() + " " + answer.location();
    }

    @Test
    void listsWhereOneIsSignedInAndEndsOnesOwnSessionsOnly() {
        DeskBrowser here = browser();
        here.signIn(tess);
        DeskBrowser there = browser();
        there.signIn(tess);
        DeskBrowser anna = browser();
        anna.signIn(ANNA);
        here.get("/desk/account");
        assertThat(here.page()).contains("Firefox on Windows").contains("127.0.0.1");
        String other = here.read("/desk/account/sessions/([0-9a-f-]{36})/end");
        anna.get("/desk/account");

        assertThat(anna.post("/desk/account/sessions/" + other + "/end").status())
                .isEqualTo(404);
        assertThat(there.get("/desk").status()).isEqualTo(200);
        here.get("/desk/account");
        assertThat(here.post("/desk/account/sessions/" + other + "/end").location())
                .isEqualTo("/desk/account?done=session");
        assertThat(there.get("/desk").location()).isEqualTo("/login");
    }

    @Test
    void endsAtOnceForWhoeverIsSwitchedOff() {
        DeskBrowser browser = browser();
        browser.signIn(tess);

        as(BOSS).put()
                .uri("/api/desk/staff/{tess}", tess)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("active", false, "name", "Tess who left"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.active")
                .isEqualTo(false)
                .jsonPath("$.name")
                .isEqualTo("Tess who left");

        assertThat(browser.get("/desk").location()).isEqualTo("/login");
        assertThat(browser().signIn(tess).status()).isEqualTo(401);
        as(tess).get().uri("/api/desk/queue").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void leadsTheFirstAdministratorThroughTheSetUpOnce() {
        jdbc.sql("""
                        update staff set being_welcomed = true,
                               password_hash = (select password_hash from staff where username = :boss)
                        where username = 'admin'""").param("boss", BOSS).update();
        DeskBrowser admin = browser();

        assertThat(admin.signIn("admin").location()).isEqualTo("/desk/set-up");
        admin.get("/desk/set-up");
        assertThat(admin.page()).contains("Choose your own password").contains("This is still the made-up sample");
        assertThat(admin.post("/desk/set-up").location()).isEqualTo("/desk");
        assertThat(browser().signIn("admin").location()).isEqualTo("/desk");
    }

    @Test
    void takesTheAuditAwayForAuditorsAndWritesThatDown() {
        // One of this test's own: other classes ask the same server.
        String auditor = "auditor-of-" + tess;
        DeskFixture.staff(database, auditor, Set.of(Role.AUDITOR));
        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", waiting("waste", "x"))
                .exchange()
                .expectStatus()
                .isOk();

        for (String format : List.of("csv", "jsonl")) {
            String export = as(auditor)
                    .get()
                    .uri("/api/desk/audit/export?format={format}&who=anna&what=conversation.view", format)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format + "\"")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(export)
                    .contains("conversation.view")
                    .contains("127.0.0.1")
                    .doesNotContain("sign-in");
        }
        as(auditor)
                .get()
                .uri("/api/desk/audit?who={auditor}&what=audit.export", auditor)
                .exchange()
                .expectBody()
                .jsonPath("$.lines.length()")
                .isEqualTo(2)
                .jsonPath("$.lines[0].details.format")
                .isEqualTo("jsonl")
                .jsonPath("$.next")
                .isEqualTo(null);
        as(auditor)
                .get()
                .uri("/api/desk/audit?from=yesterday")
                .exchange()
                .expectStatus()
                .isBadRequest();
        as(auditor).get().uri("/api/desk/queue").exchange().expectStatus().isForbidden();
    }
}
