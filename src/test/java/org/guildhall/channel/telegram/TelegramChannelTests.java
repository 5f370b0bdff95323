package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.guildhall.channel.Channel;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.StubApi.Call;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content.MediaKind;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;

class TelegramChannelTests implements FixtureContract {

    private final Channel channel = Fixtures.channel(URI.create("http://127.0.0.1:9"));

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Channel at(URI api) {
        return Fixtures.channel(api);
    }

    @Override
    public Webhook signed(byte[] body) {
        return Fixtures.webhook(body, Fixtures.SECRET);
    }

    @Override
    public Webhook unsigned(byte[] body) {
        return Fixtures.webhook(body, null);
    }

    @Override
    public Webhook signedByAnother(byte[] body) {
        return Fixtures.webhook(body, Fixtures.SECRET + "x");
    }

    @Override
    public Sends sends() {
        return new Sends(
                TelegramText.LONGEST,
                Measure.UTF16,
                Answer.json(200, "{\"ok\":true,\"result\":{\"message_id\":7}}"),
                call -> call.path("text").stringValue(""));
    }

    @Override
    public List<Limit> limits() {
        return List.of(
                new Limit(Part.TEXT, 4096, Count.UTF16, call -> parsed(call.path("text"))),
                new Limit(Part.CAPTION, 1024, Count.UTF16, call -> parsed(call.path("caption"))),
                new Limit(Part.DATA, 64, Count.UTF8, call -> call.findValuesAsString("callback_data")));
    }

    /** What is left when Telegram has read the tags, which is what it counts. */
    private List<String> parsed(JsonNode html) {
        return text(html).stream()
                .map(tagged -> tagged.replaceAll("<[^>]+>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&"))
                .toList();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Tappable.ofAnyLength(100), Tappable.NONE, Set.of(), EnumSet.allOf(MediaKind.class), true, true);
    }

    @Override
    public List<String> buttons(JsonNode call) {
        return call.path("reply_markup").path("inline_keyboard").findValuesAsString("text");
    }

    @Override
    public Address somebody() {
        return new Address(TelegramChannel.NAME, channel.account(), "5001", "5001");
    }

    @Override
    public String path(Call call) {
        return call.path().replace(Fixtures.TOKEN, "TOKEN");
    }

    @Test
    void rejectsAnEmptySignatureAndASecondOne() {
        HttpHeaders twice = new HttpHeaders();
        twice.add(TelegramChannel.SECRET_HEADER, Fixtures.SECRET);
        twice.add(TelegramChannel.SECRET_HEADER, "another");

        assertThat(channel.signed(Fixtures.webhook(Fixtures.body("text"), ""))).isFalse();
        assertThat(channel.signed(new Webhook(HttpMethod.POST, "", twice, new LinkedMultiValueMap<>(), new byte[0])))
                .isFalse();
    }

    @Test
    void showsNeitherTokenNorSecretWhenPrinted() {
        assertThat(Fixtures.properties(URI.create("http://127.0.0.1:9")).toString())
                .doesNotContain("canary");
    }
}
