package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class SlackChannelTests implements FixtureContract {

    private static final Pattern LINK = Pattern.compile("<[^<>|]*\\|([^<>]*)>");

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
        return new Address("slack", SlackChannel.ACCOUNT, "U01ANN", "D01ANN");
    }

    @Override
    public Webhook signed(byte[] body) {
        return Fixtures.signed(body);
    }

    @Override
    public Webhook unsigned(byte[] body) {
        return Posts.post(body, Map.of("Content-Type", Fixtures.type(body)));
    }

    @Override
    public Webhook signedByAnother(byte[] body) {
        return Posts.post(body, Fixtures.headers(body, Fixtures.NOW, Fixtures.SIGNING_SECRET + "x"));
    }

    @Override
    public Sends sends() {
        return new Sends(
                4000,
                Measure.UTF16,
                Answer.json(200, "{\"ok\":true,\"channel\":\"D01ANN\",\"ts\":\"1767261700.000600\"}"),
                call -> call.has("blocks") ? "" : shown(call.path("text").stringValue("")));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        Part.TEXT,
                        4000,
                        Count.UTF16,
                        call -> call.has("blocks")
                                ? List.of()
                                : List.of(shown(call.path("text").stringValue("")))),
                new Limit(
                        Part.OVER_CHOICES,
                        3000,
                        Count.UTF16,
                        call -> call.path("blocks")
                                .valueStream()
                                .filter(block ->
                                        block.path("type").stringValue("").equals("section"))
                                .map(block ->
                                        shown(block.path("text").path("text").stringValue("")))
                                .toList()),
                new Limit(Part.ROW, 75, Count.UTF16, this::rows),
                new Limit(Part.DATA, 2000, Count.UTF16, call -> call.findValuesAsString("value")));
    }

    /** All there is to tap are buttons, which show numbers where a title is too long. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Tappable.NONE,
                new Tappable(25, 75),
                Set.of(),
                Set.of(MediaKind.PHOTO, MediaKind.STICKER, MediaKind.ANIMATION),
                false,
                false);
    }

    @Override
    public List<String> rows(JsonNode call) {
        return call.path("blocks")
                .valueStream()
                .flatMap(block -> block.path("elements").valueStream())
                .map(button -> button.path("text").path("text").stringValue(""))
                .toList();
    }

    /** What people read of Slack's markup, but for signs around words. */
    private static String shown(String markup) {
        return LINK.matcher(markup)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1)))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @Test
    void answersTheHandshakeWithTheChallengeAndNothingElse() {
        Webhook handshake = Fixtures.signed(Fixtures.body("handshake"));

        assertThat(channel.signed(handshake)).isTrue();
        assertThat(channel.acknowledge(handshake))
                .isEqualTo(new Acknowledgement(
                        200, MediaType.TEXT_PLAIN, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"url_verification\"}",
                "{\"type\":\"url_verification\",\"challenge\":\"<script>\"}",
                "{\"type\":\"event_callback\",\"challenge\":\"abc\"}",
                "{\"challenge\":\"abc\"}",
                "{\"type\":",
                "payload=%7B%22type%22%3A%22url_verification%22%2C%22challenge%22%3A%22abc%22%7D"
            })
    void repeatsNothingThatIsNoHandshake(String body) {
        assertThat(channel.acknowledge(Fixtures.signed(body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(Acknowledgement.OK);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "-300, true", "300, true", "-301, false", "301, false", "-86400, false"})
    void believesNoCallThatIsOlderThanFiveMinutes(long seconds, boolean believed) {
        byte[] body = Fixtures.body("text");
        Instant at = Fixtures.NOW.plus(Duration.ofSeconds(seconds));

        assertThat(channel.signed(Posts.post(body, Fixtures.headers(body, at, Fixtures.SIGNING_SECRET))))
                .isEqualTo(believed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1767261600.0", "99999999999999999999"})
    void believesNoCallWhoseTimeIsNone(String stamp) {
        byte[] body = Fixtures.body("text");
        Map<String, String> headers = new HashMap<>(Fixtures.headers(body, Fixtures.NOW, Fixtures.SIGNING_SECRET));
        headers.put(SlackSignature.TIMESTAMP_HEADER, stamp);
        headers.put(SlackSignature.HEADER, Fixtures.signature(body, stamp, Fixtures.SIGNING_SECRET));

        assertThat(channel.signed(Posts.post(body, headers))).isFalse();
    }

    @Test
    void rejectsASignatureOfOtherBytesAnotherTimeAndASecondSignature() {
        byte[] body = Fixtures.body("text");
        byte[] other = body.clone();
        other[other.length - 1] = ' ';
        Webhook twice = Fixtures.signed(body);
        twice.headers()
                .add(SlackSignature.HEADER, String.valueOf(twice.headers().getFirst(SlackSignature.HEADER)));
        Map<String, String> later = new HashMap<>(Fixtures.headers(body, Fixtures.NOW, Fixtures.SIGNING_SECRET));
        later.put(SlackSignature.TIMESTAMP_HEADER, Long.toString(Fixtures.NOW.getEpochSecond() + 1));

        assertThat(channel.signed(Posts.post(other, Fixtures.headers(body, Fixtures.NOW, Fixtures.SIGNING_SECRET))))
                .isFalse();
        assertThat(channel.signed(Posts.post(body, later))).isFalse();
        assertThat(channel.signed(twice)).isFalse();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE).toString()).doesNotContain("canary");
    }
}
