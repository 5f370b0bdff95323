package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
class WhatsAppSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("whatsapp", Fixtures.NUMBER, "447700900123", "447700900123");
    private static final Answer TAKEN = Answer.json(
            200,
            "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"wa_id\":\"447700900123\"}],"
                    + "\"messages\":[{\"id\":\"wamid.NEW\"}]}");

    private final StubApi api = new StubApi(TAKEN);
    private final WhatsAppChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void postsToOurNumberWithTheToken() {
        assertThat(send("Monday")).isEqualTo(new Delivery.Accepted("wamid.NEW"));

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/104600001/messages");
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.TOKEN);
        assertThat(call.body().path("text").path("body").stringValue()).isEqualTo("Monday");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 131056, PT6S",
        "400, 130429, PT2S",
        "400, 80007, PT1M",
        "400, 4, PT1M",
        "400, 131048, PT1M",
        "400, 133016, PT1M"
    })
    void waitsWhereTooMuchWasSentWhateverTheHttpStatus(int status, int code, Duration pause) {
        api.answering(call -> error(status, code));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(pause, WhatsAppErrors.reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({"400, 131053", "500, 131000", "400, 131016", "500, 1", "503, 2"})
    void triesAgainWhatMaySucceed(int status, int code) {
        api.answering(call -> error(status, code));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, WhatsAppErrors.reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 131026",
        "400, 131047",
        "400, 131051",
        "400, 131008",
        "400, 131009",
        "400, 100",
        "401, 190",
        "403, 10",
        "403, 200",
        "403, 368",
        "400, 470",
        "404, 132001",
        "400, 131030",
        "400, 131062"
    })
    void givesUpWhatWouldEndTheSame(int status, int code) {
        api.answering(call -> error(status, code));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(WhatsAppErrors.reason(code), false));
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void decidesByTheStatusWhereTheCodeIsNew() {
        api.answering(call -> error(400, 999999));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("HTTP 400", false));

        api.answering(call -> error(500, 999999));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 500", false));

        api.answering(call -> error(200, 999999));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("WhatsApp 999999", false));

        api.answering(call -> new Answer(429, "", Map.of("Retry-After", "17")));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(17), "HTTP 429", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"messages\":[]}", "{\"is_error\":true}", "bad json", ""})
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
        api.answering(call -> count.incrementAndGet() == 2 ? error(500, 131000) : TAKEN);
        Outbound reply = outbound("A sentence. ".repeat(500));

        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Accepted("wamid.NEW"), 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Deferred.class);
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Accepted.class);

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().get(1).body()).isEqualTo(api.calls().get(2).body());
    }

    @Test
    void takesTheTemplateWhenTheDayIsOver() {
        WhatsAppChannel withTemplate = Fixtures.channel(api.url(), "council_reply");
        api.answering(call -> call.body().path("type").stringValue().equals("template") ? TAKEN : error(400, 131047));

        assertThat(withTemplate.send(outbound("Your bin\n\nis booked")).block(SOON))
                .isEqualTo(new Delivery.Accepted("wamid.NEW"));

        assertThat(api.calls()).hasSize(2);
        assertThat(api.calls()
                        .getLast()
                        .body()
                        .path("template")
                        .path("components")
                        .path(0)
                        .path("parameters")
                        .path(0)
                        .path("text")
                        .stringValue())
                .isEqualTo("Your bin is booked");
    }

    @Test
    void goesStraightToTheTemplateWhenWhatWasTakenFailedBecauseTheDayIsOver() {
        WhatsAppChannel withTemplate = Fixtures.channel(api.url(), "council_reply");

        assertThat(withTemplate
                        .sendOutsideWindow(outbound("Your bin is booked"), 0, 0)
                        .block(SOON))
                .isEqualTo(new Delivery.Accepted("wamid.NEW"));
        assertThat(api.calls())
                .singleElement()
                .satisfies(call ->
                        assertThat(call.body().path("type").stringValue()).isEqualTo("template"));

        assertThat(channel.sendOutsideWindow(outbound("Your bin is booked"), 0, 0)
                        .block(SOON))
                .isEqualTo(new Delivery.Refused(WhatsAppErrors.reason(131047), false));
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void whatHasBegunWithTheTemplateGoesOnWithIt() {
        WhatsAppChannel withTemplate = Fixtures.channel(api.url(), "council_reply");
        api.answering(call -> call.body().path("type").stringValue().equals("template") ? TAKEN : error(400, 131047));

        assertThat(withTemplate.send(outbound("A sentence. ".repeat(200))).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Accepted("wamid.NEW"), 1, true));
    }

    @Test
    void whatHasGoneOutBeforeTheDayWasOverIsNotSentAgain() {
        WhatsAppChannel withTemplate = Fixtures.channel(api.url(), "council_reply");
        Outbound reply = outbound("A sentence. ".repeat(500));
        assertThat(withTemplate.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Accepted("wamid.NEW"), 1, false));
        api.answering(call -> call.body().path("type").stringValue().equals("template") ? TAKEN : error(400, 131047));

        Delivery rest = withTemplate.send(reply, 1).block(SOON);
        assertThat(rest).isEqualTo(new Delivery.Partly(new Delivery.Accepted("wamid.NEW"), 1, true));
        while (rest instanceof Delivery.Partly(Delivery.WentOut _, int next, boolean _)) {
            rest = withTemplate.sendOutsideWindow(reply, 1, next).block(SOON);
        }

        assertThat(rest).isInstanceOf(Delivery.Accepted.class);
        String freely = api.calls().getFirst().body().path("text").path("body").stringValue();
        assertThat(freely + " " + String.join(" ", lines()))
                .isEqualTo("A sentence. ".repeat(500).strip());
    }

    private List<String> lines() {
        return api.calls().stream()
                .map(call -> call.body()
                        .path("template")
                        .path("components")
                        .path(0)
                        .path("parameters")
                        .path(0)
                        .path("text")
                        .stringValue(""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void saysClearlyThatTheDayIsOverWhereThereIsNoTemplate() {
        api.answering(call -> error(400, 131047));

        assertThat(send("Hello"))
                .isEqualTo(new Delivery.Refused(
                        "WhatsApp 131047: the citizen has not written for 24 hours, so only a template may be sent",
                        false));
    }

    @Test
    void ticksTheLastMessageOfEachCitizenAsReadAndShowsTyping() {
        channel.courtesy(Fixtures.signed(Fixtures.body("several"))).block(SOON);

        assertThat(api.calls())
                .extracting(call -> call.body().toString())
                .containsExactly(read("wamid.2"), read("wamid.3"));
    }

    @Test
    void ticksAMessageOfSeveralCardsUnderItsOwnId() {
        channel.courtesy(Fixtures.signed(Fixtures.body("contacts"))).block(SOON);

        assertThat(api.calls()).extracting(call -> call.body().toString()).containsExactly(read("wamid.CONTACTS"));
    }

    @Test
    void isPoliteToNobodyAtTheHandshake() {
        channel.courtesy(Fixtures.handshake(Map.of("hub.mode", "subscribe"))).block(SOON);

        assertThat(api.calls()).isEmpty();
    }

    @Test
    void saysNothingOfTheTokenOrTheWordsWhateverFails(CapturedOutput output) {
        List<Answer> answers = List.of(
                Answer.json(401, "{\"error\":{\"code\":190,\"message\":\"" + Fixtures.TOKEN + "\"}}"),
                Answer.json(500, Fixtures.TOKEN),
                Answer.json(0, ""));
        for (Answer answer : answers) {
            api.answering(call -> answer);
            assertThat(send(Fixtures.TOKEN).toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static String read(String id) {
        return "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"" + id
                + "\",\"typing_indicator\":{\"type\":\"text\"}}";
    }

    private static Answer error(int status, int code) {
        return Answer.json(
                status,
                "{\"error\":{\"message\":\"(#" + code + ") Something\",\"type\":\"OAuthException\",\"code\":" + code
                        + ",\"error_data\":{\"messaging_product\":\"whatsapp\",\"details\":\"More\"},"
                        + "\"fbtrace_id\":\"x\"}}");
    }

    private Delivery send(String markdown) {
        return WholeReply.send(channel, outbound(markdown));
    }

    private static Outbound outbound(String markdown) {
        return new Outbound(UUID.randomUUID(), ANN, new Content.Text(markdown), null);
    }
}
