package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.guildhall.desk.DeskBrowser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in with the council's own accounts, at a real OpenID Connect provider; and other ways in that need settings. */
class OidcFlowTests extends DeskServer {

    private static final String ID = "council";
    private static final MockOAuth2Server PROVIDER = started();
    private static final HttpClient ELSEWHERE = HttpClient.newHttpClient();

    private static MockOAuth2Server started() {
        MockOAuth2Server provider = new MockOAuth2Server();
        provider.start();
        return provider;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("guildhall.desk.oidc.issuer", () -> PROVIDER.issuerUrl(ID).toString());
        registry.add("guildhall.desk.oidc.client-id", () -> "guildhall");
        registry.add("guildhall.desk.oidc.client-secret", () -> "a secret");
        registry.add("guildhall.desk.oidc.name", () -> "your Marlbridge account");
        registry.add("guildhall.desk.oidc.teams-claim", () -> "groups");
        registry.add("guildhall.desk.oidc.roles.contact-centre", () -> "staff");
        registry.add("guildhall.desk.oidc.roles.leads", () -> "staff,supervisor");
        registry.add("guildhall.desk.second-factor", () -> "required");
        registry.add("guildhall.desk.second-factor-roles", () -> "auditor");
        registry.add("guildhall.trusted-proxies", () -> "127.0.0.1, ::1");
    }

    @AfterAll
    static void stop() {
        PROVIDER.shutdown();
    }

    /** The next token the provider makes says this. */
    private static void says(String subject, String username, Object roles) {
        PROVIDER.enqueueCallback(new DefaultOAuth2TokenCallback(
                ID,
                subject,
                "JWT",
                null,
                Map.of(
                        "roles",
                        roles,
                        "preferred_username",
                        username + "@marlbridge.example",
                        "name",
                        "Name of " + username,
                        "groups",
                        List.of("/teams/Waste")),
                3600));
    }

    /** What the provider sends somebody back with, who follows a link of ours to it. */
    private static String back(String address) throws Exception {
        HttpResponse<String> answer = ELSEWHERE.send(
                HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        String location = answer.headers().firstValue("location").orElseThrow();
        return location.substring(location.indexOf("/login/oidc/back"));
    }

    private DeskBrowser browser() {
        return new DeskBrowser(server());
    }

    @Test
    void makesAnAccountAtTheFirstSignInAndKnowsItAtTheNext() throws Exception {
        DeskBrowser olga = browser();
        olga.get("/login?next=/desk/search");
        assertThat(olga.page()).contains("Sign in with").contains("your Marlbridge account");
        Answer away = olga.get("/login/oidc?next=/desk/search");
        assertThat(away.location())
                .startsWith(PROVIDER.issuerUrl(ID).toString())
                .contains("response_type=code", "client_id=guildhall", "scope=openid")
                .contains("state=", "nonce=", "code_challenge=", "code_challenge_method=S256");

        says("olga-1", "Olga", List.of("leads", "administrator"));
        assertThat(olga.get(back(away.location())).location()).isEqualTo("/desk/search");
        assertThat(olga.get("/desk").status()).isEqualTo(200);
        assertThat(member("olga").roles()).containsExactly(Role.STAFF, Role.SUPERVISOR);
        assertThat(member("olga").teams()).containsExactly("waste");

        DeskBrowser again = browser();
        Answer there = again.get("/login/oidc");
        says("olga-1", "olga.new", List.of("contact-centre"));
        assertThat(again.get(back(there.location())).location()).isEqualTo("/desk");
        assertThat(member("olga").fullName()).isEqualTo("Name of olga.new");
        assertThat(member("olga").roles()).containsExactly(Role.STAFF);
        assertThat(olga.get("/desk/dead-letters").status())
                .as("at once, also where they were signed in")
                .isEqualTo(403);
    }

    private StaffMember member(String username) {
        return DeskFixture.now(new Staff(database).named(username));
    }

    @Test
    void turnsAwayKindlyWhoHasNoRole() throws Exception {
        DeskBrowser nick = browser();
        Answer away = nick.get("/login/oidc");
        says("nick-1", "nick", List.of("something else"));

        Answer refused = nick.get(back(away.location()));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("have no role at this desk");
        assertThat(nick.get("/desk").location()).isEqualTo("/login");
        assertThat(DeskFixture.empty(new Staff(database).named("nick"))).isTrue();
    }

    @Test
    void countsOnlyInTheBrowserThatWentAndOnlyOnce() throws Exception {
        DeskBrowser mine = browser();
        String back = back(mine.get("/login/oidc").location());
        says("mallory", "mallory", List.of("contact-centre"));

        assertThat(browser().get(back).status()).as("in another browser").isEqualTo(400);
        assertThat(mine.get(back.replaceAll("state=[^&]*", "state=made-up")).status())
                .isEqualTo(400);
        assertThat(mine.get(back).status()).as("the visit is over").isEqualTo(400);
        assertThat(mine.get("/desk").location()).isEqualTo("/login");
        // Nobody asked for the token.
        DeskBrowser next = browser();
        assertThat(next.get(back(next.get("/login/oidc").location())).location())
                .isEqualTo("/desk");
    }

    @Test
    void refusesATokenThatWasMadeForAnotherVisit() throws Exception {
        for (String changed : List.of("nonce", "code_challenge")) {
            DeskBrowser browser = browser();
            String away = browser.get("/login/oidc").location();
            String other = away.replaceAll("([?&])" + changed + "=[^&]*", "$1" + changed + "=" + "x".repeat(43));
            assertThat(other).isNotEqualTo(away);
            says("replayed", "replayed", List.of("contact-centre"));

            Answer refused = browser.get(back(other));

            assertThat(refused.status()).as(changed).isEqualTo(401);
            assertThat(refused.body()).contains("did not let you in");
            assertThat(DeskFixture.empty(new Staff(database).named("replayed"))).isTrue();
        }
        assertThat(browser().get("/login/oidc/back?error=access_denied&state=x").status())
                .isEqualTo(400);
    }

    @Test
    void offersTheWayOutThereWhenSigningOutHere() throws Exception {
        DeskBrowser olga = browser();
        Answer away = olga.get("/login/oidc");
        says("olga-2", "olga2", List.of("contact-centre"));
        olga.get(back(away.location()));
        olga.get("/desk");

        assertThat(olga.post("/logout").location()).isEqualTo("/login?out=oidc");
        olga.get("/login?out=oidc");
        assertThat(olga.page()).contains("/endsession?client_id=guildhall");
        assertThat(olga.get("/desk").location()).isEqualTo("/login");

        DeskBrowser anna = browser();
        anna.signIn(ANNA);
        anna.get("/desk");
        assertThat(anna.post("/logout").location())
                .as("whoever came with a password")
                .isEqualTo("/login");
    }

    @Test
    void asksThoseOfWhomItIsRequiredToSetASecondFactorUpBeforeTheyGoOn() {
        DeskFixture.staff(database, "ada", Set.of(Role.AUDITOR));
        as("ada").get().uri("/api/desk/audit").exchange().expectStatus().isUnauthorized();
        DeskBrowser ada = browser();

        assertThat(ada.signIn("ada").location()).isEqualTo("/login/second-factor");
        assertThat(ada.get("/desk/audit").location()).startsWith("/login");
        ada.get("/login/second-factor");
        String key = ada.read("id=\"key\">([A-Z2-7 ]+)<");
        String draft = ada.read("name=\"draft\" value=\"([^\"]+)\"");
        assertThat(ada.post("/login/second-factor", "draft", draft, "code", "000000")
                        .status())
                .isEqualTo(400);
        Answer codes = ada.post(
                "/login/second-factor",
                "draft",
                ada.read("name=\"draft\" value=\"([^\"]+)\""),
                "code",
                DeskFixture.code(jdbc, key, 0));
        assertThat(codes.body()).contains("Your recovery codes");
        assertThat(ada.get("/desk/audit").status()).isEqualTo(200);

        DeskBrowser later = browser();
        assertThat(later.signIn("ada").location()).isEqualTo("/login/code");
        assertThat(later.get("/login/second-factor").location())
                .as("a password alone replaces nothing")
                .isEqualTo("/login/code");
        assertThat(browser().signIn(ANNA).location())
                .as("of whom it is not required")
                .isEqualTo("/desk");
    }

    @Test
    void writesDownFromWhereAsItsProxySaysIt() {
        UUID id = waiting("waste", "x");
        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", id)
                .header("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(jdbc.sql("select address from audit where subject = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("198.51.100.7");
    }
}
