package org.guildhall.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.HeaderContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.Posts;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LineChannelTests implements HeaderContract {

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
        return new Address("line", LineChannel.ACCOUNT, Fixtures.ANN, Fixtures.ANN);
    }

    @Override
    public String header() {
        return LineChannel.SIGNATURE_HEADER;
    }

    @Override
    public String secret() {
        return Fixtures.SECRET;
    }

    @Override
    public String proof(byte[] body, String secret) {
        return Fixtures.signature(body, secret);
    }

    @Override
    public Webhook unreadable() {
        return signed("{\"events\":".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Sends sends() {
        return new Sends(
                5000,
                Measure.UTF16,
                Answer.json(200, "{\"sentMessages\":[{\"id\":\"461230966842064897\"}]}"),
                call -> message(call).path("text").stringValue(""));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        Part.TEXT, 5000, Count.UTF16, call -> text(message(call).path("text"))),
                new Limit(
                        Part.OVER_CHOICES,
                        160,
                        Count.UTF16,
                        call -> text(message(call).path("template").path("text"))),
                new Limit(Part.BUTTON, 20, Count.UTF16, this::buttons),
                new Limit(Part.ROW, 20, Count.UTF16, this::rows),
                new Limit(
                        Part.DATA,
                        200,
                        Count.UTF16,
                        call -> behind(call).stream()
                                .map(data -> data.substring(0, data.lastIndexOf('\n')))
                                .toList()));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                new Tappable(4, 20), new Tappable(13, 20), Set.of(), Set.of(MediaKind.PHOTO), true, false);
    }

    @Override
    public List<String> buttons(JsonNode call) {
        return labels(message(call).path("template").path("actions"));
    }

    @Override
    public List<String> rows(JsonNode call) {
        return message(call).path("quickReply").path("items").findValuesAsString("label");
    }

    private static List<String> labels(JsonNode actions) {
        return actions.valueStream()
                .map(action -> action.path("label").stringValue(""))
                .toList();
    }

    private static List<String> behind(JsonNode call) {
        List<String> data =
                new ArrayList<>(message(call).path("template").path("actions").findValuesAsString("data"));
        data.addAll(message(call).path("quickReply").path("items").findValuesAsString("data"));
        return data;
    }

    private static JsonNode message(JsonNode call) {
        return call.path("messages").path(0);
    }

    @Test
    void wantsTheSignatureNotInHexAndTakesAnyCaseOfTheHeadersName() {
        byte[] body = Posts.body("line", "text");
        String right = Fixtures.signature(body, Fixtures.SECRET);

        assertThat(channel.signed(
                        call(body, HexFormat.of().formatHex(Base64.getDecoder().decode(right)))))
                .isFalse();
        assertThat(channel.signed(Posts.post(body, Map.of("X-Line-Signature", right))))
                .isTrue();
        assertThat(channel.signed(Posts.get(Map.of()))).isFalse();
    }

    @Test
    void saysNothingBack() {
        assertThat(channel.acknowledge(signed(Posts.body("line", "verify-button"))))
                .isEqualTo(Acknowledgement.OK);
        assertThat(channel.acknowledge(aText())).isEqualTo(Acknowledgement.OK);
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE).toString()).doesNotContain("canary");
    }
}
