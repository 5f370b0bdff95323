package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaFlow;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with WhatsApp switched on, a Graph API of our own, and a dialogue that repeats what it hears. */
class WhatsAppFlowTests extends MetaFlow {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));
    private static TestDatabase database = TestDatabase.migrated();

    WhatsAppFlowTests() {
        super(WhatsAppChannel.NAME, "447700900123", "wamid.");
    }

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
    void answersATextOnceAndATappedButtonAndHearsHowFarTheAnswerGot() throws Exception {
        assertThat(post("text").statusCode()).isEqualTo(200);
        assertThat(post("text").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);
        await().atMost(SOON)
                .until(() -> API.calls().stream()
                        .anyMatch(call ->
                                call.body().path("message_id").stringValue("").equals("wamid.TEXT")));

        assertThat(post("button").statusCode()).isEqualTo(200);
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

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("to").stringValue("").equals("447700900123"))
                .filter(call -> call.body().toString().contains(words))
                .toList();
    }

    private static byte[] body(String fixture) {
        return Fixtures.body(fixture);
    }
}
