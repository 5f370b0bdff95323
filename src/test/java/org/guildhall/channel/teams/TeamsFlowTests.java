package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.guildhall.Seeds;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.TeamsApi;
import org.guildhall.simulator.TokenMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with Teams switched on, Microsoft played here, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class TeamsFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final TokenMaker MICROSOFT = new TokenMaker();
    private static final TeamsApi API = TeamsApi.start(0, MICROSOFT);

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
        registry.add("guildhall.channels.teams.app-id", () -> Fixtures.APP);
        registry.add("guildhall.channels.teams.app-password", () -> Fixtures.PASSWORD);
        registry.add("guildhall.channels.teams.login-url", API::url);
        registry.add("guildhall.channels.teams.openid-url", API::openid);
        // The addresses in the fixtures are Microsoft's own: nobody is to be called there.
        registry.add("guildhall.channels.teams.api-url", API::url);
        registry.add("guildhall.channels.teams.media-hosts", () -> "files.example");
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersATextOnceHoweverOftenItComesAndATappedChoice() throws Exception {
        assertThat(post(body("text")).statusCode()).isEqualTo(200);
        assertThat(post(body("text")).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);

        String tapped = body("button").replace("1767261600000", "1767261600777");
        assertThat(post(tapped).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("teams").toList()) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("a:1AnnTalksToUs", "a:2")
                    .replace("29:ann", "29:other")
                    .replace("\"webchat\"", "\"msteams\"");
            String service = others.contains("\"serviceUrl\": \"")
                    ? others.replaceFirst("(?s).*\"serviceUrl\": \"([^\"]*)\".*", "$1")
                    : "";
            if (!service.isEmpty() && !others.contains("\"channelId\": null")) {
                assertThat(post(others, MICROSOFT.token(Fixtures.APP, service, Instant.now()))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(post("{\"type\":").statusCode()).isEqualTo(200);
    }

    @Test
    void turnsAwayWhoHasNoTokenOfMicrosofts() throws Exception {
        String another = new TokenMaker().token(Fixtures.APP, Fixtures.SERVICE, Instant.now());
        HttpResponse<String> response = post(body("text"), another);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
        assertThat(post(body("text"), MICROSOFT.token(Fixtures.APP, "https://elsewhere.example/", Instant.now()))
                        .statusCode())
                .isEqualTo(401);
    }

    private static List<TeamsApi.Call> said(String words) {
        return API.messagesTo("1").stream()
                .filter(call -> call.text().contains(words))
                .toList();
    }

    private static String body(String fixture) {
        return new String(Fixtures.body(fixture), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return post(body, MICROSOFT.token(Fixtures.APP, Fixtures.SERVICE, Instant.now()));
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/teams"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
