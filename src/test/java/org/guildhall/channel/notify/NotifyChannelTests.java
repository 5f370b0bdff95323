package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.FixtureContract;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

class NotifyChannelTests implements FixtureContract {

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
    public Webhook signed(byte[] body) {
        return Fixtures.signed(body);
    }

    @Override
    public Webhook unsigned(byte[] body) {
        return Fixtures.webhook(body, null);
    }

    @Override
    public Webhook signedByAnother(byte[] body) {
        return Fixtures.webhook(body, "Bearer " + Fixtures.TOKEN + "x");
    }

    @Override
    public Sends sends() {
        return new Sends(
                918,
                Measure.CODE_POINTS,
                Answer.json(201, "{\"id\":\"740e5834-NEW\",\"reference\":null}"),
                call -> call.path("personalisation").path("message").stringValue(""));
    }

    @Override
    public List<Limit> limits() {
        return List.of(new Limit(
                Part.TEXT,
                918,
                Count.CODE_POINTS,
                call -> text(call.path("personalisation").path("message"))));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.OF_TEXTS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "bearer ", "Basic "})
    void wantsTheWholeHeader(String before) {
        String given = before.equals("Bearer ") ? "Bearer  " + Fixtures.TOKEN : before + Fixtures.TOKEN;

        assertThat(channel.signed(Fixtures.webhook(Fixtures.body("text"), given)))
                .isFalse();
    }

    @Test
    void rejectsASecondToken() {
        HttpHeaders twice = new HttpHeaders();
        twice.add(HttpHeaders.AUTHORIZATION, "Bearer " + Fixtures.TOKEN);
        twice.add(HttpHeaders.AUTHORIZATION, "Bearer " + Fixtures.TOKEN);

        assertThat(channel.signed(
                        new Webhook(HttpMethod.POST, "", twice, new LinkedMultiValueMap<>(), Fixtures.body("text"))))
                .isFalse();
    }

    @Test
    void takesBothCallbacksAtAnyAddressBelowItsOwnAndSaysNothingBack() {
        Webhook text = aText();
        Webhook below = new Webhook(
                HttpMethod.POST, "/received", text.headers(), new LinkedMultiValueMap<>(), Fixtures.body("delivered"));

        assertThat(channel.read(below)).hasSize(1);
        assertThat(channel.acknowledge(below)).isEqualTo(Acknowledgement.OK);
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.setup(Fixtures.NOWHERE).toString())
                .doesNotContain(Fixtures.KEY_SECRET)
                .doesNotContain(Fixtures.TOKEN);
    }
}
