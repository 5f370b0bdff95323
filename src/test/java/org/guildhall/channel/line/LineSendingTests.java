package org.guildhall.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which of LINE's two ways a reply goes, and what its answers mean. */
class LineSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Answer TAKEN = Answer.json(200, "{\"sentMessages\":[{\"id\":\"4612\"},{\"id\":\"4613\"}]}");
    private static final Address ANN = new Address("line", LineChannel.ACCOUNT, Fixtures.ANN, Fixtures.ANN);
    private static final Outbound HELLO = new Outbound(new UUID(0, 1), ANN, new Content.Text("Hello"), null);

    private final StubApi api = new StubApi(TAKEN);
    private final LineChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void answersUnderTheTokenOnceAndPushesWhatComesAfter() {
        hear("text");

        assertThat(send(HELLO)).isEqualTo(new Delivery.Sent("4612"));
        assertThat(send(HELLO)).isEqualTo(new Delivery.Sent("4612"));

        assertThat(messages()).hasSize(2);
        StubApi.Call reply = messages().getFirst();
        assertThat(reply.path()).endsWith("/v2/bot/message/reply");
        assertThat(reply.body().path("replyToken").stringValue("")).startsWith("b60d43");
        assertThat(reply.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.TOKEN);
        assertThat(reply.headers().containsKey(LineChannel.RETRY_KEY)).isFalse();
        StubApi.Call push = messages().getLast();
        assertThat(push.path()).endsWith("/v2/bot/message/push");
        assertThat(push.body().path("to").stringValue("")).isEqualTo(Fixtures.ANN);
        assertThat(push.path() + push.body()).doesNotContain(Fixtures.TOKEN);
    }

    @Test
    void saysUpToFiveMessagesUnderOneToken() {
        hear("text");
        Content photo = new Content.Media(
                MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "Look", null, null, null);

        assertThat(send(new Outbound(new UUID(0, 2), ANN, photo, null))).isEqualTo(new Delivery.Sent("4612"));
        assertThat(messages())
                .singleElement()
                .satisfies(
                        call -> assertThat(call.body().path("messages").size()).isEqualTo(2));
    }

    @Test
    void pushesAtOnceWhereTheTokenIsNotGoodAnyMore() {
        hear("text");
        api.answering(call ->
                call.path().endsWith("/reply") ? Answer.json(400, "{\"message\":\"Invalid reply token\"}") : TAKEN);

        assertThat(send(HELLO)).isEqualTo(new Delivery.Sent("4612"));
        assertThat(messages()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 0})
    void cannotTellWhetherATokenWasUsedWhenLineIsInTrouble(int status) {
        hear("text");
        api.answering(call -> Answer.json(status, ""));

        assertThat(send(HELLO)).matches(delivery -> delivery instanceof Delivery.Deferred maybe && maybe.uncertain());
        assertThat(messages()).hasSize(1);
    }

    @Test
    void pushesUnderTheSameKeyAtEachAttemptAndAnotherForEachMessage() {
        Outbound longer = new Outbound(new UUID(0, 3), ANN, new Content.Text("Yes. ".repeat(1500)), null);

        WholeReply.send(channel, longer);
        WholeReply.send(channel, longer);

        List<String> keys = messages().stream()
                .map(call -> call.headers().getFirst(LineChannel.RETRY_KEY))
                .toList();
        assertThat(keys).hasSize(4).doesNotContainNull();
        assertThat(keys.subList(0, 2)).doesNotHaveDuplicates().isEqualTo(keys.subList(2, 4));
        assertThat(UUID.fromString(keys.getFirst())).isNotNull();
    }

    /** https://developers.line.biz/en/docs/messaging-api/retrying-api-request/ */
    @Test
    void whatLineTookBeforeIsSent() {
        api.answering(call -> Answer.json(
                409, "{\"message\":\"The retry key is already accepted\",\"sentMessages\":[{\"id\":\"4612\"}]}"));
        assertThat(send(HELLO)).isEqualTo(new Delivery.Sent("4612"));

        api.answering(call -> Answer.json(409, "{}"));
        assertThat(send(HELLO)).isEqualTo(new Delivery.Sent(null));
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "401, 401", "403, 403", "404, 404"})
    void doesNotTryAgainWhatWouldEndTheSame(int status, String reason) {
        api.answering(call -> Answer.json(status, "{\"message\":\"no\"}"));

        assertThat(send(HELLO)).isEqualTo(new Delivery.Refused(LineErrors.reason(reason), false));
    }

    @Test
    void waitsWhenItIsTooMuchForNowAndNotForAMonth() {
        api.answering(
                call -> Answer.json(429, "{\"message\":\"The API rate limit has been exceeded. Try again later.\"}"));
        assertThat(send(HELLO)).isInstanceOf(Delivery.Deferred.class);

        api.answering(call -> Answer.json(429, "{\"message\":\"You have reached your monthly limit.\"}"));
        assertThat(send(HELLO)).isEqualTo(new Delivery.Refused(LineErrors.reason("monthly-limit"), false));

        api.answering(call -> Answer.json(500, "{\"message\":\"Internal error\"}"));
        assertThat(send(HELLO)).isEqualTo(new Delivery.Deferred(null, "HTTP 500", false));
    }

    @Test
    void showsThatAnAnswerIsOnItsWayAndMarksWhatWasSaidAsRead() {
        hear("text");

        assertThat(bodies("/v2/bot/chat/loading/start"))
                .containsExactly("{\"chatId\":\"" + Fixtures.ANN + "\",\"loadingSeconds\":5}");
        assertThat(bodies("/v2/bot/chat/markAsRead")).containsExactly("{\"markAsReadToken\":\"r1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "standby", "follow", "unsend", "verify-button"})
    void doesNothingOfThatForWhatIsNotAnswered(String fixture) {
        hear(fixture);

        assertThat(api.calls()).isEmpty();
    }

    private List<String> bodies(String path) {
        return calls(at -> at.endsWith(path)).stream()
                .map(call -> call.body().toString())
                .toList();
    }

    private List<StubApi.Call> messages() {
        return calls(path -> path.contains("/v2/bot/message/"));
    }

    private List<StubApi.Call> calls(Predicate<String> path) {
        return api.calls().stream().filter(call -> path.test(call.path())).toList();
    }

    private void hear(String fixture) {
        channel.courtesy(Fixtures.signed(Posts.body("line", fixture))).block(SOON);
    }

    private Delivery send(Outbound reply) {
        return channel.send(reply).blockOptional(SOON).orElseThrow();
    }
}
