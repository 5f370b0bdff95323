package org.guildhall.channel.matrix;

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

/** The whole application with Matrix switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class MatrixFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));

    private final HttpClient http = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
        API.answering(call -> Answer.json(200, "{\"event_id\":\"$new" + IDS.incrementAndGet() + "\"}"));
        registry.add("guildhall.channels.matrix.user-id", () -> Fixtures.ACCOUNT);
        registry.add("guildhall.channels.matrix.hs-token", () -> Fixtures.HS_TOKEN);
        registry.add("guildhall.channels.matrix.as-token", () -> Fixtures.AS_TOKEN);
        registry.add("guildhall.channels.matrix.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersAMessageOnceAndAPickedNumber() throws Exception {
        assertThat(put("1", body("text"), Fixtures.HS_TOKEN).body()).isEqualTo("{}");
        assertThat(put("1", body("text"), Fixtures.HS_TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);

        String second = body("text").replace("$event101", "$event7001").replace("My bin was not emptied", "2");
        assertThat(put("2", second, Fixtures.HS_TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: again").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);
    }

    @Test
    void comesWhereItIsInvited() throws Exception {
        assertThat(put("3", body("invited").replace("!chat447700900123", "!new"), Fixtures.HS_TOKEN)
                        .statusCode())
                .isEqualTo(200);

        await().atMost(SOON)
                .until(() ->
                        API.calls().stream().anyMatch(call -> call.path().endsWith("/rooms/!new:example.org/join")));
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        int transaction = 100;
        for (byte[] body : Seeds.posts("matrix").toList()) {
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("@ann:", "@cai:")
                    .replace("!chat447700900123", "!chat447700900199")
                    .replace("$event", "$other");
            assertThat(put(Integer.toString(transaction++), others, Fixtures.HS_TOKEN)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(put("99", "{\"events\":", Fixtures.HS_TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void turnsCallsWithoutTheTokenAway() throws Exception {
        HttpResponse<String> response = put("4", body("text"), Fixtures.AS_TOKEN);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin");
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.path().contains("/rooms/!chat447700900123:example.org/send/"))
                .filter(call -> call.body().path("body").stringValue("").contains(words))
                .toList();
    }

    private static String body(String fixture) {
        return new String(Fixtures.body(fixture), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> put(String transaction, String body, String token) throws Exception {
        String address = "http://localhost:" + port + "/webhooks/matrix/_matrix/app/v1/transactions/" + transaction;
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .timeout(SOON)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
