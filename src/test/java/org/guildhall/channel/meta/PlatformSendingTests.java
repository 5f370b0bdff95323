package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WholeReply;
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
class PlatformSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Answer TAKEN = Answer.json(200, "{\"recipient_id\":\"5001\",\"message_id\":\"m_NEW\"}");

    private final StubApi api = new StubApi(TAKEN);
    private final PlatformChannel channel = Platforms.channel(Platforms.LARGE, api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void postsToThePersonWithTheTokenOutOfTheAddress() {
        assertThat(send("Monday")).isEqualTo(new Delivery.Sent("m_NEW"));

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/me/messages");
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + MetaCalls.TOKEN);
        assertThat(call.body().toString())
                .isEqualTo("{\"recipient\":{\"id\":\"5001\"},\"messaging_type\":\"RESPONSE\","
                        + "\"message\":{\"text\":\"Monday\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, PT1M",
        "403, 32, 0, PT1M",
        "400, 80006, 0, PT1M",
        "400, 80002, 0, PT1M",
        "400, 17, 0, PT1M",
        "400, 613, 0, PT10S"
    })
    void waitsWhereTooMuchWasSentWhateverTheHttpStatus(int status, int code, int subcode, Duration pause) {
        api.answering(call -> error(status, code, subcode));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(pause, reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({"500, 1", "503, 2", "400, 1200", "400, 2"})
    void triesAgainWhatMaySucceed(int status, int code) {
        api.answering(call -> error(status, code, 0));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({
        "403, 10, 0, 10",
        "400, 100, 0, 100",
        "401, 190, 463, 190",
        "403, 200, 0, 200",
        "403, 230, 0, 230",
        "403, 368, 0, 368",
        "400, 36000, 0, 36000",
        "403, 10, 2018300, 2018300",
        "403, 200, 2018028, 2018028"
    })
    void givesUpWhatWouldEndTheSame(int status, int code, int subcode, int named) {
        api.answering(call -> error(status, code, subcode));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(reason(named), false));
        assertThat(api.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "403, 551, 0, 551",
        "400, 200, 1545041, 1545041",
        "400, 100, 2018001, 2018001",
        "400, 10, 2018108, 2018108",
        "400, 100, 2534014, 2534014",
        "403, 551, 1545041, 1545041"
    })
    void writesNoMoreToWhoIsGone(int status, int code, int subcode, int named) {
        api.answering(call -> error(status, code, subcode));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(reason(named), true));
    }

    @Test
    void decidesByTheStatusWhereTheCodeIsNew() {
        api.answering(call -> error(400, 999999, 0));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("HTTP 400", false));

        api.answering(call -> error(500, 999999, 0));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 500", false));

        api.answering(call -> error(200, 999999, 0));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("Large 999999", false));

        api.answering(call -> new Answer(429, "", Map.of("Retry-After", "17")));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(17), "HTTP 429", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"recipient_id\":\"5001\"}", "{\"is_error\":true}", "bad json", ""})
    void isUncertainWhenTheAnswerDoesNotNameTheMessage(String answer) {
        api.answering(call -> Answer.json(200, answer));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 200 without the message's id", true));
    }

    @Test
    void isUncertainWhenTheAnswerIsLost() {
        api.answering(call -> Answer.json(0, ""));

        assertThat(send("Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(deferred.uncertain()).isTrue());
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void goesOnWhereALongReplyBrokeOff() {
        AtomicInteger count = new AtomicInteger();
        api.answering(call -> count.incrementAndGet() == 2 ? error(500, 2, 0) : TAKEN);
        Outbound reply = Platforms.outbound(new Content.Text("A sentence. ".repeat(250)));

        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Sent("m_NEW"), 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Deferred.class);
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Sent.class);

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().get(1).body()).isEqualTo(api.calls().get(2).body());
    }

    @ParameterizedTest
    @ValueSource(ints = {2018278, 2534022})
    void whatStaffWriteAfterADayGoesAsAPersons(int closed) {
        api.answering(call -> tagged(call) ? TAKEN : error(403, 10, closed));

        assertThat(channel.send(Platforms.byStaff("Your bin is booked")).block(SOON))
                .isEqualTo(new Delivery.Sent("m_NEW"));

        assertThat(api.calls()).hasSize(2);
        assertThat(api.calls().getLast().body().toString())
                .isEqualTo("{\"recipient\":{\"id\":\"5001\"},\"messaging_type\":\"MESSAGE_TAG\","
                        + "\"tag\":\"HUMAN_AGENT\",\"message\":{\"text\":\"Your bin is booked\"}}");
    }

    @Test
    void theRestOfWhatStaffWriteGoesAsAPersonsAtOnce() {
        api.answering(call -> tagged(call) ? TAKEN : error(403, 10, 2018278));
        Outbound reply = Platforms.byStaff("A sentence. ".repeat(250));

        assertThat(channel.send(reply).block(SOON)).isEqualTo(new Delivery.Partly(new Delivery.Sent("m_NEW"), 1, true));
        assertThat(channel.sendOutsideWindow(reply, 0, 1).block(SOON)).isEqualTo(new Delivery.Sent("m_NEW"));

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().subList(1, 3)).allMatch(PlatformSendingTests::tagged);
    }

    @Test
    void whatHasGoneOutBeforeTheDayWasOverIsNotSentAgain() {
        Outbound reply = Platforms.byStaff("A sentence. ".repeat(250));
        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Sent("m_NEW"), 1, false));
        api.answering(call -> tagged(call) ? TAKEN : error(403, 10, 2018278));

        assertThat(channel.send(reply, 1).block(SOON)).isEqualTo(new Delivery.Sent("m_NEW"));

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().get(2).body().path("message"))
                .isEqualTo(api.calls().get(1).body().path("message"))
                .isNotEqualTo(api.calls().get(0).body().path("message"));
    }

    @Test
    void theAssistantIsNotEvenTriedWhereTheDayIsKnownToBeOver() {
        assertThat(channel.sendOutsideWindow(Platforms.outbound(new Content.Text("Hello")), 0, 0)
                        .block(SOON))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void theAssistantIsNeverAPerson() {
        api.answering(call -> error(403, 10, 2018278));

        assertThat(send("Hello"))
                .isEqualTo(new Delivery.Refused(
                        "Large: the citizen has not written for 24 hours, so only a member of staff may write to them now",
                        false));
        assertThat(channel.send(new Outbound(
                                Platforms.byStaff("x").id(), Platforms.ANN, new Content.Text("Hello"), null, null))
                        .block(SOON))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(api.calls()).hasSize(2).noneMatch(PlatformSendingTests::tagged);
    }

    @Test
    void afterSevenDaysStaffReadWhy() {
        api.answering(call -> error(403, 10, 2018278));

        assertThat(channel.send(Platforms.byStaff("Hello")).block(SOON))
                .isEqualTo(new Delivery.Refused(
                        "Large: the citizen has not written for more than seven days, so nobody may write to them until"
                                + " they write again",
                        false));
        assertThat(api.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 200})
    void staffReadThatMetaHasNotAllowedIt(int code) {
        api.answering(call -> tagged(call) ? error(400, code, 0) : error(403, 10, 2018278));

        assertThat(channel.send(Platforms.byStaff("Hello")).block(SOON))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.reason()).contains("Human Agent"));
    }

    @Test
    void aLateReplyIsTriedAgainToo() {
        api.answering(call -> tagged(call) ? error(503, 2, 0) : error(403, 10, 2018278));

        assertThat(channel.send(Platforms.byStaff("Hello")).block(SOON))
                .isEqualTo(new Delivery.Deferred(null, reason(2), false));
    }

    @Test
    void ticksWhatEachCitizenWroteAsSeenAndShowsTyping() {
        PlatformChannel ours = Platforms.channel(Platforms.LARGE, api.url());

        ours.courtesy(MetaCalls.signed(Posts.body("messenger", "several"))).block(SOON);

        assertThat(api.calls())
                .extracting(call -> call.body().toString())
                .containsExactly(
                        action("5001", "mark_seen"),
                        action("5001", "typing_on"),
                        action("5002", "mark_seen"),
                        action("5002", "typing_on"));
    }

    @Test
    void isPoliteToNobodyAtTheHandshakeAndAfterAReceipt() {
        channel.courtesy(Posts.get(Map.of("hub.mode", "subscribe"))).block(SOON);
        channel.courtesy(MetaCalls.signed(Posts.body("messenger", "delivered"))).block(SOON);

        assertThat(api.calls()).isEmpty();
    }

    @Test
    void saysNothingOfTheTokenOrTheWordsWhateverFails(CapturedOutput output) {
        List<Answer> answers = List.of(
                Answer.json(401, "{\"error\":{\"code\":190,\"message\":\"" + MetaCalls.TOKEN + "\"}}"),
                Answer.json(500, MetaCalls.TOKEN),
                Answer.json(0, ""));
        for (Answer answer : answers) {
            api.answering(call -> answer);
            assertThat(send(MetaCalls.TOKEN).toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static boolean tagged(StubApi.Call call) {
        return call.body().has("tag");
    }

    private static String action(String person, String action) {
        return "{\"recipient\":{\"id\":\"" + person + "\"},\"sender_action\":\"" + action + "\"}";
    }

    private static String reason(int code) {
        return new PlatformErrors("Large").table().reason(code);
    }

    private static Answer error(int status, int code, int subcode) {
        return Answer.json(
                status,
                "{\"error\":{\"message\":\"(#" + code + ") Something\",\"type\":\"OAuthException\",\"code\":" + code
                        + (subcode == 0 ? "" : ",\"error_subcode\":" + subcode) + ",\"fbtrace_id\":\"x\"}}");
    }

    private Delivery send(String markdown) {
        return WholeReply.send(channel, Platforms.outbound(new Content.Text(markdown)));
    }
}
