package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
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
class TwilioSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address BY_TEXT = new Address("twilio", Fixtures.NUMBER, "+447700900123", "+447700900123");
    private static final Address ON_WHATSAPP =
            new Address("twilio", Fixtures.ON_WHATSAPP, "whatsapp:+447700900123", "whatsapp:+447700900123");
    private static final Answer TAKEN =
            Answer.json(201, "{\"sid\":\"SMNEW\",\"status\":\"queued\",\"error_code\":null,\"num_segments\":\"1\"}");

    private static final Delivery.WentOut QUEUED = new Delivery.Accepted("SMNEW");
    private static final String PLAN = "https://council.example/plan.jpg";
    private static final Delivery MUST_WRITE_FIRST = new Delivery.Refused(
            "Twilio 63016: the citizen has not written on WhatsApp for 24 hours and has to write first, as no template is"
                    + " set up",
            false);

    private final StubApi api = new StubApi(TAKEN);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Inbound.Charged> costs = new CopyOnWriteArrayList<>();
    private final TwilioChannel channel = Fixtures.channel(api.url(), Fixtures.PUBLIC, meters, costs::add);
    private final TwilioChannel withTemplate =
            Fixtures.channel(Fixtures.setup(api.url(), Fixtures.TEMPLATE), Fixtures.PUBLIC, meters, costs::add);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void postsAFormFromTheNumberThatWasWrittenTo() {
        assertThat(send(BY_TEXT, "It’s **Monday** – ŵŷ & more")).isEqualTo(new Delivery.Sent("SMNEW"));

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/2010-04-01/Accounts/" + Fixtures.ACCOUNT + "/Messages.json");
        assertThat(call.headers().getFirst("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (Fixtures.ACCOUNT + ":" + Fixtures.TOKEN).getBytes(StandardCharsets.UTF_8)));
        assertThat(call.body().toString())
                .isEqualTo("{\"To\":\"+447700900123\",\"From\":\"+441632960000\",\"Body\":\"It's Monday - ŵŷ & more\","
                        + "\"StatusCallback\":\"" + Fixtures.ADDRESS + "\"}");
    }

    @Test
    void isToldByAReceiptAloneThatAMessageWasSentOnWhatsApp() {
        assertThat(send(ON_WHATSAPP, "Monday")).isEqualTo(QUEUED);
    }

    @Test
    void keepsTheSignsOnWhatsApp() {
        send(ON_WHATSAPP, "It’s **Monday**…");

        assertThat(api.calls().getFirst().body().path("From").stringValue()).isEqualTo(Fixtures.ON_WHATSAPP);
        assertThat(api.calls().getFirst().body().path("To").stringValue()).isEqualTo("whatsapp:+447700900123");
        assertThat(words()).containsExactly("It’s Monday…");
    }

    @Test
    void numbersWhatCanBeChosen() {
        Content offer = new Content.Choices(
                "Which bin?", List.of(new Choice("g", "Green"), new Choice("b", "Black"), new Choice("f", "Food")));
        channel.send(new Outbound(new UUID(0, 2), BY_TEXT, offer, null)).block(SOON);

        assertThat(words()).containsExactly("Which bin?\n\n1. Green\n2. Black\n3. Food\n\nReply 1, 2 or 3.");
    }

    @Test
    void sendsAFileOnWhatsAppUnderItsWords() {
        WholeReply.send(
                channel, new Outbound(UUID.randomUUID(), ON_WHATSAPP, plan(MediaKind.PHOTO, "A **plan**"), null));

        assertThat(words()).containsExactly("A plan");
        assertThat(files()).containsExactly(PLAN);
    }

    @ParameterizedTest
    @CsvSource({"VOICE, 4", "AUDIO, 4", "STICKER, 4", "DOCUMENT, 1025"})
    void sendsAFileOnWhatsAppAfterWordsThatHaveNoPlaceUnderIt(MediaKind kind, int length) {
        Outbound reply = new Outbound(UUID.randomUUID(), ON_WHATSAPP, plan(kind, "a".repeat(length)), null);

        assertThat(channel.send(reply).block(SOON)).isEqualTo(new Delivery.Partly(QUEUED, 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isEqualTo(QUEUED);

        assertThat(words()).containsExactly("a".repeat(length), "");
        assertThat(files()).containsExactly("", PLAN);
    }

    @Test
    void sendsAFileWithoutWords() {
        WholeReply.send(channel, new Outbound(UUID.randomUUID(), ON_WHATSAPP, plan(MediaKind.PHOTO, ""), null));

        assertThat(api.calls().getFirst().body().has("Body")).isFalse();
        assertThat(files()).containsExactly(PLAN);
    }

    @Test
    void saysInATextWhereAFileIs() {
        WholeReply.send(channel, new Outbound(UUID.randomUUID(), BY_TEXT, plan(MediaKind.PHOTO, "The plan"), null));

        assertThat(words()).containsExactly("The plan\n" + PLAN);
        assertThat(files()).containsExactly("");
    }

    @Test
    void saysPlacesAndCardsInWords() {
        for (Address to : List.of(BY_TEXT, ON_WHATSAPP)) {
            Content place = new Content.Location(51.5007, -0.1246, "Town Hall", "High Street");
            WholeReply.send(channel, new Outbound(UUID.randomUUID(), to, place, null));
            Content card = new Content.Contact("Bo Example", "+441632960001");
            WholeReply.send(channel, new Outbound(UUID.randomUUID(), to, card, null));
        }

        String place = "Town Hall, High Street\nhttps://www.openstreetmap.org/?mlat=51.50070&mlon=-0.12460"
                + "#map=17/51.50070/-0.12460";
        String card = "Bo Example: +441632960001";
        assertThat(words()).containsExactly(place, card, place, card);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ŵ", "🗑", "ا", "א"})
    void fillsAMessageToTheLimitAndNotBeyond(String sign) {
        String most = sign.repeat(TwilioChannel.LONGEST_TEXT / sign.length());
        send(BY_TEXT, most);
        send(ON_WHATSAPP, most);
        assertThat(words()).containsExactly(most, most);

        send(BY_TEXT, most + "b");
        assertThat(words()).hasSize(4).allMatch(text -> text.length() <= TwilioChannel.LONGEST_TEXT);
    }

    @Test
    void countsTheSegmentsOfTextsThatWerePaidForByTwiliosOwnWord() {
        api.answering(call -> segments("3"));
        send(BY_TEXT, "a");
        send(ON_WHATSAPP, "a".repeat(500));
        api.answering(call -> error(500, 20500));
        send(BY_TEXT, "a");

        assertThat(meters.get("guildhall.text.segments")
                        .tag("channel", "twilio")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(costs)
                .containsExactly(
                        new Inbound.Charged("SMNEW:charged", BY_TEXT, "sms", 3),
                        new Inbound.Charged("SMNEW:charged", ON_WHATSAPP, "whatsapp", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "-1", "many", "1000"})
    void countsThemItselfWhereTwilioDoesNotKnowYet(String told) {
        api.answering(call -> segments(told));
        send(BY_TEXT, "ŵ".repeat(71));

        assertThat(costs).containsExactly(new Inbound.Charged("SMNEW:charged", BY_TEXT, "sms", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20429, PT5S",
        "400, 14107, PT5S",
        "400, 63018, PT5S",
        "429, 30022, PT5S",
        "400, 21611, PT1M",
        "400, 30001, PT1M",
        "429, 63038, PT1H"
    })
    void waitsWhereTooMuchWasSent(int status, int code, Duration pause) {
        api.answering(call -> error(status, code));

        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Deferred(pause, TwilioErrors.reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({"500, 20500", "503, 20503", "400, 21730", "400, 63012"})
    void triesAgainWhatMaySucceed(int status, int code) {
        api.answering(call -> error(status, code));

        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Deferred(null, TwilioErrors.reason(code), false));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211", "400, 21614", "400, 21612", "400, 21408", "400, 21606", "400, 21608", "400, 21617",
        "401, 20003", "404, 20404", "400, 30003", "400, 30004", "400, 30005", "400, 30006", "400, 30007",
        "400, 30008", "400, 63003", "400, 63024", "400, 21655", "400, 63028"
    })
    void givesUpWhatWouldEndTheSame(int status, int code) {
        api.answering(call -> error(status, code));

        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Refused(TwilioErrors.reason(code), false));
        assertThat(TwilioErrors.reason(code)).startsWith("Twilio " + code + ": ");
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void saysThatTheCitizenHasToWriteFirstWhereThereIsNoTemplate() {
        api.answering(call -> error(400, 63016));

        assertThat(send(ON_WHATSAPP, "Hello")).isEqualTo(MUST_WRITE_FIRST);
        assertThat(channel.sendOutsideWindow(outbound(ON_WHATSAPP, "Hello"), 0, 0)
                        .block(SOON))
                .isEqualTo(MUST_WRITE_FIRST);
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void takesTheTemplateWhenTheDayIsOver() {
        api.answering(call -> call.body().has("ContentSid") ? TAKEN : error(400, 63016));

        assertThat(WholeReply.send(withTemplate, outbound(ON_WHATSAPP, "Your **bin**\n\nis booked & \"paid\"")))
                .isEqualTo(QUEUED);

        assertThat(api.calls()).hasSize(2);
        assertThat(api.calls().getLast().body().toString())
                .isEqualTo("{\"To\":\"whatsapp:+447700900123\",\"From\":\"whatsapp:+441632960000\",\"ContentSid\":\""
                        + Fixtures.TEMPLATE
                        + "\",\"ContentVariables\":\"{\\\"1\\\":\\\"Your bin is booked & \\\\\\\"paid\\\\\\\"\\\"}\","
                        + "\"StatusCallback\":\"" + Fixtures.ADDRESS + "\"}");
        assertThat(costs).containsExactly(new Inbound.Charged("SMNEW:charged", ON_WHATSAPP, "whatsapp", 0));
    }

    @Test
    void goesStraightToTheTemplateWhereTheDayIsKnownToBeOverAndSaysAFileByItsAddress() {
        Outbound reply = new Outbound(UUID.randomUUID(), ON_WHATSAPP, plan(MediaKind.PHOTO, "A **plan**"), null);

        assertThat(withTemplate.sendOutsideWindow(reply, 0, 0).block(SOON)).isEqualTo(QUEUED);

        assertThat(variables()).containsExactly("{\"1\":\"A plan " + PLAN + "\"}");
    }

    @Test
    void whatHasGoneOutBeforeTheDayWasOverIsNotSentAgain() {
        Outbound reply = outbound(ON_WHATSAPP, "A sentence. ".repeat(400));
        assertThat(withTemplate.send(reply).block(SOON)).isEqualTo(new Delivery.Partly(QUEUED, 1, false));
        api.answering(call -> call.body().has("ContentSid") ? TAKEN : error(400, 63016));

        Delivery second = withTemplate.send(reply, 1).block(SOON);
        assertThat(second).isEqualTo(new Delivery.Partly(QUEUED, 1, true));
        while (second instanceof Delivery.Partly(Delivery.WentOut _, int next, boolean _)) {
            second = withTemplate.sendOutsideWindow(reply, 1, next).block(SOON);
        }

        assertThat(second).isEqualTo(QUEUED);
        String free = api.calls().getFirst().body().path("Body").stringValue("");
        String rest = String.join(" ", variables()).replace("{\"1\":\"", "").replace("\"}", "");
        assertThat(free + " " + rest).isEqualTo("A sentence. ".repeat(400).strip());
    }

    @Test
    void knowsWhoDoesNotWantToHearFromUs() {
        api.answering(call -> error(400, 21610));

        assertThat(send(BY_TEXT, "Hello"))
                .isEqualTo(new Delivery.Refused("Twilio 21610: the citizen has texted STOP", true));
    }

    @Test
    void looksForAnErrorInWhatWasTaken() {
        api.answering(call -> Answer.json(201, "{\"sid\":\"SMNEW\",\"status\":\"failed\",\"error_code\":30006}"));
        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Refused(TwilioErrors.reason(30006), false));

        api.answering(call -> Answer.json(201, "{\"status\":\"queued\"}"));
        assertThat(send(BY_TEXT, "Hello"))
                .isEqualTo(new Delivery.Deferred(null, "HTTP 201 without the message's id", true));
    }

    @Test
    void decidesByTheStatusWhereTheCodeIsNew() {
        api.answering(call -> error(400, 99999));
        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Refused("HTTP 400", false));

        api.answering(call -> error(503, 99999));
        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 503", false));

        api.answering(call -> new Answer(429, "", Map.of("Retry-After", "17")));
        assertThat(send(BY_TEXT, "Hello")).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(17), "HTTP 429", false));
    }

    @Test
    void isUncertainWhenTheAnswerIsLost() {
        api.answering(call -> Answer.json(0, ""));

        assertThat(send(BY_TEXT, "Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(deferred.uncertain()).isTrue());
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void goesOnWhereALongReplyBrokeOff() {
        AtomicInteger count = new AtomicInteger();
        api.answering(call -> count.incrementAndGet() == 2 ? error(500, 20500) : TAKEN);
        Outbound reply = outbound(BY_TEXT, "A sentence. ".repeat(200));

        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Sent("SMNEW"), 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Deferred.class);
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Sent.class);

        assertThat(words()).hasSize(3).allMatch(text -> text.endsWith("A sentence."));
        assertThat(api.calls().get(1).body()).isEqualTo(api.calls().get(2).body());
    }

    @Test
    void saysNothingOfTheTokenOrTheWordsWhateverFails(CapturedOutput output) {
        for (Answer answer : List.of(
                Answer.json(401, "{\"code\":20003,\"message\":\"" + Fixtures.TOKEN + "\"}"),
                Answer.json(500, Fixtures.TOKEN),
                Answer.json(0, ""))) {
            api.answering(call -> answer);
            assertThat(send(BY_TEXT, Fixtures.TOKEN).toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static Answer segments(String count) {
        return Answer.json(201, "{\"sid\":\"SMNEW\",\"status\":\"queued\",\"num_segments\":\"" + count + "\"}");
    }

    private static Answer error(int status, int code) {
        return Answer.json(
                status,
                "{\"code\":" + code + ",\"message\":\"Something about +447700900123\",\"more_info\":"
                        + "\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":" + status + "}");
    }

    private List<String> variables() {
        return api.calls().stream()
                .map(call -> call.body().path("ContentVariables").stringValue(""))
                .filter(variables -> !variables.isEmpty())
                .toList();
    }

    private List<String> words() {
        return api.calls().stream()
                .map(call -> call.body().path("Body").stringValue(""))
                .toList();
    }

    private List<String> files() {
        return api.calls().stream()
                .map(call -> call.body().path("MediaUrl").stringValue(""))
                .toList();
    }

    private static Content plan(MediaKind kind, String words) {
        return new Content.Media(kind, new Handle(Handle.LINK, PLAN), words, null, null, null);
    }

    private Delivery send(Address to, String markdown) {
        return WholeReply.send(channel, outbound(to, markdown));
    }

    private static Outbound outbound(Address to, String markdown) {
        return new Outbound(UUID.randomUUID(), to, new Content.Text(markdown), null);
    }
}
