package org.guildhall.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WebhookClient;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with Viber switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ViberFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** As the fixtures that tell of it name our first message. */
    private static final long FIRST = 5741311803571729999L;

    private static final AtomicLong IDS = new AtomicLong(FIRST);
    private static final StubApi API = new StubApi(Answer.json(200, "{}"));
    private static TestDatabase database = TestDatabase.migrated();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(call -> Answer.json(200, "{\"status\":0,\"message_token\":" + token(call) + "}"));
        registry.add("guildhall.channels.viber.auth-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.viber.sender", () -> Fixtures.SENDER);
        registry.add("guildhall.channels.viber.api-url", API::url);
        // The addresses in the fixtures are Viber's own: nobody is to be called there.
        registry.add("guildhall.channels.viber.media-hosts", () -> "files.example");
    }

    /** What goes to others is named otherwise, so that the first to Ann is the first. */
    private static long token(StubApi.Call call) {
        boolean ann = call.body().path("receiver").stringValue("").equals(Fixtures.ANN);
        return ann ? IDS.getAndIncrement() : IDS.get() + 1_000_000 + API.calls().size();
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersATextOnceAndATappedChoiceAndHearsHowFarTheAnswerGot() throws Exception {
        assertThat(post(Posts.body("viber", "text")).statusCode()).isEqualTo(200);
        assertThat(post(Posts.body("viber", "text")).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);

        assertThat(post(Posts.body("viber", "button")).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);

        await().atMost(SOON).until(() -> states().contains("sent"));
        assertThat(post(Posts.body("viber", "delivered")).statusCode()).isEqualTo(200);
        assertThat(states()).containsExactly("delivered");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (String name : Posts.names("viber")) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(Posts.body("viber", name), StandardCharsets.UTF_8)
                    .replace(Fixtures.ANN, "Somebody0000000000000A==")
                    .replace("57413118035717", "57413118035716");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(post("{\"event\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void welcomesWhoOpensTheChat() throws Exception {
        HttpResponse<String> welcome = post(Posts.body("viber", "conversation-started"));

        assertThat(welcome.statusCode()).isEqualTo(200);
        assertThat(welcome.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(welcome.body()).contains("Hello!").doesNotContain("Ann");
    }

    @Test
    void turnsUnsignedCallsAway() throws Exception {
        byte[] body = Posts.body("viber", "conversation-started");
        HttpResponse<String> response = new WebhookClient(port, "viber")
                .post(body, Map.of(ViberChannel.SIGNATURE_HEADER, Fixtures.signature(body, "another")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("Hello").doesNotContain("canary");
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return new WebhookClient(port, "viber").post(body, Fixtures.headers(body));
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("receiver").stringValue("").equals(Fixtures.ANN))
                .filter(call -> call.body().toString().contains(words))
                .toList();
    }

    private static List<@Nullable String> states() {
        return database.jdbc()
                .sql("select state from outbox where channel = 'viber' and provider_id = :id")
                .param("id", Long.toString(FIRST))
                .query(String.class)
                .list();
    }
}
