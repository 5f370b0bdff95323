package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** The whole application with Notify switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class NotifyFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));
    private static TestDatabase database = TestDatabase.migrated();

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(call -> Answer.json(201, "{\"id\":\"740e5834-" + IDS.incrementAndGet() + "\"}"));
        registry.add("guildhall.channels.notify.api-key", () -> Fixtures.API_KEY);
        registry.add("guildhall.channels.notify.callback-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.notify.template-id", () -> Fixtures.TEMPLATE);
        registry.add("guildhall.channels.notify.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersATextOnceAndAPickedNumberAndHearsHowFarTheAnswerGot() throws Exception {
        assertThat(post("", body("text"), Fixtures.TOKEN).statusCode()).isEqualTo(200);
        assertThat(post("/received", body("text"), Fixtures.TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> !said("You said: My bin was not emptied").isEmpty());

        String second = body("text").replace("-000000000001", "-000000000fff").replace("My bin was not emptied", "2");
        assertThat(post("", second, Fixtures.TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: again").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);

        String ours = sent();
        String receipt = body("temporary-failure").replace("740e5834-OURS", ours);
        assertThat(post("", receipt, Fixtures.TOKEN).statusCode()).isEqualTo(200);
        assertThat(state(ours))
                .isEqualTo("failed: Notify temporary-failure: the phone is off or full, or has no signal");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("notify").toList()) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("447700900123", "447700900199")
                    .replace("b51f638b", "b51f638c");
            assertThat(post("", others, Fixtures.TOKEN).statusCode()).isEqualTo(200);
        }
        assertThat(post("", "{\"id\":", Fixtures.TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void turnsCallsWithoutTheTokenAway() throws Exception {
        HttpResponse<String> response = post("", body("text"), "another");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("phone_number").stringValue("").equals("447700900123"))
                .filter(call -> call.body().path("personalisation").toString().contains(words))
                .toList();
    }

    private static String body(String fixture) {
        return new String(Fixtures.body(fixture), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String path, String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/notify" + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String state(String id) {
        return database.jdbc()
                .sql("select state || coalesce(': ' || reason, '') from outbox where provider_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static String sent() {
        return database.jdbc()
                .sql("select provider_id from outbox where state = 'sent' limit 1")
                .query(String.class)
                .single();
    }
}
