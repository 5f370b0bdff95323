package org.guildhall.channel.twilio;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with Twilio switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class TwilioFlowTests {

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
        API.answering(call -> Answer.json(201, "{\"sid\":\"SMOURS" + IDS.incrementAndGet() + "\"}"));
        registry.add("guildhall.public-url", () -> "https://help.example.gov.uk");
        registry.add("guildhall.channels.twilio.account-sid", () -> Fixtures.ACCOUNT);
        registry.add("guildhall.channels.twilio.auth-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.twilio.from", () -> Fixtures.NUMBER);
        registry.add("guildhall.channels.twilio.whatsapp-from", () -> Fixtures.NUMBER);
        registry.add("guildhall.channels.twilio.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersBothWaysOnceAndHearsHowFarTheAnswerGot() throws Exception {
        HttpResponse<String> first = post("", body("text"), Fixtures.TOKEN);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("<Response/>");
        assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(post("", body("text"), Fixtures.TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("+447700900123", "You said: My bin was not emptied")
                                .size()
                        == 1);

        assertThat(post("?from=S%C3%AE%C3%B4n&x=%2f", body("whatsapp-button"), Fixtures.TOKEN)
                        .statusCode())
                .isEqualTo(200);
        await().atMost(SOON)
                .until(() ->
                        said("whatsapp:+447700900123", "You chose: missed-bin").size() == 1);
        assertThat(said("+447700900123", "You said: My bin was not emptied")).hasSize(1);

        await().atMost(SOON).until(() -> !sentByText().isEmpty());
        String ours = sentByText().getFirst();
        assertThat(post("", body("undelivered").replace("SMOURS", ours), Fixtures.TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(state(ours)).isEqualTo("failed: Twilio 30003: the phone is off, or has no signal");
        await().atMost(SOON).until(() -> charges().equals(List.of("sms true", "whatsapp false")));
    }

    @Test
    void whatIsRefusedOnWhatsAppBecauseTheDayIsOverSaysAtTheDeskThatTheCitizenHasToWriteFirst() throws Exception {
        String question =
                body("whatsapp").replace("447700900123", "447700900155").replace("SMWA", "SMLATE");
        assertThat(post("", question, Fixtures.TOKEN).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> !late("o.state = 'sent'").isEmpty());

        String ours = late("o.state = 'sent'").getFirst();
        String failed = body("failed-outside-the-window")
                .replace("447700900123", "447700900155")
                .replace("SMOURS", ours);
        assertThat(post("", failed, Fixtures.TOKEN).statusCode()).isEqualTo(200);

        await().atMost(SOON)
                .until(() -> late("o.window_closed and o.state = 'failed' and o.trouble = 'refused'")
                        .equals(List.of(
                                "Twilio 63016: the citizen has not written on WhatsApp for 24 hours and has to write"
                                        + " first, as no template is set up")));
    }

    private static List<String> late(String condition) {
        return database.jdbc()
                .sql("select coalesce(o.reason, o.provider_id) from outbox o"
                        + " join conversations c on c.id = o.conversation join addresses a on a.id = c.address"
                        + " where a.person = 'whatsapp:+447700900155' and " + condition)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** What there is to pay, and whether by the segment. */
    private static List<@Nullable String> charges() {
        return database.jdbc()
                .sql("select category || ' ' || (segments > 0) from channel_charges order by category")
                .query(String.class)
                .list();
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("twilio").toList()) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(body, StandardCharsets.US_ASCII)
                    .replace("447700900123", "447700900199")
                    .replace("MessageSid=", "MessageSid=OTHER")
                    .replace("api.twilio.com", "127.0.0.1");
            if (!others.contains("Body=100%")) {
                assertThat(post("", others, Fixtures.TOKEN).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void turnsUnsignedCallsAway() throws Exception {
        HttpResponse<String> response = post("", body("text"), "another");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    private static List<StubApi.Call> said(String person, String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("To").stringValue("").equals(person))
                .filter(call -> call.body().path("Body").stringValue("").contains(words))
                .toList();
    }

    private static String body(String fixture) {
        return new String(Fixtures.body(fixture), StandardCharsets.US_ASCII);
    }

    private HttpResponse<String> post(String query, String body, String token) throws Exception {
        String signature =
                Fixtures.signature(Fixtures.ADDRESS + query, body.getBytes(StandardCharsets.US_ASCII), token);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/webhooks/twilio" + query))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header(TwilioChannel.SIGNATURE_HEADER, signature)
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.US_ASCII))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What is written down as sent, which happens after the API was called. */
    private static List<String> sentByText() {
        return database.jdbc()
                .sql("select provider_id from outbox where state = 'sent' and account = :number")
                .param("number", Fixtures.NUMBER)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String state(String id) {
        return database.jdbc()
                .sql("select state || coalesce(': ' || reason, '') from outbox where provider_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
