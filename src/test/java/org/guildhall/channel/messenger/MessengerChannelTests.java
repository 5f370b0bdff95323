package org.guildhall.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaContract;
import org.junit.jupiter.api.Test;

class MessengerChannelTests implements MetaContract {

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
    public Set<String> nothing() {
        return Set.of(
                "another-account",
                "another-object",
                "changes",
                "echo",
                "echo-from-nowhere",
                "empty",
                "handover",
                "kind-of-the-future",
                "nulls",
                "optin",
                "our-own",
                "reaction",
                "reaction-taken-back",
                "referral",
                "standby",
                "test-button");
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE).toString()).doesNotContain("canary");
    }
}
