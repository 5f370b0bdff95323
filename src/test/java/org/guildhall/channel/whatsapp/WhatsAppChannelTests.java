package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.ChannelContract;
import org.guildhall.channel.Webhook;
import org.guildhall.channel.meta.MetaDoor;
import org.guildhall.message.Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

class WhatsAppChannelTests implements ChannelContract {

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
        return Fixtures.signed(Fixtures.body("reaction"));
    }

    @Override
    public Webhook unsigned() {
        return Fixtures.webhook(Fixtures.body("text"), null);
    }

    @Override
    public Webhook signedByAnother() {
        byte[] body = Fixtures.body("text");
        return Fixtures.webhook(body, Fixtures.signature(body, Fixtures.APP_SECRET + "x"));
    }

    @Override
    public Webhook unreadable() {
        return Fixtures.signed("{\"entry\":".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Address somebody() {
        return new Address(WhatsAppChannel.NAME, Fixtures.NUMBER, "447700900123", "447700900123");
    }

    @Test
    void answersTheHandshakeWithTheChallengeAndNothingElse() {
        Acknowledgement answer = channel.acknowledge(Fixtures.handshake(Map.of(
                "hub.mode", "subscribe", "hub.verify_token", Fixtures.VERIFY_TOKEN, "hub.challenge", "1158201444")));

        assertThat(answer).isEqualTo(new Acknowledgement(200, MediaType.TEXT_PLAIN, "1158201444"));
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe, wrong, 1158201444",
        "subscribe, '', 1158201444",
        "unsubscribe, right, 1158201444",
        ", right, 1158201444",
        "subscribe, , 1158201444",
        "subscribe, right, ",
        ", , "
    })
    void refusesAHandshakeThatIsNotComplete(@Nullable String mode, @Nullable String token, @Nullable String challenge) {
        Map<String, String> query = new HashMap<>();
        if (mode != null) {
            query.put("hub.mode", mode);
        }
        if (token != null) {
            query.put("hub.verify_token", token.equals("right") ? Fixtures.VERIFY_TOKEN : token);
        }
        if (challenge != null) {
            query.put("hub.challenge", challenge);
        }

        Webhook handshake = Fixtures.handshake(query);

        assertThat(channel.signed(handshake)).isTrue();
        assertThat(channel.read(handshake)).isEmpty();
        assertThat(channel.acknowledge(handshake)).isEqualTo(new Acknowledgement(403, MediaType.TEXT_PLAIN, ""));
    }

    @Test
    void readsNothingThatCameWithoutASignature() {
        byte[] body = Fixtures.body("text");
        Webhook got = new Webhook(HttpMethod.GET, "", new HttpHeaders(), new LinkedMultiValueMap<>(), body);
        Webhook put = new Webhook(HttpMethod.PUT, "", new HttpHeaders(), new LinkedMultiValueMap<>(), body);

        assertThat(channel.read(got)).isEmpty();
        assertThat(channel.signed(put)).isFalse();
    }

    @Test
    void rejectsASignatureOfOtherBytesAndASecondSignature() {
        byte[] body = Fixtures.body("text");
        String signature = Fixtures.signature(body, Fixtures.APP_SECRET);
        byte[] other = body.clone();
        other[other.length - 1] = ' ';
        HttpHeaders twice = new HttpHeaders();
        twice.add(MetaDoor.SIGNATURE_HEADER, signature);
        twice.add(MetaDoor.SIGNATURE_HEADER, signature);

        assertThat(channel.signed(Fixtures.webhook(other, signature))).isFalse();
        assertThat(channel.signed(Fixtures.webhook(body, signature.substring(7))))
                .isFalse();
        assertThat(channel.signed(new Webhook(HttpMethod.POST, "", twice, new LinkedMultiValueMap<>(), body)))
                .isFalse();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE, "").toString()).doesNotContain("canary");
    }
}
