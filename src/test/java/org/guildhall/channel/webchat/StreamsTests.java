package org.guildhall.channel.webchat;

import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.channel.Invitations;
import org.guildhall.conversation.CatchUp.News;
import org.guildhall.conversation.Conversations.Standing;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Message;
import org.guildhall.conversation.Sender;
import org.guildhall.message.Content;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.PublicUrl;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What an open page is told without anybody's hint. */
class StreamsTests {

    private static final PublicUrl URL = new PublicUrl(URI.create("https://council.example"));
    private static final UUID CONVERSATION = UUID.randomUUID();

    private final Core core = mock(Core.class);
    private final Streams streams = new Streams(
            new Rounds(core),
            mock(Signals.class),
            new ChatEvents(new Markdown(URL), URL, mock(Invitations.class)),
            mock(Visitors.class));

    @Test
    void theAnswerThatCameBeforeThePageKnewItsConversationIsLookedForAtOnce() {
        when(core.news(anyList()))
                .thenReturn(Mono.just(List.of(said(Sender.CITIZEN, 1))))
                .thenReturn(Mono.just(List.of(said(Sender.ASSISTANT, 2))));

        StepVerifier.create(streams.of("visitor-1", 0)
                        .filter(event -> Objects.equals(event.event(), "message"))
                        .map(event -> Objects.requireNonNull(event.id())))
                .expectNext("1", "2")
                .expectNoEvent(Duration.ofMillis(50))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    private static News said(Sender sender, int seq) {
        Message message = new Message(
                UUID.randomUUID(),
                CONVERSATION,
                seq,
                sender,
                null,
                new Content.Text("words"),
                null,
                null,
                null,
                Instant.EPOCH);
        return new News(
                new Standing(CONVERSATION, Floor.ASSISTANT, null, null, seq, 0, null, true, null), List.of(message));
    }
}
