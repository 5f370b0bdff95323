package org.guildhall.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OutboundTests {

    private static final Address ANN = new Address("messenger", "1", "2", "2");

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void comesBackFromTheOutboxAsItWent() {
        Outbound reply = new Outbound(new UUID(0, 1), ANN, new Content.Text("Hello"), null, Outbound.Speaker.STAFF);

        assertThat(json.readValue(json.writeValueAsString(reply), Outbound.class))
                .isEqualTo(reply);
    }

    @Test
    void isNobodysInParticularWhereItWasQueuedByAnOlderVersion() {
        Outbound reply = json.readValue("""
                {"id":"00000000-0000-0000-0000-000000000001","source":null,"content":{"type":"text","text":"Hello"},
                 "to":{"channel":"messenger","account":"1","person":"2","replyTo":"2"}}""", Outbound.class);

        assertThat(reply.content()).isEqualTo(new Content.Text("Hello"));
        assertThat(reply.speaker()).isNull();
    }

    @Test
    void aKindOfFileOfANewerVersionIsAFile() {
        Content content =
                json.readValue("""
                {"type":"media","kind":"HOLOGRAM","text":"Look","handle":{"channel":"messenger","id":"1"}}""", Content.class);

        assertThat(content).isInstanceOfSatisfying(Content.Media.class, file -> assertThat(file.kind())
                .isEqualTo(Content.MediaKind.OTHER));
    }
}
