package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Back to the assistant, "Did we solve this?", and what citizens write after the end. */
class ComingBackTests {

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);
    private String reference = "";

    @BeforeEach
    void samHasAnns() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "my sofa"));
        house.settle();
        now(house.casework.claim(conversation, by(SAM)));
        reference = String.valueOf(summary().reference());
        house.dialogue = new Dialogue() {
            @Override
            public Decision decide(Turn turn) {
                return House.echo(turn);
            }

            @Override
            public Return returns(String words, List<String> before, boolean asked) {
                assertThat(before).startsWith("my sofa");
                return words.equals("still here")
                        ? Return.FOLLOW_UP
                        : words.equals("nope") && asked ? Return.NOT_SOLVED : Return.NEW_QUESTION;
            }
        };
    }

    @Test
    void whoIsGivenBackIsToldSoAndAnsweredAgain() {
        assertThat(now(house.casework.toAssistant(conversation, by(ALEX)))).isEqualTo(new Claim.HeldBy(SAM));
        assertThat(now(house.casework.toAssistant(conversation, by(SAM)))).isEqualTo(new Claim.Yours());
        assertThat(now(house.casework.toAssistant(conversation, by(SAM))))
                .as("twice is once")
                .isEqualTo(new Claim.Yours());

        Summary given = summary();
        assertThat(given.floor()).isEqualTo(Floor.ASSISTANT);
        assertThat(given.holder()).isNull();
        assertThat(given.team()).isEqualTo("waste");
        assertThat(given.reference()).isEqualTo(reference);
        assertThat(house.transcript(conversation))
                .filteredOn(line -> line.startsWith("system: You are writing with our automatic assistant again."))
                .hasSize(1);
        assertThat(offered()).extracting(Choice::id).containsExactly(Inbox.PERSON);

        house.says(ANN, "e2", "when is bin day");
        house.settle();
        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: You said: when is bin day");
        assertThat(actions()).contains("sam conversation.to-assistant");
    }

    @Test
    void whoIsAskedAndSaysYesIsThankedAndLeavesItClosed() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        assertThat(house.transcript(conversation).getLast())
                .isEqualTo("system: We have closed your request " + reference + ". Did we solve this?");
        assertThat(offered()).extracting(Choice::title).containsExactly("Yes", "No");
        assertThat(now(house.closings.last(conversation)).solved()).isNull();

        Accepted yes = house.says(ANN, "e2", "yes!");
        assertThat(yes.conversation()).isEqualTo(conversation);
        assertThat(yes.chosen()).isTrue();
        house.settle();

        assertThat(summary().floor()).isEqualTo(Floor.CLOSED);
        assertThat(house.decided.getLast().message().choice()).isEqualTo(Inbox.SOLVED);
        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: You said: yes!");
        assertThat(now(house.closings.last(conversation)).solved()).isTrue();

        Accepted next = house.says(ANN, "e3", "when is bin day");
        assertThat(next.conversation()).isNotEqualTo(conversation);
        assertThat(next.seq()).as("the sequence goes on").isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "2", "nope"})
    void whoSaysNoGetsItOpenedAgain(String no) {
        now(house.casework.close(conversation, by(SAM), "advised"));
        Accepted next = house.says(ANN, "e2", no);

        assertThat(next.conversation()).isEqualTo(conversation);
        assertThat(summary().floor()).isEqualTo(Floor.QUEUE);
        assertThat(summary().reference()).isEqualTo(reference);
        assertThat(now(house.closings.last(conversation)).solved()).isFalse();
        house.settle();
        assertThat(house.decided.getLast().message().choice()).isEqualTo(Inbox.NOT_SOLVED);
        assertThat(actions()).contains("system conversation.reopen");
    }

    @Test
    void itGoesToWhoHadItWhenTheyAreThere() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        house.present.add(SAM);
        Accepted next = house.says(ANN, "e2", "still here");

        assertThat(next.conversation()).isEqualTo(conversation);
        assertThat(next.chosen()).isFalse();
        assertThat(summary().holder()).isEqualTo(SAM);
        house.settle();
        assertThat(house.decided.getLast().floor()).isEqualTo(Floor.STAFF);
        assertThat(house.decided.getLast().message().choice()).isEqualTo(Inbox.FOLLOW_UP);
        assertThat(now(house.casework.claim(conversation, by(ALEX)))).isEqualTo(new Claim.HeldBy(SAM));
    }

    @Test
    void withoutThemItGoesToTheTeamAtThePlaceOfItsAge() {
        house.sql
                .sql("update conversations set opened_at = now() - interval '1 day'")
                .update();
        now(house.casework.close(conversation, by(SAM), "solved"));
        house.present.add(ALEX);
        Dialogue whileAnnIsAway = house.dialogue;
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        house.says(House.citizen(2), "e2", "my bin");
        house.settle();
        house.dialogue = whileAnnIsAway;
        house.says(ANN, "e3", "still here");

        List<Summary> waiting = now(house.queue.waiting(Set.of("waste")));
        assertThat(waiting).extracting(Summary::id).first().isEqualTo(conversation);
        assertThat(waiting.getFirst().waitingSeconds())
                .as("the days in which it was closed are no waiting")
                .isLessThan(60);
        assertThat(now(house.clocks.read(List.of(conversation))).running().get(conversation))
                .as("targets begin anew")
                .satisfies(running -> {
                    assertThat(running).isNotNull();
                    assertThat(running.repliedAt()).isNull();
                });
    }

    @Test
    void aPhotoWithoutWordsBelongsToItAndAStickerDoesNot() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        Accepted sticker = house.take(media("e2", Content.MediaKind.STICKER));
        assertThat(sticker.conversation()).isNotEqualTo(conversation);

        house.settle();
        now(house.casework.close(idOf(sticker), by(SAM), "solved"));
        assertThat(house.take(media("e3", Content.MediaKind.PHOTO)).conversation())
                .as("the latest one")
                .isEqualTo(sticker.conversation());
    }

    private static Inbound.Said media(String event, Content.MediaKind kind) {
        return new Inbound.Said(
                event, ANN, new Content.Media(kind, null, "", null, null, null), null, "Ann", "en", null);
    }

    @Test
    void whoQuotesTheReferenceMeansIt() {
        now(house.casework.close(conversation, by(SAM), "solved"));

        assertThat(house.says(
                                ANN,
                                "e2",
                                "what about "
                                        + reference.toLowerCase(Locale.ROOT).replace('-', ' '))
                        .conversation())
                .isEqualTo(conversation);
    }

    @Test
    void anotherQuestionOpensAnotherConversation() {
        now(house.casework.close(conversation, by(SAM), "solved"));

        assertThat(house.says(ANN, "e2", "how do I pay").conversation()).isNotEqualTo(conversation);
        assertThat(now(house.closings.last(conversation)).solved()).isNull();
    }

    @Test
    void afterThreeDaysItIsOver() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        house.sql
                .sql("update conversations set closed_at = now() - interval '73 hours'")
                .update();

        assertThat(house.taps(ANN, "e2", Inbox.NOT_SOLVED).conversation()).isNotEqualTo(conversation);
    }

    @Test
    void afterAbuseNothingIsAskedAndNothingComesBack() {
        now(house.casework.close(conversation, by(SAM), "abuse", Farewell.FOR_GOOD));
        assertThat(house.transcript(conversation).getLast())
                .isEqualTo("system: We have closed this conversation. Your reference was " + reference + ".");

        assertThat(house.taps(ANN, "e2", Inbox.NOT_SOLVED).conversation()).isNotEqualTo(conversation);
        assertThat(now(house.closings.last(conversation)).asked()).isFalse();
    }

    @Test
    void whereThereWasNothingToSolveNobodyIsAskedButMayComeBack() {
        now(house.casework.close(conversation, by(SAM), "nothing-to-do", Farewell.TOLD));

        assertThat(offered()).extracting(Choice::title).containsExactly("It is not solved");
        assertThat(house.taps(ANN, "e2", Inbox.NOT_SOLVED).conversation()).isEqualTo(conversation);
    }

    @Test
    void whoMayNotBeWrittenToFreelyIsNotAskedAndWhoBlockedUsIsNotTold() {
        new ChannelAccounts(house.database).note("telegram", "42", Optional.of(Duration.ofHours(24)), Set.of());
        house.sql.sql("update messages set at = now() - interval '25 hours'").update();
        now(house.casework.close(conversation, by(SAM), "solved"));
        assertThat(house.transcript(conversation).getLast()).contains("tell us in the next three days");
        assertThat(now(house.closings.last(conversation)).asked()).isFalse();

        UUID other = idOf(house.says(House.citizen(2), "e2", "my bin"));
        house.settle();
        int said = house.transcript(other).size();
        house.take(new Inbound.Blocked("b1", House.citizen(2), true));
        now(house.casework.close(other, by(SAM), "solved"));
        assertThat(house.transcript(other)).hasSize(said);
    }

    @ParameterizedTest
    @EnumSource(
            value = Floor.class,
            names = {"QUEUE", "STAFF"})
    void aMessageThatCameJustBeforeTheEndIsStillHandedOver(Floor floor) {
        if (floor == Floor.QUEUE) {
            now(house.casework.transferToTeam(conversation, by(SAM), "waste"));
        }
        house.says(ANN, "e2", "one more thing");
        now(house.casework.close(conversation, by(SAM), "solved"));
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        house.settle();

        assertThat(summary().floor()).isEqualTo(Floor.QUEUE);
        assertThat(house.sql
                        .sql("select count(*) from dead_letters")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void noConversationBeginsBeforeWhatTheLastOneLeftUnheardIsDealtWith() {
        house.says(ANN, "e2", "one more thing");
        now(house.casework.close(conversation, by(SAM), "abuse", Farewell.FOR_GOOD));

        assertThat(house.says(ANN, "e3", "when is bin day").conversation()).isEqualTo(conversation);
        house.settle();
        assertThat(summary().floor()).isEqualTo(Floor.CLOSED);
        assertThat(house.transcript(conversation))
                .endsWith("assistant: You said: one more thing", "assistant: You said: when is bin day");

        assertThat(house.says(ANN, "e4", "and my sofa").conversation()).isNotEqualTo(conversation);
        assertThat(house.sql
                        .sql("select count(*) - count(distinct seq) from messages")
                        .query(Integer.class)
                        .single())
                .as("messages at a place that another has")
                .isZero();
    }

    private Summary summary() {
        return now(house.conversations.summary(conversation));
    }

    private List<Choice> offered() {
        Message last =
                now(house.conversations.transcript(conversation)).messages().getLast();
        return last.content() instanceof Content.Choices choices ? choices.options() : List.of();
    }

    private List<String> actions() {
        return house.sql
                .sql("select who || ' ' || action from audit order by id")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
