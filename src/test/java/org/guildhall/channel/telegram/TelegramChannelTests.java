package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.guildhall.channel.Channel;
import org.guildhall.channel.ChannelContract;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

class TelegramChannelTests implements ChannelContract {

    private final Channel channel = Fixtures.channel(URI.create("http://127.0.0.1:9"));

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public Webhook aText() {
        return Fixtures.webhook(Fixtures.body("text"), Fixtures.SECRET);
    }

    @Override
    public Webhook nothingForUs() {
        return Fixtures.webhook(Fixtures.body("reaction"), Fixtures.SECRET);
    }

    @Override
    public Webhook unsigned() {
        return Fixtures.webhook(Fixtures.body("text"), null);
    }

    @Override
    public Webhook signedByAnother() {
        return Fixtures.webhook(Fixtures.body("text"), Fixtures.SECRET + "x");
    }

    @Override
    public Webhook unreadable() {
        return Fixtures.webhook("{\"update_id\":");
    }

    @Override
    public Address somebody() {
        return new Address(TelegramChannel.NAME, "42", "5001", "5001");
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
    void readsOnlyWhatIsPosted() {
        Webhook got =
                new Webhook(HttpMethod.GET, "", new HttpHeaders(), new LinkedMultiValueMap<>(), Fixtures.body("text"));

        assertThat(channel.read(got)).isEmpty();
    }

    @Test
    void showsNeitherTokenNorSecretWhenPrinted() {
        assertThat(Fixtures.properties(URI.create("http://127.0.0.1:9")).toString())
                .doesNotContain("canary");
    }
}
