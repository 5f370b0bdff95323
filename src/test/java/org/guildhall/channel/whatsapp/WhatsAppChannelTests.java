package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaContract;
import org.junit.jupiter.api.Test;

class WhatsAppChannelTests implements MetaContract {

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
                WhatsAppMessages.LONGEST_TEXT,
                Measure.UTF16,
                Answer.json(200, "{\"messages\":[{\"id\":\"wamid.NEW\"}]}"),
                call -> call.path("text").path("body").stringValue(""));
    }

    @Override
    public Set<String> nothing() {
        return Set.of(
                "another-field",
                "another-number",
                "another-object",
                "empty",
                "group",
                "kind-of-the-future",
                "nulls",
                "our-own",
                "reaction",
                "reaction-taken-back",
                "request-welcome",
                "system",
                "value-errors");
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE, "").toString()).doesNotContain("canary");
    }
}
