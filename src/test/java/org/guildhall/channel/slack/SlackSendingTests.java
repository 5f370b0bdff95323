package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SlackSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Answer TAKEN =
            Answer.json(200, "{\"ok\":true,\"channel\":\"D01ANN\",\"ts\":\"1767261700.000600\"}");

    private final StubApi api = new StubApi(TAKEN);
    private final SlackChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void postsWithTheTokenAndKnowsTheMessageByPlaceAndTime() {
        assertThat(send("Monday")).isEqualTo(new Delivery.Sent("D01ANN:1767261700.000600"));

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/chat.postMessage");
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.TOKEN);
        assertThat(call.body().path("channel").stringValue()).isEqualTo("D01ANN");
    }

    @Test
    void answersInTheThread() {
        Address thread = new Address("slack", SlackChannel.ACCOUNT, "C01HELP:U01ANN", "C01HELP/1767261500.000001");
        WholeReply.send(channel, new Outbound(new UUID(0, 1), thread, new Content.Text("Monday"), null));

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.body().path("channel").stringValue()).isEqualTo("C01HELP");
            assertThat(call.body().path("thread_ts").stringValue()).isEqualTo("1767261500.000001");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratelimited", "rate_limited", "message_limit_exceeded"})
    void waitsWhereTooMuchWasSent(String error) {
        api.answering(call -> refused(200, error));

        assertThat(send("Hello"))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(2), SlackErrors.reason(error), false));
    }

    @Test
    void waitsAsLongAsSlackSays() {
        api.answering(call -> new Answer(429, "{\"ok\":false,\"error\":\"ratelimited\"}", Map.of("Retry-After", "30")));

        assertThat(send("Hello"))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(30), SlackErrors.reason("ratelimited"), false));
    }

    @ParameterizedTest
    @CsvSource({"200, internal_error", "200, fatal_error", "503, service_unavailable", "500, internal_error"})
    void triesAgainWhatMaySucceed(int status, String error) {
        api.answering(call -> refused(status, error));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, SlackErrors.reason(error), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_auth",
                "account_inactive",
                "channel_not_found",
                "not_in_channel",
                "is_archived",
                "msg_too_long",
                "no_text",
                "error_of_the_future"
            })
    void givesUpWhatIsRefusedInA200(String error) {
        api.answering(call -> refused(200, error));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(SlackErrors.reason(error), false));
        assertThat(api.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_not_found", "user_disabled", "messages_tab_disabled"})
    void knowsWhoIsNotToBeReachedAnyMore(String error) {
        api.answering(call -> refused(200, error));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(SlackErrors.reason(error), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ok\":true}", "{\"ok\":false}", "{\"ok\":false,\"error\":\"<b>\"}", "bad json", ""})
    void isUncertainWhenTheAnswerDoesNotNameTheMessage(String answer) {
        api.answering(call -> Answer.json(200, answer));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 200 without the message's id", true));
    }

    @Test
    void takesTheButtonsAwayThatWereTapped() {
        channel.courtesy(Fixtures.signed(Fixtures.body("button"))).block(SOON);

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v25.0/chat.update");
            assertThat(call.body().path("channel").stringValue()).isEqualTo("D01ANN");
            assertThat(call.body().path("ts").stringValue()).isEqualTo("1767261650.000150");
            assertThat(call.body().path("text").stringValue()).isEqualTo("Which one?");
            assertThat(call.body().path("blocks").findValuesAsString("type")).doesNotContain("actions");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "command", "button-elsewhere", "button-without-a-value", "handshake"})
    void takesNothingAwayWhereNothingWasTapped(String name) {
        channel.courtesy(Fixtures.signed(Fixtures.body(name))).block(SOON);

        assertThat(api.calls()).isEmpty();
    }

    @Test
    void saysNothingOfTheTokenOrTheWordsWhateverFails(CapturedOutput output) {
        List<Answer> answers = List.of(
                Answer.json(200, "{\"ok\":false,\"error\":\"" + Fixtures.TOKEN + "\"}"),
                Answer.json(500, Fixtures.TOKEN),
                Answer.json(0, ""));
        for (Answer answer : answers) {
            api.answering(call -> answer);
            assertThat(send(Fixtures.TOKEN).toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static Answer refused(int status, String error) {
        return Answer.json(status, "{\"ok\":false,\"error\":\"" + error + "\",\"response_metadata\":{}}");
    }

    private Delivery send(String markdown) {
        Address ann = new Address("slack", SlackChannel.ACCOUNT, "U01ANN", "D01ANN");
        return WholeReply.send(channel, new Outbound(new UUID(0, 1), ann, new Content.Text(markdown), null));
    }
}
