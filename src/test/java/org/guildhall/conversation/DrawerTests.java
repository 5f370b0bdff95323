package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.guildhall.conversation.LaterReply.Held;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Replies before they are said. */
class DrawerTests {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaits() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
    }

    @Test
    void aReplyIsSaidWhenItsTimeHasComeAndNotBefore() {
        put("We come tomorrow.");
        house.drawer.workOff();
        assertThat(said()).isEmpty();
        assertThat(later()).extracting(LaterReply::planned).containsExactly(false);
        assertThat(now(house.queue.heldBy(SAM))).as("who replies has it").hasSize(1);

        itIsTime();
        house.drawer.workOff();

        assertThat(said()).containsExactly("staff: We come tomorrow.");
        assertThat(later()).isEmpty();
        assertThat(house.sql
                        .sql("select count(*) from outbox where seq = 3 and state = 'pending' and due_at <= now()")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsTakenOutIsNeverSaidAndLeavesNoGap() {
        LaterReply reply = put("We come tomorrrow.");

        assertThat(now(house.drawer.takeOut(conversation, by(SAM), reply.id())).content())
                .isEqualTo(new Content.Text("We come tomorrrow."));
        itIsTime();
        house.drawer.workOff();
        assertThat(said()).isEmpty();
        assertThat(now(house.casework.reply(conversation, by(SAM), "We come tomorrow."))
                        .seq())
                .isEqualTo(3);
        assertThat(empty(house.drawer.takeOut(conversation, by(SAM), reply.id())))
                .as("a second time")
                .isTrue();
    }

    @Test
    void whatHasBeenSaidCannotBeTakenOutAnyMore() {
        LaterReply reply = put("We come tomorrow.");
        itIsTime();
        house.drawer.workOff();

        assertThat(empty(house.drawer.takeOut(conversation, by(SAM), reply.id())))
                .isTrue();
        assertThat(said()).containsExactly("staff: We come tomorrow.");
    }

    @Test
    void onlyItsAuthorAndWhoeverHoldsTheConversationTakeItOut() {
        LaterReply first = put("one");
        LaterReply second = put("two");
        LaterReply third = put("three");

        assertThat(empty(house.drawer.takeOut(conversation, by(ALEX), first.id())))
                .isTrue();
        now(house.casework.transferToStaff(conversation, by(SAM), ALEX));
        assertThat(empty(house.drawer.takeOut(conversation, by(ALEX), first.id())))
                .isFalse();
        assertThat(empty(house.drawer.takeOut(conversation, by(SAM), second.id())))
                .as("its author")
                .isFalse();
        assertThat(empty(house.drawer.takeOut(idOf(house.says(House.citizen(2), "e2", "hi")), by(SAM), third.id())))
                .as("under another conversation")
                .isTrue();
    }

    @Test
    void repliesStayInTheOrderInWhichTheyWereWritten() {
        put("one");
        put("two");
        now(house.casework.reply(conversation, by(SAM), "three"));

        assertThat(said()).containsExactly("staff: one", "staff: two", "staff: three");
        itIsTime();
        house.drawer.workOff();
        assertThat(said()).hasSize(3);
    }

    @Test
    void closingSaysFirstWhatWaitsToBeTakenBackAndHoldsWhatIsPlanned() {
        put("Goodbye, Ann.");
        plan("Are you still well?");
        now(house.casework.close(conversation, by(SAM), "solved"));

        assertThat(said()).first().isEqualTo("staff: Goodbye, Ann.");
        assertThat(said()).hasSize(2).last().asString().startsWith("system: We have closed your request");
        assertThat(later()).extracting(LaterReply::held).containsExactly(Held.CLOSED);
        itIsTime();
        house.drawer.workOff();
        assertThat(said()).hasSize(2);
        assertThat(now(house.drawer.heldFor(SAM)))
                .extracting(Drawer.HeldReply::why)
                .containsExactly(Held.CLOSED);
    }

    @Test
    void aPlannedReplyIsHeldOnceTheCitizenHasWrittenAndSentOnlyByHand() {
        LaterReply reply = plan("Has the lorry come?");
        house.says(ANN, "e2", "it came, thank you");
        itIsTime();
        house.drawer.workOff();

        assertThat(said()).isEmpty();
        assertThat(later()).extracting(LaterReply::held).containsExactly(Held.CITIZEN_WROTE);
        assertThat(now(house.drawer.heldFor(SAM))).hasSize(1);
        assertThat(now(house.drawer.heldFor(ALEX))).isEmpty();
        assertThat(now(house.drawer.sendNow(conversation, by(ALEX), reply.id())).claim())
                .isEqualTo(new Claim.HeldBy(SAM));
        assertThat(now(house.drawer.sendNow(conversation, by(SAM), reply.id())).seq())
                .isEqualTo(4);
        assertThat(said()).containsExactly("staff: Has the lorry come?");
        assertThat(now(house.drawer.heldFor(SAM))).isEmpty();
    }

    @Test
    void aReplyThatOnlyWaitsToBeTakenBackGoesWhateverTheCitizenWrites() {
        put("We come tomorrow.");
        house.says(ANN, "e2", "hello?");
        itIsTime();
        house.drawer.workOff();

        assertThat(said()).containsExactly("staff: We come tomorrow.");
    }

    @Test
    void aPlannedReplyGoesAtItsTimeWhoeverHasTheConversationThen() {
        plan("Has the lorry come?");
        now(house.casework.transferToTeam(conversation, by(SAM), "streets"));
        itIsTime();
        house.drawer.workOff();

        assertThat(said()).containsExactly("staff: Has the lorry come?");
    }

    @Test
    void nothingIsPlannedForATimeThatIsOver() {
        assertThat(now(house.drawer.plan(
                        conversation,
                        by(SAM),
                        words("too late"),
                        null,
                        Instant.now().minusSeconds(5))))
                .isEqualTo(new Drawer.Put.TooLate());
        assertThat(later()).isEmpty();
    }

    @Test
    void nothingIsPutInWhereAColleagueHasTheConversationOrItIsOver() {
        now(house.casework.claim(conversation, by(ALEX)));
        assertThat(now(house.drawer.keep(conversation, by(SAM), words("me too"), null, A_MINUTE)))
                .isEqualTo(new Drawer.Put.Refused(new Claim.HeldBy(ALEX)));
        now(house.casework.close(conversation, by(ALEX), "solved"));
        assertThat(now(house.drawer.keep(conversation, by(SAM), words("wait"), null, A_MINUTE)))
                .isEqualTo(new Drawer.Put.Refused(new Claim.Over()));
        assertThat(now(house.drawer.keep(UUID.randomUUID(), by(SAM), words("who?"), null, A_MINUTE)))
                .isEqualTo(new Drawer.Put.Refused(new Claim.Missing()));
    }

    @Test
    void whatAColleagueOfTheSameNameHasSaidMustBeRead() {
        StaffName namesake = new StaffName("sam.jones", SAM.name());
        now(house.casework.reply(conversation, by(namesake), "We come tomorrow."));
        now(house.casework.transferToStaff(conversation, by(namesake), SAM));

        assertThat(now(house.drawer.keep(conversation, by(SAM), words("We come on Friday."), 2, A_MINUTE)))
                .isEqualTo(new Drawer.Put.Unseen(3));
        now(house.casework.reply(conversation, by(SAM), "We come on Friday."));
        assertThat(now(house.drawer.keep(conversation, by(SAM), words("In the morning."), 3, A_MINUTE)))
                .as("after a word of one's own")
                .isInstanceOf(Drawer.Put.In.class);
    }

    @Test
    void ofWhatAnOlderVersionWroteTheNameTells() {
        now(house.casework.reply(conversation, by(ALEX), "We come tomorrow."));
        now(house.casework.transferToStaff(conversation, by(ALEX), SAM));
        house.sql.sql("update messages set sender_username = null").update();

        assertThat(now(house.drawer.keep(conversation, by(SAM), words("We come on Friday."), 2, A_MINUTE)))
                .isEqualTo(new Drawer.Put.Unseen(3));
    }

    @Test
    void manyNodesSayItOnce() throws Exception {
        put("We come tomorrow.");
        itIsTime();
        List<Callable<Object>> nodes = IntStream.range(0, 8)
                .mapToObj(node -> Executors.callable(house.drawer::workOff))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : threads.invokeAll(nodes)) {
                node.get();
            }
        }

        assertThat(said()).containsExactly("staff: We come tomorrow.");
    }

    @Test
    void choicesOfStaffAreUnderstoodWhenTheirNumberIsTyped() {
        List<Choice> options = List.of(new Choice("staff-1", "Tuesday"), new Choice("staff-2", "Friday"));
        now(house.casework.reply(
                conversation, by(SAM), new Decision.Reply(new Content.Choices("Which *day*?", options), null)));
        house.says(ANN, "e2", "2");

        assertThat(now(house.conversations.transcript(conversation))
                        .messages()
                        .getLast()
                        .choice())
                .isEqualTo("staff-2");
        assertThat(house.sql
                        .sql("select payload -> 'content' ->> 'text' from outbox where seq = 3")
                        .query(String.class)
                        .single())
                .isEqualTo("Which \\*day\\*\\?");
    }

    @Test
    void everythingIsInTheAuditAndNoneOfItsWords() {
        LaterReply reply = plan("secret words");
        now(house.drawer.takeOut(conversation, by(SAM), reply.id()));
        put("more secret words");
        itIsTime();
        house.drawer.workOff();

        assertThat(house.sql
                        .sql("select action || ' ' || details from audit order by id")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .noneMatch(line -> line.contains("secret"))
                .last()
                .asString()
                .isEqualTo("conversation.reply {\"seq\": 3}");
    }

    private LaterReply put(String words) {
        return in(house.drawer.keep(conversation, by(SAM), words(words), null, A_MINUTE));
    }

    private LaterReply plan(String words) {
        return in(house.drawer.plan(
                conversation, by(SAM), words(words), null, Instant.now().plus(Duration.ofHours(1))));
    }

    private static LaterReply in(Mono<Drawer.Put> put) {
        return ((Drawer.Put.In) now(put)).reply();
    }

    private static Decision.Reply words(String words) {
        return new Decision.Reply(new Content.Text(words), null);
    }

    private void itIsTime() {
        house.sql
                .sql("update later_replies set due_at = due_at - interval '1 day'")
                .update();
    }

    private List<LaterReply> later() {
        return now(house.conversations.transcript(conversation)).later();
    }

    /** What was said after the handover by anybody but the citizen. */
    private List<String> said() {
        return house.transcript(conversation).stream()
                .skip(2)
                .filter(line -> !line.startsWith("citizen"))
                .toList();
    }

    private static boolean empty(Mono<?> mono) {
        return Boolean.FALSE.equals(mono.hasElement().block());
    }
}
