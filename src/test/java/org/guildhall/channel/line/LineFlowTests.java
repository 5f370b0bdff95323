package org.guildhall.channel.line;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with LINE switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class LineFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicLong IDS = new AtomicLong(461_230_966_842_000_000L);
    private static final StubApi API = new StubApi(Answer.json(200, "{}"));
    private static TestDatabase database = TestDatabase.migrated();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(call -> Answer.json(200, "{\"sentMessages\":[{\"id\":\"" + IDS.incrementAndGet() + "\"}]}"));
        registry.add("guildhall.channels.line.access-token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.line.channel-secret", () -> Fixtures.SECRET);
        registry.add("guildhall.channels.line.api-url", API::url);
        registry.add("guildhall.channels.line.data-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersATextOnceAndATappedChoice() throws Exception {
        assertThat(post(Posts.body("line", "text")).statusCode()).isEqualTo(200);
        assertThat(post(Posts.body("line", "redelivered")).statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);

        assertThat(post(Posts.body("line", "postback")).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);
        await().atMost(SOON).until(() -> sent() >= 2);
    }

    private static long sent() {
        return database.jdbc()
                .sql("select count(*) from outbox where channel = 'line' and state = 'sent'")
                .query(Long.class)
                .single();
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (String name : Posts.names("line")) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(Posts.body("line", name), StandardCharsets.UTF_8)
                    .replace("U4a6e6e0000000000000000000000", "U5b6e6e0000000000000000000000")
                    .replace("b60d432864f44d079f6d", "c60d432864f44d079f6d")
                    .replace("4681020000000", "4691020000000")
                    .replace("01HZEXAMPLE", "01HZOTHERS1");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(post("{\"events\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void turnsUnsignedCallsAway() throws Exception {
        byte[] body = Posts.body("line", "text");
        HttpResponse<String> response = new WebhookClient(port, "line")
                .post(body, Map.of(LineChannel.SIGNATURE_HEADER, Fixtures.signature(body, "another")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return new WebhookClient(port, "line").post(body, Fixtures.headers(body));
    }

    /** Under the token that came with the question, or pushed: whichever it is, to Ann and once. */
    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.path().contains("/v2/bot/message/"))
                .filter(call -> call.body().path("to").stringValue(Fixtures.ANN).equals(Fixtures.ANN))
                .filter(call ->
                        call.body().path("replyToken").stringValue("b60d").startsWith("b60d"))
                .filter(call -> call.body().toString().contains(words))
                .toList();
    }
}
