package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.guildhall.message.Content;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CaseworkTests {

    private static final Decision.Reply HELLO = new Decision.Reply(new Content.Text("Hello"), null);

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaits() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = idOf(house.says(ANN, "e1", "help"));
        house.settle();
    }

    @Test
    void oneOfManyClaimsAndTheOthersLearnWho() throws Exception {
        List<Callable<Claim>> calls = IntStream.range(0, 20)
                .<Callable<Claim>>mapToObj(i ->
                        () -> now(house.casework.claim(conversation, by(new StaffName("s" + i, "Staff " + i)))))
                .toList();
        List<Claim> claims;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            claims = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }

        assertThat(claims).filteredOn(Claim.Yours.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.HeldBy.class::isInstance).hasSize(19);
    }

    @Test
    void theHolderMayClaimAgain() {
        now(house.casework.claim(conversation, by(SAM)));

        assertThat(now(house.casework.claim(conversation, by(SAM)))).isEqualTo(new Claim.Yours());
        assertThat(now(house.casework.claim(conversation, by(ALEX)))).isEqualTo(new Claim.HeldBy(SAM));
    }

    @Test
    void aReplyReachesTheOutboxWithTheNextSequence() {
        Casework.Said said = now(house.casework.reply(conversation, by(SAM), "I will look into it."));

        assertThat(said.seq()).isEqualTo(3);
        assertThat(house.transcript(conversation).getLast()).isEqualTo("staff: I will look into it.");
        assertThat(house.sql
                        .sql("select count(*) from outbox where seq = 3")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatStaffWriteIsNotTakenForMarkup() {
        now(house.casework.reply(conversation, by(SAM), "1. Flat *2* costs <5> & more"));

        assertThat(house.sql
                        .sql("select payload -> 'content' ->> 'text' from outbox where seq = 3")
                        .query(String.class)
                        .single())
                .isEqualTo("1\\. Flat \\*2\\* costs \\<5\\> \\& more");
        assertThat(house.transcript(conversation).getLast()).isEqualTo("staff: 1. Flat *2* costs <5> & more");
    }

    @Test
    void staffMayAskWhereItIsInPlainWordsToo() {
        now(askForPlace("Which *corner* is it?"));

        assertThat(house.sql
                        .sql("select (payload -> 'content')::text from outbox where seq = 3")
                        .query(String.class)
                        .single())
                .isEqualTo("{\"text\": \"Which \\\\*corner\\\\* is it\\\\?\", \"type\": \"place-wanted\"}");
        assertThat(house.transcript(conversation).getLast()).isEqualTo("staff: Which *corner* is it?");
    }

    @Test
    void whatIsSaidAfterAQuestionForAPlaceSaysSo() {
        now(askForPlace("Where is it?"));
        house.says(ANN, "by-the-way", "by the church");
        now(house.casework.reply(conversation, by(SAM), "Thank you."));
        now(house.casework.reply(conversation, by(SAM), "We are on our way."));

        assertThat(house.sql
                        .sql("select payload ->> 'placeAsked' from outbox where seq >= 3 order by seq")
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("null", "true", "null");
    }

    @Test
    void anArticleThatStaffSendIsQuotedInItsOwnWords() {
        Quoted bins = new Quoted("missed-bin", 7, "Report a missed bin", LocalDate.of(2027, 3, 31));
        house.sql.sql("""
                        insert into article_versions (article, version, title, kind, team, language, digest, source)
                        values ('missed-bin', 7, 'Report a missed bin', 'answer', 'waste', 'en', 'x', 'y')""").update();
        now(house.casework.reply(
                conversation, by(SAM), new Decision.Reply(new Content.Text("Was it **out by 6am**?"), bins)));

        assertThat(house.sql.sql("""
                                select concat_ws(' ', payload -> 'content' ->> 'text', payload -> 'source' ->> 'url',
                                                 payload ->> 'speaker')
                                from outbox where seq = 3""").query(String.class).single())
                .isEqualTo("Was it **out by 6am**? http://council.example/help/missed-bin STAFF");
        Message said =
                now(house.conversations.transcript(conversation)).messages().getLast();
        assertThat(said.sender()).isEqualTo(Sender.STAFF);
        assertThat(said.article()).isEqualTo(bins);
        assertThat(said.markdown()).isTrue();
        assertThat(house.sql
                        .sql("select details ->> 'article' from audit where action = 'conversation.reply'")
                        .query(String.class)
                        .single())
                .isEqualTo("missed-bin");
    }

    @Test
    void aReplyToSomebodyWhoHasNotWrittenForTooLongGoesTheOtherWayAtOnce() {
        assertThat(windowClosed(3)).isFalse();
        new ChannelAccounts(house.database).note("telegram", "42", Optional.of(Duration.ofHours(24)), Set.of());

        house.sql.sql("update messages set at = now() - interval '23 hours'").update();
        assertThat(windowClosed(4)).isFalse();
        house.sql.sql("update messages set at = now() - interval '25 hours'").update();
        assertThat(windowClosed(5)).isTrue();

        house.sql
                .sql("update messages set reacted_at = now() - interval '1 hour' where seq = 4")
                .update();
        assertThat(windowClosed(6))
                .as("the messenger is asked where a sign may count as a message")
                .isFalse();
    }

    private Mono<Casework.Said> askForPlace(String words) {
        return house.casework.reply(conversation, by(SAM), new Decision.Reply(new Content.PlaceWanted(words), null));
    }

    private boolean windowClosed(int seq) {
        now(house.casework.reply(conversation, by(SAM), "I will look into it."));
        return house.sql
                .sql("select window_closed from outbox where seq = :seq")
                .param("seq", seq)
                .query(Boolean.class)
                .single();
    }

    @Test
    void nobodyRepliesInAConversationAColleagueHolds() {
        now(house.casework.claim(conversation, by(SAM)));

        assertThat(now(house.casework.reply(conversation, by(ALEX), "me too")).claim())
                .isEqualTo(new Claim.HeldBy(SAM));
        assertThat(house.transcript(conversation)).hasSize(2);
    }

    @Test
    void noReplyGoesOverWhatItsWriterHasNotSeen() {
        house.says(ANN, "e2", "it is not the bin, it is the lid");
        Casework.Said unseen = now(house.casework.reply(conversation, by(SAM), HELLO, 2));

        assertThat(unseen).isEqualTo(new Casework.Said(new Claim.Yours(), null, 3));
        assertThat(house.transcript(conversation)).hasSize(3);
        assertThat(now(house.queue.waiting(Set.of("waste"))))
                .as("nothing is claimed either")
                .hasSize(1);

        assertThat(now(house.casework.reply(conversation, by(SAM), HELLO, 3)).seq())
                .isEqualTo(4);
        assertThat(now(house.casework.reply(conversation, by(SAM), HELLO, 3)).seq())
                .as("pressed twice, or over a colleague's reply")
                .isNull();
        assertThat(now(house.casework.reply(conversation, by(SAM), "whatever there is"))
                        .seq())
                .isEqualTo(5);
    }

    @Test
    void whatTheAssistantSaidMeanwhileStandsInNoRepliesWay() {
        assertThat(now(house.casework.reply(conversation, by(SAM), HELLO, 1)).seq())
                .isEqualTo(3);
    }

    @Test
    void aTransferKeepsTheTimeWaited() {
        String queued = house.sql
                .sql("select queued_at::text from conversations")
                .query(String.class)
                .single();
        now(house.casework.claim(conversation, by(SAM)));
        now(house.casework.transferToTeam(conversation, by(SAM), "housing"));

        Summary moved = now(house.queue.waiting(Set.of("housing"))).getFirst();
        assertThat(moved.holder()).isNull();
        assertThat(house.sql
                        .sql("select queued_at::text from conversations")
                        .query(String.class)
                        .single())
                .isEqualTo(queued);
    }

    @Test
    void aColleagueHoldsWhatIsHandedToThem() {
        now(house.casework.transferToStaff(conversation, by(SAM), ALEX));

        assertThat(now(house.queue.heldBy(ALEX))).extracting(Summary::id).containsExactly(conversation);
        assertThat(now(house.casework.claim(conversation, by(SAM)))).isEqualTo(new Claim.HeldBy(ALEX));
    }

    @Test
    void closingTellsTheCitizenAndANewQuestionOpensANewConversation() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        Accepted next = house.says(ANN, "e2", "another thing");

        assertThat(house.transcript(conversation).getLast()).startsWith("system: We have closed your request BIN-");
        assertThat(next.conversation()).isNotEqualTo(conversation);
        assertThat(next.seq()).as("the sequence goes on along the address").isEqualTo(4);
    }

    @Test
    void notSolvedOpensTheSameConversationAgain() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        Accepted next = house.says(ANN, "e2", "No!");

        assertThat(next.conversation()).isEqualTo(conversation);
        assertThat(now(house.queue.waiting(Set.of("waste"))))
                .extracting(Summary::id)
                .containsExactly(conversation);
    }

    @Test
    void nothingMoreCanBeDoneToAClosedConversation() {
        now(house.casework.close(conversation, by(SAM), "solved"));

        assertThat(now(house.casework.claim(conversation, by(SAM)))).isEqualTo(new Claim.Over());
        assertThat(now(house.casework.reply(conversation, by(SAM), "wait")).claim())
                .isEqualTo(new Claim.Over());
    }

    @Test
    void anUnknownConversationIsMissing() {
        assertThat(now(house.casework.claim(UUID.randomUUID(), by(SAM)))).isEqualTo(new Claim.Missing());
        assertThat(now(house.casework.note(UUID.randomUUID(), by(SAM), "x"))).isFalse();
    }

    @Test
    void everyDeedLeavesALineOfAuditThatCannotBeChanged() {
        now(house.casework.claim(conversation, by(SAM)));
        now(house.casework.note(conversation, by(SAM), "rang back"));
        now(house.casework.close(conversation, by(SAM), "advised"));

        assertThat(house.sql
                        .sql("select action from audit order by id")
                        .query(String.class)
                        .list())
                .containsExactly("conversation.claim", "conversation.note", "conversation.close");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> house.sql.sql("delete from audit").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void standingTellsTheCitizenWhereTheyAre() {
        Conversations.Standing standing = now(house.conversations.standing(ANN));

        assertThat(standing.floor()).isEqualTo(Floor.QUEUE);
        assertThat(standing.place()).isEqualTo(1);
        assertThat(standing.reference()).startsWith("BIN-");
    }
}
