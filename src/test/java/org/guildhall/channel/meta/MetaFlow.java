package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.WebhookClient;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * What the whole application does with a messenger of Meta's switched on, a Graph API of our own, and a dialogue that
 * repeats what it hears. Its fixtures are about the citizen {@code 5001}.
 */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class MetaFlow {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String channel;
    private final StubApi api;

    @Value("${local.server.port}")
    private int port;

    /**
     * A flow over one messenger.
     *
     * @param api what stands in for the Graph API
     */
    protected MetaFlow(String channel, StubApi api) {
        this.channel = channel;
        this.api = api;
    }

    /** The database behind the application. */
    protected abstract TestDatabase database();

    @Test
    void shakesHandsOnlyWithWhoKnowsTheWord() throws Exception {
        HttpResponse<String> right =
                get("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + MetaCalls.VERIFY_TOKEN);

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
    void turnsUnsignedCallsAway() throws Exception {
        byte[] body = Posts.body(channel, "text");
        HttpResponse<String> response = new WebhookClient(port, channel)
                .post(body, Map.of(MetaDoor.SIGNATURE_HEADER, MetaCalls.signature(body, "another")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
    }

    @Test
    void answersATextOnceAndATappedChoiceAndHearsHowFarTheAnswerGot() throws Exception {
        assertThat(post("text").statusCode()).isEqualTo(200);
        assertThat(post("text").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);
        await().atMost(SOON)
                .until(() -> api.calls().stream()
                        .anyMatch(call -> call.body()
                                .path("sender_action")
                                .stringValue("")
                                .equals("mark_seen")));

        assertThat(post("quick-reply").statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: missed-bin").size() == 1);
        assertThat(said("You said: My bin was not emptied")).hasSize(1);

        String receipt = channel.equals("instagram") ? "seen" : "delivered";
        await().atMost(SOON).until(() -> states("m_OURS").contains("sent"));
        assertThat(post(receipt).statusCode()).isEqualTo(200);
        assertThat(states("m_OURS")).containsExactly(channel.equals("instagram") ? "read" : "delivered");
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (String name : Posts.names(channel)) {
            // Somebody else's, so that nobody has to wait for all the answers to these.
            String others = new String(Posts.body(channel, name), StandardCharsets.UTF_8)
                    .replace("\"5001\"", "\"5099\"")
                    .replace("m_", "m_OTHER_");
            assertThat(post(others.getBytes(StandardCharsets.UTF_8)).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(post("{\"entry\":".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
    }

    private List<StubApi.Call> said(String words) {
        return api.calls().stream()
                .filter(call ->
                        call.body().path("recipient").path("id").stringValue("").equals("5001"))
                .filter(call -> call.body().toString().contains(words))
                .toList();
    }

    private List<@Nullable String> states(String providerId) {
        return database()
                .jdbc()
                .sql("select state from outbox where channel = :channel and provider_id = :id")
                .param("channel", channel)
                .param("id", providerId)
                .query(String.class)
                .list();
    }

    private HttpResponse<String> get(String query) throws Exception {
        return new WebhookClient(port, channel).get(query);
    }

    private HttpResponse<String> post(String fixture) throws Exception {
        return post(Posts.body(channel, fixture));
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return new WebhookClient(port, channel).post(body, MetaCalls.headers(body));
    }
}
