package org.guildhall.channel.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.ChannelContract;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

class NotifyChannelTests implements ChannelContract {

    private final Channel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Webhook aText() {
        return Fixtures.signed(Fixtures.body("text"));
    }

    @Override
    public Webhook nothingForUs() {
        return Fixtures.signed(Fixtures.body("email-receipt"));
    }

    @Override
    public Webhook unsigned() {
        return Fixtures.webhook(Fixtures.body("text"), null);
    }

    @Override
    public Webhook signedByAnother() {
        return Fixtures.webhook(Fixtures.body("text"), "Bearer " + Fixtures.TOKEN + "x");
    }

    @Override
    public Webhook unreadable() {
        return Fixtures.signed("{\"id\":".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Address somebody() {
        return new Address(NotifyChannel.NAME, Fixtures.SERVICE, "447700900123", "447700900123");
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
        assertThat(channel.read(
                        new Webhook(HttpMethod.GET, "", text.headers(), new LinkedMultiValueMap<>(), text.body())))
                .isEmpty();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.setup(Fixtures.NOWHERE).toString())
                .doesNotContain(Fixtures.KEY_SECRET)
                .doesNotContain(Fixtures.TOKEN);
    }
}
