package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.platform.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;

class TwilioChannelTests implements TwilioContract {

    private final Channel channel = Fixtures.channel(Fixtures.NOWHERE);

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Address somebody() {
        return new Address(TwilioChannel.NAME, Fixtures.NUMBER, "+447700900123", "+447700900123");
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.OF_TEXTS;
    }

    @Test
    void acceptsABodyThatIsNoFormOnlyWithItsOwnHashInTheAddress() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String hash = TwilioContract.hash(body);

        assertThat(channel.signed(TwilioContract.json(body, hash))).isTrue();
        assertThat(channel.signed(TwilioContract.json("{ }".getBytes(StandardCharsets.UTF_8), hash)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://help.example.gov.uk, https://help.example.gov.uk/webhooks/twilio",
        "https://help.example.gov.uk/, https://help.example.gov.uk/webhooks/twilio",
        "https://help.example.gov.uk, https://help.example.gov.uk:443/webhooks/twilio",
        "https://help.example.gov.uk:443, https://help.example.gov.uk/webhooks/twilio",
        "https://help.example.gov.uk:8443/chat, https://help.example.gov.uk:8443/chat/webhooks/twilio",
        "http://help.example.gov.uk, http://help.example.gov.uk:80/webhooks/twilio"
    })
    void knowsTheAddressThatTwilioCalledWhateverStandsBetween(URI publicUrl, String called) {
        Channel behindAProxy = Fixtures.channel(Fixtures.NOWHERE, new PublicUrl(publicUrl), new SimpleMeterRegistry());
        byte[] body = Fixtures.body("welsh");

        assertThat(behindAProxy.signed(Fixtures.webhook(body, Fixtures.signature(called, body, Fixtures.TOKEN))))
                .isTrue();
        assertThat(behindAProxy.signed(Fixtures.webhook(body, Fixtures.signature(called + "/", body, Fixtures.TOKEN))))
                .isFalse();
    }

    @Test
    void signsThePathAndTheQueryAsTheyWereCalled() {
        byte[] body = Fixtures.body("text");
        String query = "from=S%C3%AE%C3%B4n&x=%2f&x=1+2";
        Webhook called = called(body, "/sms", query, Fixtures.ADDRESS + "/sms?" + query);

        assertThat(channel.signed(called)).isTrue();
        assertThat(channel.signed(called(body, "/sms", query + "3", Fixtures.ADDRESS + "/sms?" + query)))
                .isFalse();
        assertThat(channel.signed(called(body, "/mms", query, Fixtures.ADDRESS + "/sms?" + query)))
                .isFalse();
        assertThat(channel.signed(called(body, "", "x=^", Fixtures.ADDRESS))).isFalse();
    }

    @Test
    void rejectsASignatureOfOtherFieldsAndASecondSignature() {
        byte[] body = Fixtures.body("text");
        String signature = Fixtures.signature(Fixtures.ADDRESS, body, Fixtures.TOKEN);
        byte[] more = (new String(body, StandardCharsets.US_ASCII) + "&NumMedia=1").getBytes(StandardCharsets.US_ASCII);
        Webhook twice = Fixtures.webhook(body, signature);
        twice.headers().add(TwilioChannel.SIGNATURE_HEADER, signature);

        assertThat(channel.signed(Fixtures.webhook(more, signature))).isFalse();
        assertThat(channel.signed(twice)).isFalse();
    }

    @Test
    void answersWithTwimlThatSaysNothing() {
        assertThat(channel.acknowledge(aText())).isEqualTo(new Acknowledgement(200, MediaType.TEXT_XML, "<Response/>"));
    }

    @Test
    void hasAnAccountForEachNumber() {
        assertThat(channel.accounts()).containsExactly(Fixtures.NUMBER, Fixtures.ON_WHATSAPP);
    }

    @Test
    void knowsAWindowOnWhatsAppAlone() {
        assertThat(channel.window(Fixtures.ON_WHATSAPP)).contains(Duration.ofHours(24));
        assertThat(channel.window(Fixtures.NUMBER)).isEmpty();
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.setup(Fixtures.NOWHERE).toString()).doesNotContain("canary");
    }

    private static Webhook called(byte[] body, String path, String query, String signed) {
        HttpHeaders headers = Fixtures.webhook(body, Fixtures.signature(signed, body, Fixtures.TOKEN))
                .headers();
        return new Webhook(HttpMethod.POST, path, headers, new LinkedMultiValueMap<>(), body, query);
    }
}
