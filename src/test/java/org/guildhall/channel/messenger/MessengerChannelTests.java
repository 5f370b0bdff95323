package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.PlatformContract;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;

class MessengerChannelTests implements PlatformContract {

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
    public Sends sends() {
        return new Sends(
                2000,
                Measure.UTF16,
                Answer.json(200, "{\"recipient_id\":\"5001\",\"message_id\":\"m_NEW\"}"),
                call -> call.path("message").path("text").stringValue(""));
    }

    @Override
    public Limit longest() {
        return new Limit(
                Part.TEXT, 2000, Count.UTF16, call -> text(call.path("message").path("text")));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                new Tappable(3, 20),
                new Tappable(13, 20),
                Set.of(Stage.DELIVERED, Stage.READ),
                EnumSet.allOf(MediaKind.class),
                false,
                false);
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE).toString()).doesNotContain("canary");
    }
}
