package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What staff ask each other about a conversation. */
class AsksTests {

    private static final StaffName KIM = new StaffName("kim", "Kim");

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void samHasAnn() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "a mattress"));
        house.settle();
        now(house.casework.claim(conversation, by(SAM)));
        assertThat(now(house.asks.ask(conversation, by(SAM), "@alex do we take mattresses?", List.of(ALEX))))
                .isTrue();
    }

    @Test
    void whoeverIsAskedHasItOnTheirListAndSeesTheConversation() {
        assertThat(now(house.asks.of(ALEX))).extracting(Ask::text).containsExactly("@alex do we take mattresses?");
        assertThat(now(house.asks.of(SAM))).isEmpty();
        assertThat(now(house.conversations.summary(conversation)).asked()).containsExactly("alex");
        assertThat(now(house.conversations.transcript(conversation)).notes()).hasSize(1);
    }

    @Test
    void whoeverIsAskedFindsTheConversationOnlyUntilTheQuestionIsAnswered() {
        house.index();
        assertThat(found(ALEX)).containsExactly(conversation);
        assertThat(found(KIM)).isEmpty();
        answer(ALEX, "Yes, for 10 pounds.");

        assertThat(found(ALEX)).isEmpty();
    }

    @Test
    void theAnswerIsANoteAndEndsTheQuestion() {
        assertThat(answer(ALEX, "Yes, for 10 pounds.")).isTrue();

        assertThat(now(house.asks.of(ALEX))).isEmpty();
        assertThat(now(house.conversations.summary(conversation)).asked()).isEmpty();
        assertThat(now(house.conversations.transcript(conversation)).notes())
                .extracting(Transcript.Note::text)
                .containsExactly("@alex do we take mattresses?", "Yes, for 10 pounds.");
        assertThat(house.sql
                        .sql("select who || ' ' || action from audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("sam conversation.claim", "sam conversation.ask", "alex conversation.answered");
    }

    @Test
    void whoeverAskedMayEndItAndNobodyElse() {
        assertThat(answer(KIM, null)).isFalse();
        assertThat(answer(SAM, null)).isTrue();
        assertThat(now(house.asks.answer(conversation, by(SAM), UUID.randomUUID(), null)))
                .isFalse();
    }

    @Test
    void askingAgainPutsTheNewQuestionInPlaceOfTheOld() {
        now(house.asks.ask(conversation, by(SAM), "@alex and sofas?", List.of(ALEX, KIM)));

        assertThat(now(house.asks.of(ALEX))).extracting(Ask::text).containsExactly("@alex and sofas?");
        assertThat(now(house.asks.of(KIM))).hasSize(1);
    }

    @Test
    void closingEndsWhatIsAskedWithIt() {
        now(house.casework.close(conversation, by(SAM), "solved"));

        assertThat(now(house.asks.of(ALEX))).isEmpty();
        assertThat(now(house.conversations.summary(conversation)).asked()).isEmpty();
        assertThat(now(house.asks.ask(conversation, by(SAM), "@alex still there?", List.of(ALEX))))
                .isFalse();
    }

    private boolean answer(StaffName by, @Nullable String text) {
        UUID ask = house.sql
                .sql("select id from asks where of_username = 'alex'")
                .query(UUID.class)
                .single();
        return now(house.asks.answer(conversation, by(by), ask, text));
    }

    private List<UUID> found(StaffName by) {
        Search.Wanted mattress = new Search.Wanted("mattress", null, null, null, null, null, null, null);
        return now(house.search.find(by, Set.of("housing"), mattress)).hits().stream()
                .map(hit -> hit.summary().id())
                .toList();
    }
}
