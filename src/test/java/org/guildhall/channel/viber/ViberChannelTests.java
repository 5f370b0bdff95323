package org.guildhall.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ViberChannelTests implements HeaderContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Answer TAKEN =
            Answer.json(200, "{\"status\":0,\"status_message\":\"ok\",\"message_token\":5741311803571721087}");

    private final Channel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Channel at(URI api) {
        return Fixtures.channel(api);
    }

    @Override
    public Address somebody() {
        return new Address("viber", ViberChannel.ACCOUNT, Fixtures.ANN, Fixtures.ANN);
    }

    @Override
    public String header() {
        return ViberChannel.SIGNATURE_HEADER;
    }

    @Override
    public String secret() {
        return Fixtures.TOKEN;
    }

    @Override
    public String proof(byte[] body, String secret) {
        return Fixtures.signature(body, secret);
    }

    @Override
    public Sends sends() {
        return new Sends(7000, Measure.UTF16, TAKEN, call -> of(call, "text").stringValue(""));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(Part.TEXT, 7000, Count.UTF16, call -> text(of(call, "text"))),
                new Limit(Part.CAPTION, 512, Count.UTF16, call -> text(of(call, "picture"))),
                new Limit(Part.BUTTON, 50, Count.UTF16, ViberChannelTests::titles),
                new Limit(Part.DATA, 100, Count.UTF16, ViberChannelTests::ids));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                new Tappable(24, 50),
                Tappable.NONE,
                Set.of(Stage.DELIVERED, Stage.READ, Stage.FAILED),
                Set.of(MediaKind.PHOTO),
                true,
                true);
    }

    /** Those that are as wide as the keyboard; what is narrower shows only a number. */
    @Override
    public List<String> buttons(JsonNode call) {
        return call.path("keyboard").path("Buttons").path(0).path("Columns").asInt(0) == 6 ? titles(call) : List.of();
    }

    private static JsonNode of(JsonNode call, String type) {
        return call.path(call.path("type").stringValue("").equals(type) ? "text" : "none");
    }

    private static List<String> titles(JsonNode call) {
        return call.path("keyboard").path("Buttons").findValuesAsString("Text").stream()
                .map(title -> title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();
    }

    private static List<String> ids(JsonNode call) {
        String tracked = call.path("tracking_data").stringValue("");
        return tracked.isEmpty()
                ? List.of()
                : JsonMapper.shared()
                        .readTree(tracked)
                        .valueStream()
                        .map(id -> id.stringValue(""))
                        .toList();
    }

    @Test
    void wantsTheSignatureInSmallLetters() {
        byte[] body = Posts.body("viber", "text");
        String right = Fixtures.signature(body, Fixtures.TOKEN);

        assertThat(channel.signed(call(body, right.toUpperCase(Locale.ROOT)))).isFalse();
        assertThat(channel.signed(Posts.get(Map.of()))).isFalse();
    }

    @Test
    void welcomesWhoOpensTheChatInTheAnswerToTheCall() {
        Acknowledgement welcome = channel.acknowledge(signed(Posts.body("viber", "conversation-started")));

        assertThat(welcome.status()).isEqualTo(200);
        assertThat(welcome.type().toString()).isEqualTo("application/json");
        JsonNode message = JsonMapper.shared().readTree(welcome.body());
        assertThat(message.path("sender").path("name").stringValue("")).isEqualTo(Fixtures.SENDER);
        assertThat(message.path("type").stringValue("")).isEqualTo("text");
        assertThat(message.path("text").stringValue("")).startsWith("Hello!");
        assertThat(welcome.body()).doesNotContain("Ann", "poster", Fixtures.ANN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversation-started-again", "subscribed", "text", "webhook", "empty", "nulls"})
    void answersNobodyElseWithWords(String fixture) {
        assertThat(channel.acknowledge(signed(Posts.body("viber", fixture)))).isEqualTo(Acknowledgement.OK);
        assertThat(channel.acknowledge(unreadable())).isEqualTo(Acknowledgement.OK);
    }

    /** Viber says so in the body of a 200. */
    @ParameterizedTest
    @CsvSource({
        "2, false",
        "3, false",
        "5, true",
        "6, true",
        "7, false",
        "10, false",
        "23, false",
    })
    void findsARefusalThatHidesInA200(int status, boolean blocked) {
        assertThat(sent(Answer.json(200, "{\"status\":%d,\"status_message\":\"no\"}".formatted(status))))
                .isEqualTo(new Delivery.Refused(ViberErrors.reason(Integer.toString(status)), blocked));
    }

    @Test
    void waitsWhenItIsTooMuchAndTriesAgainWhenViberIsInTrouble() {
        assertThat(sent(Answer.json(200, "{\"status\":12,\"status_message\":\"tooManyRequests\"}")))
                .isEqualTo(new Delivery.Deferred(Duration.ofSeconds(10), ViberErrors.reason("12"), false));
        assertThat(sent(Answer.json(200, "{\"status\":99,\"status_message\":\"general error\"}")))
                .isEqualTo(new Delivery.Deferred(null, "Viber 99", false));
        assertThat(sent(Answer.json(503, ""))).isEqualTo(new Delivery.Deferred(null, "HTTP 503", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"message_token\":7}", "{\"status\":0}", "{\"status\":\"0\",\"message_token\":7}", ""})
    void doesNotCallSentWhatNobodyNamed(String answer) {
        assertThat(sent(Answer.json(200, answer)))
                .matches(delivery -> delivery instanceof Delivery.Deferred maybe && maybe.uncertain());
    }

    @Test
    void keepsAllDigitsOfAMessagesTokenAndShowsTheBotsInAHeaderOnly() {
        try (StubApi api = new StubApi(TAKEN)) {
            assertThat(send(Fixtures.channel(api.url()))).isEqualTo(new Delivery.Sent("5741311803571721087"));

            assertThat(api.calls()).singleElement().satisfies(call -> {
                assertThat(call.headers().get(ViberChannel.TOKEN_HEADER)).containsExactly(Fixtures.TOKEN);
                assertThat(call.headers().containsKey("Authorization")).isFalse();
                assertThat(call.path() + call.body()).doesNotContain(Fixtures.TOKEN);
            });
        }
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE, Fixtures.TOKEN, Fixtures.SENDER)
                        .toString())
                .doesNotContain("canary");
    }

    @Override
    public Webhook unreadable() {
        return signed("{\"event\":".getBytes(StandardCharsets.UTF_8));
    }

    private Delivery sent(Answer answer) {
        try (StubApi api = new StubApi(answer)) {
            return send(Fixtures.channel(api.url()));
        }
    }

    private Delivery send(Channel there) {
        return there.send(new Outbound(new UUID(0, 1), somebody(), new Content.Text("Hello"), null))
                .blockOptional(SOON)
                .orElseThrow();
    }
}
