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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.guildhall.message.Address;
import org.guildhall.privacy.PersonalData.Citizen;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Somebody whom staff do not answer for a while is still heard, and never left alone in danger. */
class BlocksTests {

    private static final Blocks.Wanted A_WEEK = new Blocks.Wanted("abuse", "shouted at us", 7);

    private final House house = new House();

    @Test
    void whatABlockedPersonWritesIsKeptAndTheyAreToldOnceADayUntilWhenAndWhoElseToRing() {
        UUID conversation = blocked();
        house.says(ANN, "e2", "you again");
        house.settle();
        house.says(ANN, "e3", "answer me");
        house.settle();

        assertThat(house.transcript(conversation))
                .hasSize(5)
                .contains("citizen: you again", "citizen: answer me")
                .element(3)
                .asString()
                .matches("assistant: We keep what you write, but we will not answer you here until "
                        + "\\d{1,2} \\w+ \\d{4}, \\d{1,2}:\\d\\d[ap]m; .*01632 960 123.*999\\.");
        assertThat(outcomes()).containsExactly("answered", "blocked_told", "blocked_kept");

        house.sql.sql("update blocks set told_at = now() - interval '25 hours'").update();
        house.says(ANN, "e4", "still there?");
        house.settle();
        assertThat(outcomes()).endsWith("blocked_told");
    }

    @Test
    void onlyAskingForABlockChangesNothingForThePerson() {
        UUID conversation = idOf(house.says(ANN, "e1", "hello"));
        house.settle();
        Block asked = taken(house.blocks.ask(conversation, by(SAM), A_WEEK, false));
        house.says(ANN, "e2", "hello?");
        house.settle();

        assertThat(asked.state()).isEqualTo(Block.State.ASKED);
        assertThat(asked.due()).isTrue();
        assertThat(house.transcript(conversation)).endsWith("assistant: You said: hello?");
    }

    @Test
    void dangerIsAnsweredAndThenNoBlockCountsInThatConversation() {
        UUID conversation = blocked();
        house.dialogue = turn -> turn.message().text().equals("fire")
                ? House.handOver(turn, "waste", Priority.DANGER)
                : House.echo(turn);
        house.says(ANN, "e2", "fire");
        house.settle();
        house.says(ANN, "e3", "the stairs are full of smoke");
        house.settle();

        assertThat(now(house.queue.waiting(Set.of())))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.priority()).isEqualTo(Priority.DANGER));
        assertThat(house.transcript(conversation)).endsWith("assistant: You said: the stairs are full of smoke");
    }

    @Test
    void whoIsBlockedLeavesTheQueueUnlessTheyMayBeInDanger() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        UUID calm = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.DANGER);
        UUID urgent = idOf(house.says(House.citizen(2), "e2", "help"));
        house.settle();
        now(house.blocks.ask(calm, by(SAM), A_WEEK, true));
        now(house.blocks.ask(urgent, by(SAM), A_WEEK, true));

        assertThat(now(house.queue.waiting(Set.of()))).extracting(Summary::id).containsExactly(urgent);
        assertThat(now(house.conversations.summary(calm)).team()).isEqualTo("waste");
    }

    @Test
    void sayingThatItIsNotSolvedBringsABlockedPersonNotBackToTheQueue() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        UUID conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
        now(house.casework.close(conversation, by(SAM), "abuse"));
        now(house.blocks.ask(conversation, by(SAM), A_WEEK, true));
        UUID anew = idOf(house.taps(ANN, "e2", Inbox.NOT_SOLVED));
        house.settle();

        assertThat(anew).isNotEqualTo(conversation);
        assertThat(now(house.queue.waiting(Set.of()))).isEmpty();
        assertThat(house.transcript(anew).getLast()).contains("we will not answer you here");
    }

    @Test
    void aBlockIsThePersonsOnEveryChannelAndUnderEveryName() {
        UUID conversation = blocked();
        Address elsewhere = new Address("whatsapp", "1", "447700900123", "447700900123");
        UUID other = idOf(house.says(elsewhere, "e2", "hello"));
        house.settle();
        assertThat(house.transcript(other)).endsWith("assistant: You said: hello");
        house.sql
                .sql("update addresses set citizen = (select citizen from blocks)")
                .update();
        house.says(elsewhere, "e3", "hello?");
        house.settle();

        assertThat(outcomes()).endsWith("blocked_told");
        assertThat(now(house.blocks.of(other)).conversation()).isEqualTo(conversation);
    }

    @Test
    void aBlockEndsByItselfAndWhenItIsLifted() {
        UUID conversation = blocked();
        house.sql.sql("update blocks set ends_at = now() - interval '1 second'").update();
        house.says(ANN, "e2", "good morning");
        house.settle();
        assertThat(house.transcript(conversation)).endsWith("assistant: You said: good morning");
        assertThat(now(house.blocks.all())).extracting(Block::state).containsExactly(Block.State.OVER);

        Block second = taken(house.blocks.ask(conversation, by(SAM), A_WEEK, true));
        assertThat(now(house.blocks.lift(second.id(), ALEX)).endedBy()).isEqualTo("Alex");
        house.says(ANN, "e3", "good evening");
        house.settle();
        assertThat(house.transcript(conversation)).endsWith("assistant: You said: good evening");
        assertThat(house.blocks.lift(second.id(), ALEX).blockOptional())
                .as("only once")
                .isEmpty();
    }

    @Test
    void somebodyWhoMayDecidesAndLooksAgainBeforeItEndsAndAllOfThatIsWrittenDown() {
        UUID conversation = idOf(house.says(ANN, "e1", "hello"));
        Block asked = taken(house.blocks.ask(conversation, by(SAM), A_WEEK, false));
        Block agreed = now(house.blocks.confirm(asked.id(), ALEX, 14));
        assertThat(agreed.days()).isEqualTo(14);
        assertThat(agreed.decidedBy()).isEqualTo("Alex");
        assertThat(agreed.due()).isFalse();
        assertThat(now(house.blocks.due())).isZero();
        assertThat(house.sql
                        .sql("select review_at - decided_at = ends_at - review_at from blocks")
                        .query(Boolean.class)
                        .single())
                .as("the look is due at half time")
                .isTrue();

        house.sql.sql("update blocks set review_at = now()").update();
        assertThat(now(house.blocks.due())).isEqualTo(1);
        assertThat(now(house.blocks.keep(asked.id(), ALEX)).reviewedBy()).isEqualTo("Alex");
        assertThat(now(house.blocks.due())).isZero();
        now(house.blocks.lift(asked.id(), ALEX));
        assertThat(house.sql
                        .sql("select who || ' ' || action from audit where subject = :id order by id")
                        .param("id", asked.id().toString())
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly("sam block.ask", "alex block.confirm", "alex block.review", "alex block.lift");
        assertThat(house.sql
                        .sql("select string_agg(details::text, ' ') from audit")
                        .query(String.class)
                        .single())
                .contains("abuse", conversation.toString())
                .doesNotContain("shouted");
    }

    @Test
    void whatWasRefusedIsOver() {
        UUID conversation = idOf(house.says(ANN, "e1", "hello"));
        Block asked = taken(house.blocks.ask(conversation, by(SAM), A_WEEK, false));
        assertThat(now(house.blocks.refuse(asked.id(), ALEX)).state()).isEqualTo(Block.State.REFUSED);

        assertThat(house.blocks.confirm(asked.id(), ALEX, 7).blockOptional()).isEmpty();
        assertThat(house.blocks.of(conversation).blockOptional()).isEmpty();
        assertThat(taken(house.blocks.ask(conversation, by(SAM), A_WEEK, false)).id())
                .isNotEqualTo(asked.id());
    }

    @Test
    void ofTwoWhoAskAtOnceOneIsToldThatThereIsOneAlready() throws Exception {
        UUID conversation = idOf(house.says(ANN, "e1", "hello"));
        Callable<Blocks.Asked> ask = () -> now(house.blocks.ask(conversation, by(SAM), A_WEEK, false));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Blocks.Asked> answers = threads
                    .invokeAll(Stream.generate(() -> ask).limit(8).toList())
                    .stream()
                    .map(asked -> asked.resultNow())
                    .toList();
            assertThat(answers).filteredOn(Blocks.Asked.Taken.class::isInstance).hasSize(1);
            assertThat(answers)
                    .filteredOn(Blocks.Asked.Already.class::isInstance)
                    .hasSize(7);
        }
        assertThat(now(house.blocks.ask(UUID.randomUUID(), by(SAM), A_WEEK, false)))
                .isEqualTo(new Blocks.Asked.Missing());
    }

    @Test
    void whoIsForgottenTakesTheirBlocksWithThem() {
        blocked();
        UUID citizen =
                house.sql.sql("select citizen from blocks").query(UUID.class).single();
        assertThat(String.valueOf(
                        house.data.export(new Citizen(citizen, List.of(ANN))).get("blocks")))
                .contains("abuse", "shouted at us");
        house.data.erase(new Citizen(citizen, List.of(ANN)));

        assertThat(house.sql
                        .sql("select count(*) from blocks")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Ann's conversation, in which she said hello and was answered, and a block of her in force. */
    private UUID blocked() {
        UUID conversation = idOf(house.says(ANN, "e1", "hello"));
        house.settle();
        taken(house.blocks.ask(conversation, by(SAM), A_WEEK, true));
        return conversation;
    }

    private static Block taken(Mono<Blocks.Asked> asked) {
        return ((Blocks.Asked.Taken) now(asked)).block();
    }

    private List<String> outcomes() {
        return house.sql
                .sql("select outcome from decisions order by at, seq")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
