package org.guildhall.channel.slack;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.Seeds;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with Slack switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class SlackFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
        API.answering(call -> Answer.json(
                200,
                "{\"ok\":true,\"channel\":\"D01ANN\",\"ts\":\"1767262000.%06d\"}".formatted(IDS.incrementAndGet())));
        registry.add("guildhall.channels.slack.bot-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.slack.signing-secret", () -> Fixtures.SIGNING_SECRET);
        registry.add("guildhall.channels.slack.api-url", API::url);
        // The addresses in the fixtures are Slack's own: nobody is to be called there.
        registry.add("guildhall.channels.slack.media-hosts", () -> "files.example");
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

        assertThat(post(body("mention")).statusCode()).isEqualTo(200);
        assertThat(post(body("mention-as-a-message")).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You said: when is bin day?").size() == 1);

        assertThat(post(body("button")).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);
        assertThat(said("You said: when is bin day?")).hasSize(1);
    }

    @Test
    void answersTheHandshakeWithTheChallenge() throws Exception {
        HttpResponse<String> response = post(body("handshake"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("slack").toList()) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("U01ANN", "U01OTHER")
                    .replace("D01ANN", "D01OTHER");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(post("{\"event\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void turnsAwayWhatSomebodyElseSignedAndWhatIsOld() throws Exception {
        HttpResponse<String> another = post(body("text"), Instant.now(), "another");
        HttpResponse<String> old =
                post(body("handshake"), Instant.now().minus(Duration.ofMinutes(6)), Fixtures.SIGNING_SECRET);

        assertThat(another.statusCode()).isEqualTo(401);
        assertThat(another.body()).doesNotContain("bin").doesNotContain("canary");
        assertThat(old.statusCode()).isEqualTo(401);
        assertThat(old.body()).doesNotContain("3eZ");
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.path().endsWith("/chat.postMessage"))
                .filter(call -> call.body().path("text").stringValue("").contains(words))
                .filter(call -> !call.body().path("channel").stringValue("").contains("OTHER"))
                .toList();
    }

    private static byte[] body(String fixture) {
        return Fixtures.body(fixture);
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return post(body, Instant.now(), Fixtures.SIGNING_SECRET);
    }

    private HttpResponse<String> post(byte[] body, Instant at, String secret) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/slack"))
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        Fixtures.headers(body, at, secret).forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
