package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.guildhall.channel.Channel;
import org.guildhall.channel.Measure;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.meta.MetaContract;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
    public List<Limit> limits() {
        return List.of(
                new Limit(
                        Part.TEXT, 4096, Count.UTF16, call -> text(call.path("text").path("body"))),
                new Limit(Part.CAPTION, 1024, Count.UTF16, call -> call.findValuesAsString("caption")),
                new Limit(
                        Part.OVER_CHOICES,
                        1024,
                        Count.UTF16,
                        call -> text(call.path("interactive").path("body").path("text"))),
                new Limit(Part.BUTTON, 20, Count.UTF16, this::buttons),
                new Limit(Part.ROW, 24, Count.UTF16, this::rows),
                new Limit(
                        Part.BELOW_ROW,
                        72,
                        Count.UTF16,
                        call -> call.path("interactive").path("action").findValuesAsString("description")),
                // Of rows; a button may have 256.
                new Limit(
                        Part.DATA,
                        200,
                        Count.UTF16,
                        call -> call.path("interactive").path("action").findValuesAsString("id")));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                new Tappable(3, 20),
                new Tappable(10, 24),
                EnumSet.allOf(Stage.class),
                EnumSet.allOf(MediaKind.class),
                true,
                true);
    }

    @Override
    public List<String> buttons(JsonNode call) {
        return call.path("interactive").path("action").path("buttons").findValuesAsString("title");
    }

    @Override
    public List<String> rows(JsonNode call) {
        return call.path("interactive").path("action").path("sections").findValuesAsString("title");
    }

    @Test
    void showsNoSecretWhenPrinted() {
        assertThat(Fixtures.properties(Fixtures.NOWHERE, "").toString()).doesNotContain("canary");
    }
}
