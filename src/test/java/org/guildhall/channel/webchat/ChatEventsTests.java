package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.Invitations;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Floor;
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

    private final ChatEvents events = new ChatEvents(new Markdown(URL), URL, mock(Invitations.class));

    @Test
    void showsAnArticleThatStaffSentAsAnArticle() {
        ChatEvents.Said said = said(new Quoted("missed-bin", 7, "Report a missed bin", null));

        assertThat(said.html()).contains("<strong>out</strong>");
        assertThat(Objects.requireNonNull(said.article()).url()).isEqualTo("https://council.example/help/missed-bin");
    }

    @Test
    void showsWhatStaffTypedAsItIs() {
        assertThat(said((Quoted) null).html()).isNull();
    }

    @Test
    void tellsWhatCameAndWhereSomethingIs() {
        assertThat(said(new Content.Media(Content.MediaKind.PHOTO, null, "look", "bin.jpg", null, 7L))
                        .file())
                .isEqualTo(new ChatEvents.File("photo", "bin.jpg", null, null, 7L));
        assertThat(Objects.requireNonNull(said(new Content.Location(51.5, -0.12, null, null))
                                .place())
                        .map())
                .contains("mlat=51.50000");
        assertThat(said(new Content.PlaceWanted("Where is it?")).asksForPlace()).isTrue();
    }

    @Test
    void tellsHowFarStaffHaveReadAndNothingBeforeTheyHave() {
        assertThat(events.state(null)).isEqualTo(ChatEvents.State.NEW);
        assertThat(events.state(standing(0)).read()).isNull();
        assertThat(events.state(standing(4)).read()).isEqualTo(4);
    }

    private static Conversations.Standing standing(int seen) {
        return new Conversations.Standing(UUID.randomUUID(), Floor.QUEUE, "BIN-4F7K", 1, 5, seen, null, false, null);
    }

    private ChatEvents.Said said(Content content) {
        return events.said(new Message(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                Sender.CITIZEN,
                null,
                content,
                null,
                null,
                null,
                Instant.EPOCH));
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
