package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class XChannelTests implements HeaderContract {

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
    public String header() {
        return XChannel.SIGNATURE_HEADER;
    }

    @Override
    public String secret() {
        return Fixtures.CONSUMER_SECRET;
    }

    @Override
    public String proof(byte[] body, String secret) {
        return Fixtures.signature(body, secret);
    }

    @Override
    public Sends sends() {
        return new Sends(
                10_000,
                Measure.UTF16,
                Answer.json(201, "{\"data\":{\"dm_conversation_id\":\"1-2\",\"dm_event_id\":\"2080000000000000999\"}}"),
                call -> call.path("text").stringValue(""));
    }

    @Override
    public String path(StubApi.Call call) {
        return call.below();
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit(Part.TEXT, 10_000, Count.UTF16, call -> text(call.path("text"))));
    }

    /** The API has no quick replies for who writes as an account of today, and no buttons. */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(Tappable.NONE, Tappable.NONE, Set.of(Stage.READ), Set.of(), false, false);
    }

    /** With the vector that Microsoft's adapter for Twitter has among its tests. */
    @Test
    void answersTheCheckWithTheSignatureOfWhatWasAsked() {
        Acknowledgement answer = channel.acknowledge(Posts.get(Map.of("crc_token", "abcde12345", "nonce", "x")));

        assertThat(answer)
                .isEqualTo(new Acknowledgement(
                        200,
                        MediaType.APPLICATION_JSON,
                        "{\"response_token\":\""
                                + Fixtures.signature(
                                        "abcde12345".getBytes(StandardCharsets.UTF_8), Fixtures.CONSUMER_SECRET)
                                + "\"}"));
        assertThat(Fixtures.signature("abcde12345".getBytes(StandardCharsets.UTF_8), "abcdefghijklmnopqrstuvwxyz"))
                .isEqualTo("sha256=n28T7+dF7LI1ENE+Y8SWNfyBrO8nmOHcF0T1TJkFAkE=");
    }

    /** Else whoever asks for the check of a body would be told how to sign it. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"for_user_id\":\"1780000000000000001\"}", "[{}]", "\"a\"", "", "a\nb", "\u0175"})
    void signsNothingThatCouldBeABody(String token) {
        Webhook check = Posts.get(Map.of("crc_token", token));

        assertThat(channel.signed(check)).isTrue();
        assertThat(channel.read(check)).isEmpty();
        assertThat(channel.acknowledge(check)).isEqualTo(new Acknowledgement(403, MediaType.TEXT_PLAIN, ""));
    }

    @Test
    void refusesACheckThatAsksNothing() {
        assertThat(channel.acknowledge(Posts.get(Map.of())).status()).isEqualTo(403);
    }

    @Test
    void rejectsASignatureOfOtherBytesAndOneThatDoesNotSayHowItIsMade() {
        byte[] body = Fixtures.body("text");
        String signature = Fixtures.signature(body, Fixtures.CONSUMER_SECRET);
        byte[] other = body.clone();
        other[other.length - 1] = ' ';

        assertThat(channel.signed(call(other, signature))).isFalse();
        assertThat(channel.signed(call(body, signature.substring(7)))).isFalse();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(XSetup.of(Fixtures.properties(Fixtures.NOWHERE, "0")).toString())
                .doesNotContain(Fixtures.CONSUMER_SECRET, Fixtures.CLIENT_SECRET, Fixtures.REFRESH_TOKEN);
    }
}
