package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.guildhall.channel.StubApi;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same with a messenger on the Messenger Platform, whose fixtures are about the citizen {@code 5001}. */
public abstract class PlatformFlow extends MetaFlow {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String channel;
    private final StubApi api;
    private final String receipt;
    private final String stage;

    /**
     * A flow over one messenger.
     *
     * @param api what stands in for the Graph API
     * @param receipt the fixture that tells of our first message
     * @param stage how far it got then
     */
    protected PlatformFlow(String channel, StubApi api, String receipt, String stage) {
        super(channel, "5001", "m_");
        this.channel = channel;
        this.api = api;
        this.receipt = receipt;
        this.stage = stage;
    }

    /** The database behind the application. */
    protected abstract TestDatabase database();

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

        await().atMost(SOON).until(() -> states("m_OURS").contains("sent"));
        assertThat(post(receipt).statusCode()).isEqualTo(200);
        assertThat(states("m_OURS")).containsExactly(stage);
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
}
