package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Quoted;
import org.guildhall.conversation.Sender;
import org.guildhall.message.Content;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a chat page gets of one message. */
class ChatEventsTests {

    private static final PublicUrl URL = new PublicUrl(URI.create("https://council.example"));

    private final ChatEvents events = new ChatEvents(new Markdown(URL), URL);

    @Test
    void showsAnArticleThatStaffSentAsAnArticle() {
        ChatEvents.Said said = said(new Quoted("missed-bin", 7, "Report a missed bin", null));

        assertThat(said.html()).contains("<strong>out</strong>");
        assertThat(Objects.requireNonNull(said.article()).url()).isEqualTo("https://council.example/help/missed-bin");
    }

    @Test
    void showsWhatStaffTypedAsItIs() {
        assertThat(said(null).html()).isNull();
    }

    private ChatEvents.Said said(@Nullable Quoted quoted) {
        return events.said(new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                Sender.STAFF,
                "Anna",
                new Content.Text("Was it **out**?"),
                null,
                quoted,
                null,
                Instant.EPOCH));
    }
}
