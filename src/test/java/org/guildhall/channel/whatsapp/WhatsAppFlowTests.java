package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.Seeds;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WebhookClient;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with WhatsApp switched on, a Graph API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class WhatsAppFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));
    private static TestDatabase database = TestDatabase.migrated();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(
                call -> Answer.json(200, "{\"messages\":[{\"id\":\"wamid.OURS" + IDS.incrementAndGet() + "\"}]}"));
        registry.add("guildhall.channels.whatsapp.access-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.whatsapp.phone-number-id", () -> Fixtures.NUMBER);
        registry.add("guildhall.channels.whatsapp.app-secret", () -> Fixtures.APP_SECRET);
        registry.add("guildhall.channels.whatsapp.verify-token", () -> Fixtures.VERIFY_TOKEN);
        registry.add("guildhall.channels.whatsapp.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void shakesHandsOnlyWithWhoKnowsTheWord() throws Exception {
        HttpResponse<String> right =
                get("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + Fixtures.VERIFY_TOKEN);

        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong",
                "?hub.mode=subscribe&hub.challenge=1158201444",
                "?hub.challenge=%00%ff&hub.verify_token=&hub.verify_token"
            })
    void turnsAwayAHandshakeWithoutIt(String query) throws Exception {
        HttpResponse<String> wrong = get(query);

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).doesNotContain("1158201444");
    }

    @Test
    void answersATextOnceAndATappedButtonAndHearsHowFarTheAnswerGot() throws Exception {
        assertThat(post(body("text")).statusCode()).isEqualTo(200);
        assertThat(post(body("text")).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);
        await().atMost(SOON)
                .until(() -> API.calls().stream()
                        .anyMatch(call ->
                                call.body().path("message_id").stringValue("").equals("wamid.TEXT")));

        assertThat(post(body("button")).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);

        String ours = database.jdbc()
                .sql("select provider_id from outbox where state = 'sent' limit 1")
                .query(String.class)
                .single();
        String statuses = new String(body("statuses"), StandardCharsets.UTF_8).replace("wamid.OURS", ours);
        assertThat(post(statuses.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);
        assertThat(database.jdbc()
                        .sql("select state from outbox where provider_id = :id")
                        .param("id", ours)
                        .query(String.class)
                        .single())
                .isEqualTo("read");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("whatsapp").toList()) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("447700900123", "447700900199")
                    .replace("wamid.", "wamid.OTHER.");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .isEqualTo(200);
        }
        assertThat(post("{\"entry\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void turnsUnsignedCallsAway() throws Exception {
        HttpResponse<String> response = post(body("text"), Fixtures.signature(body("text"), "another"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("to").stringValue("").equals("447700900123"))
                .filter(call -> call.body().toString().contains(words))
                .toList();
    }

    private static byte[] body(String fixture) {
        return Fixtures.body(fixture);
    }

    private HttpResponse<String> get(String query) throws Exception {
        return new WebhookClient(port, WhatsAppChannel.NAME).get(query);
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return post(body, Fixtures.signature(body, Fixtures.APP_SECRET));
    }

    private HttpResponse<String> post(byte[] body, String signature) throws Exception {
        return new WebhookClient(port, WhatsAppChannel.NAME).post(body, Map.of(MetaDoor.SIGNATURE_HEADER, signature));
    }
}
