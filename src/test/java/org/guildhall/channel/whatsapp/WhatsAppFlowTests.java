package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.canary.Canary;
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
    private static final String ADMIN_PASSWORD = Canary.secret("three random words for the desk");
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
        registry.add("guildhall.desk.admin-password", () -> ADMIN_PASSWORD);
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

    @Test
    void theDeskKnowsHowItStandsAndSendsATest() throws Exception {
        get("?hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + Fixtures.VERIFY_TOKEN);
        await().atMost(SOON)
                .until(() -> desk("GET", "", "").body().matches(".*\"name\":\"whatsapp\"[^}]*\"verified\":true.*"));
        assertThat(post(body("charged")).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> desk("GET", "", "")
                        .body()
                        .matches(
                                ".*\"name\":\"whatsapp\",\"configured\":true,\"account\":\"104600001\",\"verified\":true,"
                                        + "\"verifiedAt\":\"[^\"]+\",\"heardAt\":\"[^\"]+\".*\"windowSeconds\":86400,\"testable\":true,"
                                        + "\"chargedThisMonth\":\\{\"messages\":[24],\"categories\":\\{\"other\":[12],\"utility\":[12]\\},"
                                        + "\"segments\":0\\}.*"));

        HttpResponse<String> tested = desk("POST", "/whatsapp/test", "{\"address\":\"447700900777\"}");
        assertThat(tested.statusCode()).isEqualTo(200);
        assertThat(tested.body()).startsWith("{\"outcome\":\"accepted\",\"messageId\":\"wamid.OURS");
        assertThat(API.calls())
                .filteredOn(call -> call.body().path("to").stringValue("").equals("447700900777"))
                .hasSize(1);
        assertThat(database.jdbc()
                        .sql("select who || ' ' || subject || ' ' || details from audit where action = 'channel.test'")
                        .query(String.class)
                        .single())
                .isEqualTo("admin whatsapp {}");
    }

    private HttpResponse<String> desk(String method, String path, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port() + "/api/desk/channels" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .timeout(SOON)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsRefusedAfterwardsBecauseTheDayIsOverSaysSoAtTheDesk() throws Exception {
        String late = new String(body("text"), StandardCharsets.UTF_8)
                .replace("447700900123", "447700900155")
                .replace("wamid.TEXT", "wamid.LATE");
        post(late.getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON).until(() -> !late("accepted").isEmpty());
        String failed = new String(body("failed"), StandardCharsets.UTF_8)
                .replace("wamid.OURS", late("accepted").getFirst());
        assertThat(post(failed.getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(200);

        await().atMost(SOON)
                .until(
                        () -> late("window_closed and state = 'failed' and trouble = 'refused'")
                                .equals(
                                        List.of(
                                                "WhatsApp 131047: the citizen has not written for 24 hours, so only a template may be sent")));
    }

    private static List<String> late(String condition) {
        return database.jdbc()
                .sql(
                        "select coalesce(o.reason, o.provider_id) from outbox o join conversations c on c.id = o.conversation"
                                + " join addresses a on a.id = c.address where a.person = '447700900155' and "
                                + condition)
                .query((row, number) -> row.getString(1))
                .list();
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
