package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboxTests {

    private final House house = new House();

    @Test
    void whatACitizenChangesStandsInPlaceOfWhatTheySaid() {
        UUID conversation = idOf(house.take(
                new Inbound.Said("u1", ANN, new Content.Text("my bin"), null, "Ann", "en", null).under("7")));
        house.take(new Inbound.Edited("u2", ANN, "7", new Content.Text("my green bin")));
        house.take(new Inbound.Edited("u3", House.citizen(2), "7", new Content.Text("somebody else's")));

        assertThat(House.now(house.conversations.transcript(conversation)).messages())
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.text()).isEqualTo("my green bin");
                    assertThat(message.edited()).isTrue();
                });
    }

    @Test
    void aPhotoStaysWhenOnlyItsWordsAreChanged() {
        Handle handle = new Handle("telegram", "photo");
        UUID conversation = idOf(house.take(new Inbound.Said(
                "m1",
                ANN,
                new Content.Media(Content.MediaKind.PHOTO, handle, "my bin", "bin.jpg", "image/jpeg", 7L),
                null,
                "Ann",
                "en",
                null)));
        house.take(new Inbound.Edited("m1:edit:1", ANN, "m1", new Content.Text("my green bin")));

        Transcript now = House.now(house.conversations.transcript(conversation));
        assertThat(now.messages()).singleElement().satisfies(message -> {
            assertThat(message.content())
                    .isEqualTo(new Content.Media(
                            Content.MediaKind.PHOTO, handle, "my green bin", "bin.jpg", "image/jpeg", 7L));
            assertThat(message.edited()).isTrue();
        });
        assertThat(now.attachments()).hasSize(1);
        assertThat(house.sql
                        .sql("select text from messages")
                        .query(String.class)
                        .list())
                .containsExactly("my green bin");
    }

    @Test
    void nothingIsLeftOfWhatACitizenTakesBack() {
        UUID conversation = idOf(house.take(new Inbound.Said(
                "wamid.1",
                ANN,
                new Content.Media(
                        Content.MediaKind.PHOTO, new Handle("telegram", "photo"), "my house", null, null, null),
                null,
                "Ann",
                "en",
                null)));
        house.take(new Inbound.Deleted("wamid.2", ANN, "wamid.1"));

        Transcript left = House.now(house.conversations.transcript(conversation));
        assertThat(left.messages()).singleElement().satisfies(message -> {
            assertThat(message.content()).isEqualTo(new Content.Text(""));
            assertThat(message.edited()).isTrue();
        });
        assertThat(left.attachments()).isEmpty();
        assertThat(house.sql
                        .sql("select count(*) from messages where content::text like '%house%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theFirstMessageOpensAConversation() {
        Accepted accepted = house.says(ANN, "e1", "when is my bin day");

        assertThat(accepted.seq()).isEqualTo(1);
        assertThat(accepted.duplicate()).isFalse();
        assertThat(house.transcript(idOf(accepted))).containsExactly("citizen: when is my bin day");
    }

    @Test
    void laterMessagesJoinTheOpenConversationInOrder() {
        Accepted first = house.says(ANN, "e1", "hello");
        Accepted second = house.says(ANN, "e2", "are you there");

        assertThat(second.conversation()).isEqualTo(first.conversation());
        assertThat(second.seq()).isEqualTo(2);
    }

    @Test
    void theSameEventAgainChangesNothingAndGetsTheSameAnswer() {
        Accepted first = house.says(ANN, "e1", "hello");
        Accepted again = house.says(ANN, "e1", "hello");

        assertThat(again.duplicate()).isTrue();
        assertThat(again.seq()).isEqualTo(first.seq());
        assertThat(house.transcript(idOf(first))).hasSize(1);
    }

    @Test
    void fiveCopiesAtOnceAreOneMessage() throws Exception {
        List<Accepted> copies = atOnce(IntStream.range(0, 5)
                .<Callable<Accepted>>mapToObj(i -> () -> house.says(ANN, "same", "hello"))
                .toList());

        assertThat(copies).filteredOn(copy -> !copy.duplicate()).hasSize(1);
        assertThat(copies).extracting(Accepted::seq).containsOnly(1);
    }

    @Test
    void sixtyFourFirstMessagesOfOneCitizenOpenOneConversationWithoutGaps() throws Exception {
        List<Accepted> all = atOnce(IntStream.range(0, 64)
                .<Callable<Accepted>>mapToObj(i -> () -> house.says(ANN, "e" + i, "message " + i))
                .toList());

        assertThat(all)
                .extracting(Accepted::conversation)
                .containsOnly(all.getFirst().conversation());
        assertThat(all)
                .extracting(Accepted::seq)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 64).boxed().toList());
    }

    @Test
    void aPhotoIsKeptWithItsHandle() {
        Content photo = new Content.Media(
                Content.MediaKind.PHOTO, new Handle("telegram", "file-7"), "my broken bin", null, "image/jpeg", 1000L);
        Accepted accepted = house.take(new Inbound.Said("e1", ANN, photo, null, null, null, null));

        Message kept = House.now(house.conversations.transcript(idOf(accepted)))
                .messages()
                .getFirst();
        assertThat(kept.content()).isEqualTo(photo);
        assertThat(house.sql
                        .sql("select kind || ' ' || handle from attachments")
                        .query(String.class)
                        .list())
                .containsExactly("photo file-7");
    }

    @Test
    void aNumberIsReadAsTheChoiceItCounts() {
        house.dialogue = turn -> House.answer(turn, twoChoices());
        Accepted first = house.says(ANN, "e1", "bins");
        house.settle();
        house.says(ANN, "e2", "the second one");

        Message picked = House.now(house.conversations.transcript(idOf(first)))
                .messages()
                .getLast();
        assertThat(picked.choice()).isEqualTo("article:new-bin");
        assertThat(picked.text()).isEqualTo("the second one");
    }

    @Test
    void whoChoosesInWordsIsToldFromWhoTapsAndTheMessageThatOfferedIsKnown() {
        house.dialogue = turn -> House.answer(turn, twoChoices());
        Accepted first = house.says(ANN, "e1", "bins");
        UUID conversation = idOf(first);
        assertThat(first.chosen()).isFalse();
        house.settle();
        Accepted typed = house.says(ANN, "e2", "the second one");
        assertThat(typed.chosen()).isTrue();
        assertThat(offered(conversation, typed)).as("nobody knows its id yet").isNull();

        house.sql.sql("update outbox set provider_id = 'm' || seq").update();
        assertThat(offered(conversation, typed)).isEqualTo("m2");
        assertThat(offered(conversation, first))
                .as("nothing was offered before")
                .isNull();
        assertThat(house.says(ANN, "e2", "the second one").chosen())
                .as("a copy")
                .isFalse();
        house.settle();
        assertThat(house.taps(ANN, "e3", "article:new-bin").chosen()).isFalse();
        assertThat(house.says(ANN, "e4", "Where is the library?").chosen()).isFalse();
    }

    private @Nullable String offered(UUID conversation, Accepted message) {
        int seq = java.util.Objects.requireNonNull(message.seq());
        return house.inbox.offered(conversation, seq).block(Duration.ofSeconds(20));
    }

    @Test
    void anUnreadableBodyIsKeptAsItCameAndOnceHoweverOftenItComes() {
        for (int delivery = 0; delivery < 3; delivery++) {
            House.now(house.inbox
                    .keep(new RawCall("telegram", "42", "POST", "", null, new byte[] {1, 2, 3}), "not JSON")
                    .thenReturn(true));
        }

        assertThat(house.sql
                        .sql("select body from dead_letters where reason = 'not JSON'")
                        .query(byte[].class)
                        .single())
                .containsExactly(1, 2, 3);
    }

    @Test
    void aCitizenWhoBlocksUsIsMarkedUntilTheyWriteAgain() {
        house.says(ANN, "e1", "hello");
        house.take(new Inbound.Blocked("e2", ANN, true));
        assertThat(blocked()).isTrue();

        house.says(ANN, "e3", "back again");
        assertThat(blocked()).isFalse();
    }

    static Content twoChoices() {
        return new Content.Choices(
                "Did you mean",
                List.of(
                        new org.guildhall.message.Choice("article:missed-bin", "Report a missed bin"),
                        new org.guildhall.message.Choice("article:new-bin", "Get a new bin")));
    }

    static UUID idOf(Accepted accepted) {
        return java.util.Objects.requireNonNull(accepted.conversation());
    }

    private boolean blocked() {
        return house.sql
                .sql("select blocked_at is not null from addresses")
                .query(Boolean.class)
                .single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = threads.invokeAll(calls);
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
