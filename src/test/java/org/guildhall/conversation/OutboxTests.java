package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OutboxTests {

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void twoRepliesWait() {
        conversation = idOf(house.says(ANN, "e1", "one"));
        house.says(ANN, "e2", "two");
        house.settle();
    }

    @Test
    void onlyTheHeadOfAConversationMayGo() {
        assertThat(take()).extracting(this::words).containsExactly("You said: one");
        assertThat(take()).isEmpty();
    }

    @Test
    void theNextGoesOnceTheFirstIsSent() {
        settle(take().getFirst(), new Delivery.Sent("m1"));

        assertThat(take()).extracting(this::words).containsExactly("You said: two");
        assertThat(delivery(3)).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void theNextIsNotDueBeforeTheCitizenMayGetIt() {
        OffsetDateTime before = clock();
        House.now(house.outbox.settle(take().getFirst(), new Delivery.Sent("m1"), Duration.ofSeconds(30)));

        assertThat(take()).isEmpty();
        assertThat(house.sql
                        .sql("select count(*) from outbox where state = 'pending'"
                                + " and due_at between cast(:before as timestamptz) + interval '30 seconds'"
                                + " and now() + interval '30 seconds'")
                        .param("before", before)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void anotherChannelsPartsAreLeftAlone() {
        assertThat(House.now(house.outbox.take(Outbox.Round.all("webchat"), 10, Duration.ZERO)))
                .isEmpty();
    }

    @Test
    void whatCitizensFetchHasBeenSentWithItsCommit() {
        Address page = new Address("webchat", "default", "visitor-1", "visitor-1");
        UUID conversation = Objects.requireNonNull(
                house.says(page, "w1", "my bin wasn't emptied").conversation());
        house.settle();

        assertThat(House.now(house.outbox.take(Outbox.Round.all("webchat"), 10, Duration.ZERO)))
                .isEmpty();
        assertThat(house.sql
                        .sql("select state from outbox where conversation = :id and settled_at is not null")
                        .param("id", conversation)
                        .query(String.class)
                        .list())
                .containsExactly("sent");
    }

    @Test
    void aDeferredPartWaitsAsLongAsTheMessengerSaysAndHoldsBackWhatFollows() {
        OffsetDateTime before = clock();
        settle(take().getFirst(), new Delivery.Deferred(Duration.ofSeconds(30), "429", false));

        assertThat(take()).isEmpty();
        assertThat(house.sql
                        .sql("select due_at >= cast(:before as timestamptz) + interval '30 seconds'"
                                + " from outbox order by seq limit 1")
                        .param("before", before)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aRefusedPartFailsAtOnceAndSaysSo() {
        settle(take().getFirst(), new Delivery.Refused("blocked by the citizen", true));

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(blocked()).isTrue();
    }

    @Test
    void aPartLeftInTheMiddleIsGivenOutOnceMoreAndMarked() {
        take();
        leaseRunsOut();
        Outbox.Dispatch again = take().getFirst();

        assertThat(again.uncertain()).isTrue();
        settle(again, new Delivery.Sent("m1"));
        assertThat(delivery(3)).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void aPartThatMayHaveArrivedWaitsWhileTheMessengerIsSilent() {
        settle(take().getFirst(), new Delivery.Deferred(Duration.ZERO, "no answer", true));
        house.sql
                .sql("update outbox set due_at = now() - interval '30 seconds'")
                .update();

        assertThat(House.now(house.outbox.take(Outbox.Round.all("telegram"), 10, Duration.ofMinutes(1))))
                .isEmpty();
        assertThat(House.now(house.outbox.take(Outbox.Round.all("telegram"), 10, Duration.ofSeconds(20))))
                .singleElement()
                .satisfies(again -> assertThat(again.uncertain()).isTrue());
    }

    @Test
    void aPartLeftInTheMiddleTwiceIsNotSentAThirdTime() {
        take();
        leaseRunsOut();
        take();
        leaseRunsOut();

        assertThat(take()).extracting(this::words).containsExactly("You said: two");
        assertThat(delivery(3)).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void aPartThatFailsNeverBringsItsPredecessorsAgain() {
        String story = longStory();
        List<String> arrived = new ArrayList<>();
        arrives(house.outbox, arrived);
        settle(take().getFirst(), new Delivery.Deferred(Duration.ZERO, "500", false));

        // A process that has just begun knows nothing but the tables.
        Outbox afresh = new Outbox(house.database, house.signals, JsonMapper.shared());
        assertThat(house.sql.sql("update outbox set due_at = now()").update()).isEqualTo(5);
        arrives(afresh, arrived);
        arrives(afresh, arrived);

        assertThat(arrived).hasSize(3).doesNotHaveDuplicates();
        assertThat(String.join(" ", arrived)).isEqualTo(story);
        assertThat(House.now(afresh.take(Outbox.Round.all("telegram"), 10, Duration.ZERO)))
                .isEmpty();
    }

    /** An answer of three parts is all that waits. */
    private String longStory() {
        String story = IntStream.range(0, 300)
                .mapToObj(number -> "This is sentence " + number + " about bins.")
                .collect(Collectors.joining(" "));
        settle(take().getFirst(), new Delivery.Sent("m1"));
        settle(take().getFirst(), new Delivery.Sent("m2"));
        house.dialogue = turn -> House.answer(turn, new Content.Text(story));
        house.says(ANN, "e3", "a long story");
        house.settle();
        return story;
    }

    /** Takes what may go, which is one part, and the messenger has it. */
    private void arrives(Outbox outbox, List<String> arrived) {
        List<Outbox.Dispatch> heads = House.now(outbox.take(Outbox.Round.all("telegram"), 10, Duration.ZERO));
        assertThat(heads).hasSize(1);
        arrived.add(words(heads.getFirst()));
        assertThat(House.now(outbox.settle(
                        heads.getFirst(),
                        new Delivery.Sent("m" + heads.getFirst().id()),
                        Duration.ZERO)))
                .isTrue();
    }

    @Test
    void anAttemptThatWasOvertakenSettlesNothing() {
        Outbox.Dispatch slow = take().getFirst();
        leaseRunsOut();
        take();

        assertThat(House.now(house.outbox.settle(slow, new Delivery.Refused("late", false), Duration.ZERO)))
                .isFalse();
        assertThat(delivery(3)).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void anAttemptThatWasOvertakenKeepsNobodyWaiting() {
        Outbox.Dispatch slow = take().getFirst();
        leaseRunsOut();
        take();

        for (Delivery late : List.of(
                new Delivery.Sent("m1"),
                new Delivery.Accepted("m1"),
                partly("p1", 1),
                new Delivery.Deferred(null, "500", false))) {
            assertThat(House.now(house.outbox.settle(slow, late, Duration.ofSeconds(30))))
                    .isFalse();
        }
        assertThat(house.sql
                        .sql("select count(*) from outbox where due_at > now()")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void eachMessageOfALongPartIsWrittenDownBeforeTheNext() {
        settle(take().getFirst(), partly("p1", 1));
        Outbox.Dispatch rest = take().getFirst();
        assertThat(words(rest)).isEqualTo("You said: one");
        assertThat(rest.next()).isEqualTo(1);
        assertThat(rest.uncertain()).isFalse();

        leaseRunsOut();
        assertThat(take()).singleElement().satisfies(again -> {
            assertThat(again.next()).isEqualTo(1);
            assertThat(again.uncertain()).isTrue();
        });
    }

    @Test
    void theNextMessageOfALongPartWaitsForTheCitizensTurnToo() {
        House.now(house.outbox.settle(take().getFirst(), partly("p1", 1), Duration.ofSeconds(30)));

        assertThat(take()).isEmpty();
    }

    @Test
    void whatHasBegunOutsideTheWindowGoesOnThere() {
        settle(take().getFirst(), new Delivery.Partly(new Delivery.Accepted("p1"), 1, true));

        Outbox.Dispatch rest = take().getFirst();
        assertThat(rest.windowClosed()).isTrue();
        assertThat(rest.freely()).isZero();
        assertThat(rest.next()).isEqualTo(1);
    }

    @Test
    void whatIsLeftWhenTheWindowClosesIsCountedAnewAndTheRestStaysSent() {
        settle(take().getFirst(), partly("p1", 1));
        settle(take().getFirst(), partly("p2", 2));
        settle(take().getFirst(), new Delivery.Partly(new Delivery.Accepted("p3"), 1, true));
        Outbox.Dispatch rest = take().getFirst();
        assertThat(rest.freely()).isEqualTo(2);
        assertThat(rest.next()).isEqualTo(1);
        settle(rest, new Delivery.Partly(new Delivery.Accepted("p4"), 2, false));
        Outbox.Dispatch last = take().getFirst();
        assertThat(last.windowClosed()).isTrue();
        assertThat(last.freely()).isEqualTo(2);
        assertThat(last.next()).isEqualTo(2);
        settle(last, new Delivery.Accepted("p5"));

        assertThat(house.sql
                        .sql("select string_agg(place || provider_id, ' ' order by place) from outbox_messages")
                        .query(String.class)
                        .single())
                .isEqualTo("0p1 1p2 2p3 3p4 4p5");
        for (int message = 1; message < 5; message++) {
            hears("r" + message, "p" + message, Stage.DELIVERED);
            assertThat(delivery(3)).isEqualTo(DeliveryState.SENDING);
        }
        hears("r5", "p5", Stage.DELIVERED);
        assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void eachAccountTakesItsOwnAndTheFirstAlsoWhatBelongsToNoneAnyMore() {
        Outbox.Round first = new Outbox.Round("telegram", "43", Set.of("44"), true);
        Outbox.Round second = new Outbox.Round("telegram", "44", Set.of("43"), false);
        assertThat(House.now(house.outbox.take(second, 10, Duration.ZERO))).isEmpty();
        house.sql.sql("update outbox set account = '44'").update();
        assertThat(House.now(house.outbox.take(first, 10, Duration.ZERO))).isEmpty();
        settle(House.now(house.outbox.take(second, 10, Duration.ZERO)).getFirst(), new Delivery.Sent("m1"));

        house.sql.sql("update outbox set account = '42'").update();
        assertThat(House.now(house.outbox.take(first, 10, Duration.ZERO)))
                .extracting(this::words)
                .containsExactly("You said: two");
    }

    @Test
    void afterFourHoursItHasFailed() {
        Outbox.Dispatch head = take().getFirst();
        house.sql.sql("update outbox set give_up_at = now()").update();
        settle(head, new Delivery.Deferred(null, "502", false));

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void whatStaffWriteGoesBeforeTheAnswersOthersWaitFor() {
        UUID bobs = idOf(house.says(House.citizen(2), "e3", "three"));
        House.now(house.casework.reply(bobs, by(House.SAM), "I am here"));

        assertThat(House.now(house.outbox.take(Outbox.Round.all("telegram"), 1, Duration.ZERO)))
                .extracting(this::words)
                .containsExactly("I am here");
    }

    @Test
    void whatFollowsADeferredPartIsNotDueBeforeIt() {
        OffsetDateTime before = clock();
        settle(take().getFirst(), new Delivery.Deferred(Duration.ofSeconds(30), "429", false));
        house.says(ANN, "e3", "three");
        house.settle();

        assertThat(house.sql
                        .sql("select count(*) from outbox"
                                + " where due_at < cast(:before as timestamptz) + interval '30 seconds'")
                        .param("before", before)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aReceiptMovesADeliveryForwardAndNeverBack() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        house.take(new Inbound.Receipt("r1", ANN, "m1", Inbound.Receipt.Stage.READ, null));
        house.take(new Inbound.Receipt("r2", ANN, "m1", Inbound.Receipt.Stage.DELIVERED, null));

        assertThat(delivery(3)).isEqualTo(DeliveryState.READ);
    }

    @Test
    void whatWasOnlyAcceptedIsOnItsWayAndHoldsNothingUp() {
        settle(take().getFirst(), new Delivery.Accepted("m1"));

        assertThat(delivery(3)).isEqualTo(DeliveryState.SENDING);
        assertThat(take()).extracting(this::words).containsExactly("You said: two");
        hears("r1", "m1", Stage.SENT);
        assertThat(delivery(3)).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void whatWasAcceptedAndNeverHeardOfAgainIsUncertainAfterFourHours() {
        settle(take().getFirst(), new Delivery.Accepted("m1"));
        assertThat(transcript().summary().undelivered()).isNull();
        house.sql
                .sql("update outbox set give_up_at = now() - interval '1 second'")
                .update();

        assertThat(delivery(3)).isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble)
                .containsExactly(Undelivered.Trouble.UNKNOWN);
        assertThat(transcript().summary().undelivered()).isEqualTo(DeliveryState.UNCERTAIN);
        hears("r1", "m1", Stage.DELIVERED);
        assertThat(transcript().summary().undelivered()).isNull();
    }

    @Test
    void whatWasOnlyAcceptedDoesNotShowThatAnEarlierFailureIsMended() {
        settle(take().getFirst(), new Delivery.Refused("400 bad", false));
        settle(take().getFirst(), new Delivery.Accepted("m2"));
        assertThat(unnoticed()).hasSize(1);
        hears("r1", "m2", Stage.SENT);

        assertThat(unnoticed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptThatComesBeforeTheAnswerIsWrittenDownCounts(boolean onlyAccepted) {
        Outbox.Dispatch head = take().getFirst();
        hears("r1", "m1", Stage.READ);
        hears("r2", "m1", Stage.DELIVERED);
        settle(head, onlyAccepted ? new Delivery.Accepted("m1") : new Delivery.Sent("m1"));

        assertThat(delivery(3)).isEqualTo(DeliveryState.READ);
        assertThat(early()).isZero();
    }

    @Test
    void aReceiptThatComesWhileTheAnswerIsWrittenDownCounts() throws Exception {
        for (int i = 0; i < 20; i++) {
            house.sql
                    .sql("update outbox set state = 'pending', provider_id = null, accepted = false, due_at = now()")
                    .update();
            Outbox.Dispatch head = take().getFirst();
            String messageId = "m" + i;
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> ends = List.of(
                        both.submit(() -> settle(head, new Delivery.Accepted(messageId))),
                        both.submit(() -> hears("r" + messageId, messageId, Stage.READ)));
                for (Future<?> end : ends) {
                    end.get(20, TimeUnit.SECONDS);
                }
            }

            assertThat(delivery(3)).isEqualTo(DeliveryState.READ);
            assertThat(early()).isZero();
        }
    }

    @Test
    void aReceiptAboutNothingOfOursIsLetGoAfterADay() {
        hears("r1", "somebody else's", Stage.READ);
        house.data.expire();
        assertThat(early()).isOne();
        house.sql
                .sql("update outbox_receipts set delete_after = now() - interval '1 second'")
                .update();

        house.data.expire();
        assertThat(early()).isZero();
    }

    @Test
    void whatFailsLateBecauseTheWindowIsClosedGoesAnotherWayOnce() {
        settle(take().getFirst(), partly("p1", 1));
        settle(take().getFirst(), new Delivery.Accepted("m1"));
        house.take(new Inbound.Receipt("r1", ANN, "m1", Stage.FAILED, "24 hours", true));

        assertThat(delivery(3)).isEqualTo(DeliveryState.PENDING);
        Outbox.Dispatch again = take().getFirst();
        assertThat(again.next()).as("the other way it takes other messages").isZero();
        assertThat(words(again)).isEqualTo("You said: one");
        assertThat(again.windowClosed()).isTrue();
        assertThat(again.uncertain()).isFalse();
        settle(again, new Delivery.Accepted("m2"));
        house.take(new Inbound.Receipt("r2", ANN, "m2", Stage.FAILED, "24 hours", true));

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble, Undelivered::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Undelivered.Trouble.REFUSED, "24 hours"));
    }

    @Test
    void whoIsFoundByAReceiptToHaveBlockedUsIsMarkedSo() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        assertThat(blocked()).isFalse();
        house.take(new Inbound.Receipt("r1", ANN, "m1", Stage.FAILED, "STOP", false, true));

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(blocked()).isTrue();
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble, Undelivered::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Undelivered.Trouble.BLOCKED, "STOP"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBlockThatIsToldBeforeTheAnswerIsWrittenDownCounts(boolean onlyAccepted) {
        Outbox.Dispatch head = take().getFirst();
        house.take(new Inbound.Receipt("r1", ANN, "m1", Stage.FAILED, "STOP", false, true));
        assertThat(blocked()).isFalse();
        settle(head, onlyAccepted ? new Delivery.Accepted("m1") : new Delivery.Sent("m1"));

        assertThat(blocked()).isTrue();
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble)
                .containsExactly(Undelivered.Trouble.BLOCKED);
        assertThat(early()).isZero();
    }

    @Test
    void receiptsOfEveryMessageOfALongPartCount() {
        inThreeMessages();
        hears("r1", "m1", Stage.SENT);
        hears("r2", "m3", Stage.SENT);
        assertThat(delivery(3)).as("nothing was told of the second").isEqualTo(DeliveryState.SENDING);

        hears("r3", "m2", Stage.DELIVERED);
        assertThat(delivery(3)).isEqualTo(DeliveryState.SENT);
        hears("r4", "m1", Stage.READ);
        assertThat(delivery(3)).isEqualTo(DeliveryState.SENT);
        hears("r5", "m3", Stage.DELIVERED);
        assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
        hears("r6", "m3", Stage.READ);
        assertThat(delivery(3)).isEqualTo(DeliveryState.READ);
        hears("r7", "m2", Stage.READ);
        assertThat(delivery(3)).isEqualTo(DeliveryState.READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1", "m2", "m3"})
    void aLongPartHasFailedWhenOneOfItsMessagesHas(String lost) {
        inThreeMessages();
        house.take(new Inbound.Receipt("r1", ANN, lost, Stage.FAILED, "STOP", false, true));
        hears("r2", lost.equals("m3") ? "m1" : "m3", Stage.READ);

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(blocked()).isTrue();
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble, Undelivered::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Undelivered.Trouble.BLOCKED, "STOP"));
    }

    @Test
    void whatFailsWhileTheRestOfItsPartIsOnItsWayShowsWhenThatIsOut() {
        settle(take().getFirst(), partly("m1", 1));
        house.take(new Inbound.Receipt("r1", ANN, "m1", Stage.FAILED, "131026", false));
        assertThat(delivery(3)).isEqualTo(DeliveryState.PENDING);
        settle(take().getFirst(), new Delivery.Sent("m2"));

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble, Undelivered::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Undelivered.Trouble.FAILED, "131026"));
        assertThat(take()).extracting(this::words).containsExactly("You said: two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiptThatComesBeforeOneOfSeveralMessagesIsWrittenDownCounts(boolean onlyAccepted) {
        Outbox.Dispatch first = take().getFirst();
        hears("r1", "m1", Stage.DELIVERED);
        settle(first, partly("m1", 1));
        Outbox.Dispatch last = take().getFirst();
        hears("r2", "m2", Stage.DELIVERED);
        settle(last, onlyAccepted ? new Delivery.Accepted("m2") : new Delivery.Sent("m2"));

        assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
        assertThat(early()).isZero();
    }

    @Test
    void receiptsAboutTwoMessagesOfOnePartAtTheSameMomentBothCount() throws Exception {
        for (int i = 0; i < 20; i++) {
            house.sql
                    .sql("update outbox set state = 'pending', provider_id = null, accepted = false, next_message = 0,"
                            + " due_at = now()")
                    .update();
            String one = "one" + i;
            String other = "other" + i;
            settle(take().getFirst(), partly(one, 1));
            settle(take().getFirst(), new Delivery.Accepted(other));
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> ends = List.of(
                        both.submit(() -> hears("r" + one, one, Stage.DELIVERED)),
                        both.submit(() -> hears("r" + other, other, Stage.DELIVERED)));
                for (Future<?> end : ends) {
                    end.get(20, TimeUnit.SECONDS);
                }
            }

            assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
        }
    }

    @Test
    void whereOneOfSeveralMessagesCameTooLateAllOfThemGoAnotherWay() {
        inThreeMessages();
        house.take(new Inbound.Receipt("r1", ANN, "m1", Stage.FAILED, "24 hours", true));
        Outbox.Dispatch again = take().getFirst();
        assertThat(again.windowClosed()).isTrue();
        assertThat(again.next()).isZero();

        house.take(new Inbound.Receipt("r2", ANN, "m2", Stage.FAILED, "24 hours", true));
        settle(again, new Delivery.Accepted("m4"));
        house.take(new Inbound.Receipt("r3", ANN, "m3", Stage.FAILED, "24 hours", true));
        hears("r4", "m4", Stage.DELIVERED);
        assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void whereALaterOneOfSeveralMessagesCameTooLateOnlyWhatIsLeftGoesAnotherWay() {
        inThreeMessages();
        hears("r1", "m1", Stage.DELIVERED);
        tooLate("r2", "m3");
        Outbox.Dispatch again = take().getFirst();
        assertThat(again.windowClosed()).isTrue();
        assertThat(again.freely()).as("the first two stay where they are").isEqualTo(2);
        assertThat(again.next()).isZero();
        assertThat(again.uncertain()).isFalse();
        settle(again, new Delivery.Accepted("m4"));

        hears("r3", "m4", Stage.DELIVERED);
        assertThat(delivery(3)).as("the second is still on its way").isEqualTo(DeliveryState.SENDING);
        hears("r4", "m2", Stage.DELIVERED);
        assertThat(delivery(3)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void whatCameTooLateBeforeTheRestIsOutGoesAnotherWayAtOnce() {
        settle(take().getFirst(), partly("m1", 1));
        settle(take().getFirst(), partly("m2", 2));
        tooLate("r1", "m2");

        Outbox.Dispatch again = take().getFirst();
        assertThat(again.windowClosed()).isTrue();
        assertThat(again.freely()).isEqualTo(1);
        assertThat(again.next()).isZero();
        assertThat(again.uncertain()).isFalse();
    }

    @Test
    void whatArrivesTwiceBecauseSomethingBeforeItCameTooLateIsMarked() {
        inThreeMessages();
        hears("r1", "m1", Stage.DELIVERED);
        hears("r2", "m3", Stage.DELIVERED);
        tooLate("r3", "m2");

        Outbox.Dispatch again = take().getFirst();
        assertThat(again.freely()).isEqualTo(1);
        assertThat(again.uncertain()).isTrue();
        settle(again, new Delivery.Sent("m4"));
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble)
                .containsExactly(Undelivered.Trouble.TWICE);
    }

    @Test
    void whatBeganFreelyAndFailsAfterTheRestWentAnotherWayIsNotLost() {
        settle(take().getFirst(), partly("m1", 1));
        settle(take().getFirst(), new Delivery.Partly(new Delivery.Accepted("m2"), 1, true));
        settle(take().getFirst(), new Delivery.Accepted("m3"));
        tooLate("r1", "m1");

        Outbox.Dispatch again = take().getFirst();
        assertThat(again.windowClosed()).isTrue();
        assertThat(again.freely()).isZero();
        assertThat(again.next()).isZero();
        assertThat(again.uncertain()).as("the rest comes twice").isTrue();
        settle(again, new Delivery.Accepted("m4"));
        tooLate("r2", "m4");
        assertThat(delivery(3)).as("no third time").isEqualTo(DeliveryState.FAILED);
    }

    private void tooLate(String eventId, String messageId) {
        house.take(new Inbound.Receipt(eventId, ANN, messageId, Stage.FAILED, "24 hours", true));
    }

    /** The first reply takes three messages, and the messenger's API took them all. */
    private void inThreeMessages() {
        settle(take().getFirst(), partly("m1", 1));
        settle(take().getFirst(), partly("m2", 2));
        settle(take().getFirst(), new Delivery.Accepted("m3"));
    }

    private static Delivery partly(String messageId, int next) {
        return new Delivery.Partly(new Delivery.Accepted(messageId), next, false);
    }

    @Test
    void whatFailsForAReasonThatPassesGoesOutOnceMore() {
        bothAreSent();
        failsForNow("r1", "m2");
        failsForNow("r2", "m2");
        assertThat(delivery(4)).isEqualTo(DeliveryState.SENDING);
        assertThat(take()).isEmpty();

        aMinutePasses();
        Outbox.Dispatch again = take().getFirst();
        assertThat(words(again)).isEqualTo("You said: two");
        assertThat(again.uncertain()).isFalse();
        settle(again, new Delivery.Sent("m3"));
        assertThat(delivery(4)).isEqualTo(DeliveryState.SENT);

        failsForNow("r3", "m3");
        assertThat(delivery(4)).isEqualTo(DeliveryState.FAILED);
        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble, Undelivered::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Undelivered.Trouble.FAILED, "131000"));
    }

    @Test
    void whatFailsForAReasonThatPassesBeforeTheAnswerIsWrittenDownGoesOutOnceMoreToo() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        Outbox.Dispatch head = take().getFirst();
        failsForNow("r1", "m2");
        settle(head, new Delivery.Accepted("m2"));
        assertThat(delivery(4)).isEqualTo(DeliveryState.SENDING);

        aMinutePasses();
        assertThat(take()).extracting(this::words).containsExactly("You said: two");
    }

    @Test
    void nothingComesAfterWhatHasBeenSaidSince() {
        bothAreSent();
        failsForNow("r1", "m1");
        failsForNow("r2", "m2");
        House.now(house.casework.reply(conversation, by(House.SAM), "I am here"));
        aMinutePasses();

        assertThat(take()).extracting(this::words).containsExactly("I am here");
        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery(4)).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void whatIsSaidAfterASecondSendingHasBegunWaitsForIt() {
        bothAreSent();
        failsForNow("r1", "m2");
        aMinutePasses();
        House.now(house.outbox.takeBack("telegram"));
        House.now(house.casework.reply(conversation, by(House.SAM), "I am here"));

        assertThat(take()).extracting(this::words).containsExactly("You said: two");
    }

    @Test
    void whatMayHaveArrivedTwiceIsNotSentAThirdTime() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        take();
        leaseRunsOut();
        settle(take().getFirst(), new Delivery.Sent("m2"));
        failsForNow("r1", "m2");

        assertThat(delivery(4)).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void whatFailsWhenItWouldBeGivenUpIsNotSentAgain() {
        bothAreSent();
        house.sql.sql("update outbox set give_up_at = now()").update();
        failsForNow("r1", "m2");

        assertThat(delivery(4)).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void whatArrivedAfterAllIsNotSentAgain() {
        bothAreSent();
        failsForNow("r1", "m2");
        hears("r2", "m2", Stage.SENT);
        assertThat(delivery(4)).isEqualTo(DeliveryState.SENDING);
        hears("r3", "m2", Stage.DELIVERED);
        aMinutePasses();

        assertThat(take()).isEmpty();
        assertThat(delivery(4)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void ofSeveralMessagesOnlyTheLastGoesOutOnceMore() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        settle(take().getFirst(), partly("m2", 1));
        settle(take().getFirst(), new Delivery.Accepted("m3"));
        failsForNow("r1", "m3");
        assertThat(delivery(4)).isEqualTo(DeliveryState.SENDING);
        aMinutePasses();
        Outbox.Dispatch again = take().getFirst();
        assertThat(again.next()).isEqualTo(1);
        settle(again, new Delivery.Accepted("m4"));
        hears("r2", "m2", Stage.DELIVERED);
        hears("r3", "m4", Stage.DELIVERED);
        assertThat(delivery(4)).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void ofSeveralMessagesNoneGoesOutAfterThoseThatFollowedIt() {
        inThreeMessages();
        failsForNow("r1", "m2");

        assertThat(delivery(3)).isEqualTo(DeliveryState.FAILED);
    }

    private void bothAreSent() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        settle(take().getFirst(), new Delivery.Sent("m2"));
    }

    private void failsForNow(String eventId, String messageId) {
        house.take(new Inbound.Receipt(eventId, ANN, messageId, Stage.FAILED, "131000", false, false, true));
    }

    private void aMinutePasses() {
        house.sql
                .sql("update outbox set retry_at = now() where retry_at is not null")
                .update();
    }

    private boolean blocked() {
        return house.sql
                .sql("select blocked_at is not null from addresses")
                .query(Boolean.class)
                .single();
    }

    @Test
    void countsWhatIsChargedOnceHoweverOftenItIsTold() {
        house.take(new Inbound.Charged("m1:charged", ANN, "utility"));
        house.take(new Inbound.Charged("m1:charged", ANN, "utility"));
        house.take(new Inbound.Charged("m2:charged", ANN, "utility"));
        house.take(new Inbound.Charged("m3:charged", ANN, "service"));

        assertThat(house.sql
                        .sql("select category || ' ' || messages from channel_charges order by category")
                        .query(String.class)
                        .list())
                .containsExactly("service 1", "utility 2");
    }

    private void hears(String eventId, String messageId, Stage stage) {
        house.take(new Inbound.Receipt(eventId, ANN, messageId, stage, null));
    }

    private int early() {
        return house.sql
                .sql("select count(*) from outbox_receipts")
                .query(Integer.class)
                .single();
    }

    @Test
    void saysWhyAReplyDidNotArrive() {
        settle(take().getFirst(), new Delivery.Refused("403 blocked", true));
        settle(take().getFirst(), new Delivery.Refused("400 bad", false));

        assertThat(transcript().undelivered())
                .extracting(Undelivered::seq, Undelivered::trouble, Undelivered::detail)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, Undelivered.Trouble.BLOCKED, "403 blocked"),
                        org.assertj.core.groups.Tuple.tuple(4, Undelivered.Trouble.REFUSED, "400 bad"));
        assertThat(transcript().summary().undelivered()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void saysThatFourHoursWereNotEnough() {
        Outbox.Dispatch head = take().getFirst();
        house.sql.sql("update outbox set give_up_at = now()").update();
        settle(head, new Delivery.Deferred(null, "502", false));

        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble)
                .containsExactly(Undelivered.Trouble.UNREACHABLE);
    }

    @Test
    void saysWhetherItArrivedPerhapsTwiceOrPerhapsNotAtAll() {
        take();
        leaseRunsOut();
        settle(take().getFirst(), new Delivery.Sent("m1"));
        take();
        leaseRunsOut();
        take();
        leaseRunsOut();
        take();

        assertThat(transcript().undelivered())
                .extracting(Undelivered::trouble)
                .containsExactly(Undelivered.Trouble.TWICE, Undelivered.Trouble.UNKNOWN);
        assertThat(transcript().summary().undelivered()).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void onePartThatIsUncertainMakesTheWholeReplyUncertain() {
        house.dialogue = turn -> House.answer(turn, new Content.Text("This is a sentence about bins. ".repeat(200)));
        house.says(ANN, "e3", "a long story");
        settle(take().getFirst(), new Delivery.Sent("m1"));
        settle(take().getFirst(), new Delivery.Sent("m2"));
        house.settle();
        settle(take().getFirst(), new Delivery.Sent("m3"));
        take();
        leaseRunsOut();
        settle(take().getFirst(), new Delivery.Sent("m4"));

        assertThat(delivery(6)).isEqualTo(DeliveryState.UNCERTAIN);
    }

    @Test
    void isQuietOnceStaffHaveGotThrough() {
        settle(take().getFirst(), new Delivery.Refused("400 bad", false));
        settle(take().getFirst(), new Delivery.Sent("m2"));
        assertThat(transcript().summary().undelivered()).isEqualTo(DeliveryState.FAILED);
        House.now(house.casework.reply(conversation, by(House.SAM), "Hello, this is Sam."));
        assertThat(transcript().summary().undelivered()).isEqualTo(DeliveryState.FAILED);
        settle(take().getFirst(), new Delivery.Sent("m3"));

        assertThat(transcript().summary().undelivered()).isNull();
    }

    @Test
    void findsAnswersThatFailedWhereNobodyWouldNotice() {
        settle(take().getFirst(), new Delivery.Sent("m1"));
        settle(take().getFirst(), new Delivery.Refused("400 bad", false));
        assertThat(unnoticed()).extracting(Undelivered::seq).containsExactly(4);

        House.now(house.casework.claim(conversation, by(House.SAM)));
        assertThat(unnoticed()).isEmpty();
    }

    @Test
    void asksNobodyToHelpACitizenWhoBlockedUs() {
        settle(take().getFirst(), new Delivery.Refused("403 blocked", true));

        assertThat(unnoticed()).isEmpty();
    }

    @Test
    void isContentWhenSomethingArrivedAfterwards() {
        settle(take().getFirst(), new Delivery.Refused("400 bad", false));
        assertThat(unnoticed()).hasSize(1);
        settle(take().getFirst(), new Delivery.Sent("m2"));

        assertThat(unnoticed()).isEmpty();
    }

    private List<Undelivered> unnoticed() {
        return House.now(house.deliveries.unnoticed(Set.of()));
    }

    private Transcript transcript() {
        return House.now(house.conversations.transcript(conversation));
    }

    private List<Outbox.Dispatch> take() {
        House.now(house.outbox.takeBack("telegram"));
        List<Outbox.Dispatch> taken = House.now(house.outbox.take(Outbox.Round.all("telegram"), 10, Duration.ZERO));
        // Leases run out when a test says so, not when this machine is slow.
        house.sql
                .sql("update outbox set lease_until = now() + interval '1 hour' where lease_until > now()")
                .update();
        return taken;
    }

    private OffsetDateTime clock() {
        return house.sql.sql("select now()").query(OffsetDateTime.class).single();
    }

    private void settle(Outbox.Dispatch dispatch, Delivery delivery) {
        assertThat(House.now(house.outbox.settle(dispatch, delivery, Duration.ZERO)))
                .isTrue();
    }

    private void leaseRunsOut() {
        house.sql
                .sql("update outbox set lease_until = now() - interval '1 second' where state = 'sending'")
                .update();
    }

    private String words(Outbox.Dispatch dispatch) {
        return dispatch.outbound().content().text();
    }

    private DeliveryState delivery(int seq) {
        return java.util.Objects.requireNonNull(
                House.now(house.conversations.transcript(conversation)).messages().stream()
                        .filter(message -> message.seq() == seq)
                        .findFirst()
                        .orElseThrow()
                        .delivery());
    }
}
