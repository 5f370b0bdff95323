package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;

/** A citizen who began on the web chat and goes on in a messenger. */
class ContinuationsTests {

    private static final Address WEB = new Address("webchat", "default", "visitor-1", "visitor-1");

    private final House house = new House();

    @Test
    void aConversationGoesOnElsewhereWithItsReferenceAndItsPlace() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        house.settle();
        String reference = summary(conversation).reference();

        Accepted brought = bring("t1", code());

        assertThat(brought.conversation()).isEqualTo(conversation);
        Summary moved = summary(conversation);
        assertThat(moved.channel()).isEqualTo("telegram");
        assertThat(moved.floor()).isEqualTo(Floor.QUEUE);
        assertThat(moved.reference()).isEqualTo(reference);
        assertThat(house.transcript(conversation).getLast())
                .startsWith("system: You can go on here")
                .contains(String.valueOf(reference), "number 1");
        assertThat(idOf(house.says(House.ANN, "t2", "are you there?"))).isEqualTo(conversation);
        assertThat(count("citizens")).isEqualTo(1);
    }

    @Test
    void repliesThatAnOlderNodeLeftWaitingGoToTheNewPlace() {
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        house.settle();
        house.sql.sql("update outbox set state = 'pending', settled_at = null").update();

        bring("t1", code());

        assertThat(house.sql
                        .sql("""
                                select channel || ' ' || (payload -> 'to' ->> 'person') from outbox
                                where conversation = :id order by seq""")
                        .param("id", conversation)
                        .query(String.class)
                        .list())
                .containsExactly("telegram 1001", "telegram 1001");
    }

    @Test
    void thePageIsToldWhereItWentAndBeginsAnewBehindWhatItKnows() {
        house.says(WEB, "w1", "my bin");
        house.settle();
        bring("t1", code());

        CatchUp.News news = news(WEB, 2);
        assertThat(news.messages()).singleElement().satisfies(word -> {
            assertThat(word.seq()).isEqualTo(3);
            assertThat(word.text()).contains("in another app");
        });
        assertThat(Objects.requireNonNull(news.standing()).floor()).isEqualTo(Floor.CLOSED);

        Accepted anew = house.says(WEB, "w2", "something else");
        assertThat(anew.seq()).isEqualTo(4);
        assertThat(news(WEB, 3).messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("something else"));
    }

    @Test
    void aCodeIsGoodOnceAndOnlyTheNewestAndNotForLong() {
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        String older = code();
        String newer = code();
        assertThat(bring("t1", older).conversation()).isNotEqualTo(conversation);
        house.sql
                .sql("update conversation_moves set delete_after = now() - interval '1 second'")
                .update();
        assertThat(bring("t2", newer).conversation()).isNotEqualTo(conversation);

        UUID begun = idOf(bring("t3", "chat-000000000000000000000000"));
        assertThat(house.transcript(begun))
                .contains("citizen: /start")
                .anySatisfy(line -> assertThat(line).startsWith("system: That code was used"));
        assertThat(house.data.tables()).contains("conversation_moves");
    }

    @Test
    void aCodeThatIsBroughtTwiceBySeveralDeliveriesMovesOnce() {
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        String code = code();
        bring("t1", code);
        Accepted copy = bring("t1", code);

        assertThat(copy.duplicate()).isTrue();
        assertThat(house.transcript(conversation)).hasSize(2);
    }

    @Test
    void smallTalkMakesWayAndBothBecomeOneCitizen() {
        house.says(House.ANN, "t0", "hello");
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        bring("t1", code());

        assertThat(idOf(house.says(House.ANN, "t2", "still there?"))).isEqualTo(conversation);
        assertThat(count("citizens")).isEqualTo(1);
        assertThat(count("addresses")).isEqualTo(2);
    }

    @Test
    void whoHasAPersonThereAlreadyKeepsBothWhereTheyAre() {
        UUID there = idOf(house.says(House.ANN, "t0", "my bin"));
        now(house.casework.claim(there, by(House.SAM)));
        UUID here = idOf(house.says(WEB, "w1", "my tax"));

        Accepted brought = bring("t1", code());

        assertThat(brought.conversation()).isEqualTo(there);
        assertThat(house.transcript(there).getLast()).contains("stays there");
        assertThat(idOf(house.says(WEB, "w2", "hello?"))).isEqualTo(here);
    }

    @Test
    void nothingIsOfferedWhereNothingIsOpen() {
        assertThat(house.continuations.offer(WEB).blockOptional()).isEmpty();
    }

    @Test
    void aFileThatIsNotFetchedYetIsFetchedWhereItIs() {
        house.take(new Inbound.Said(
                "w1",
                WEB,
                new Content.Media(Content.MediaKind.PHOTO, new Handle("webchat", "file-1"), "", null, null, null),
                null,
                null,
                null,
                null));
        bring("t1", code());

        List<Replays.Account> ours = List.of(new Replays.Account("telegram", "42"));
        assertThat(house.downloads.take(ours).orElseThrow().handle()).isEqualTo(new Handle("webchat", "file-1"));
    }

    @Test
    void staffHaveReadWhatTheyOpenedAndTheCitizenIsToldOnce() {
        UUID conversation = idOf(house.says(WEB, "w1", "my bin"));
        List<String> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        house.signals.on(Conversations.SIGNAL).subscribe(told::add);

        house.casework.seen(conversation, 1).block();
        house.casework.seen(conversation, 1).block();

        assertThat(told).containsExactly(conversation.toString());
        Conversations.Standing standing = now(house.conversations.standing(WEB));
        assertThat(standing.seenSeq()).isEqualTo(1);
    }

    @Test
    void manyCatchUpTogetherEachWithTheirOwn() {
        Address other = new Address("webchat", "default", "visitor-2", "visitor-2");
        house.says(WEB, "w1", "one");
        house.says(WEB, "w2", "two");
        house.says(other, "o1", "three");

        List<CatchUp.News> news = now(house.catchUp.news(
                "webchat",
                "default",
                List.of(
                        new CatchUp.Asked("visitor-1", 1),
                        new CatchUp.Asked("nobody", 0),
                        new CatchUp.Asked("visitor-2", 0),
                        new CatchUp.Asked("visitor-1", 2))));

        assertThat(news)
                .extracting(one -> one.messages().stream().map(Message::text).toList())
                .containsExactly(List.of("two"), List.of(), List.of("three"), List.of());
        assertThat(news.get(1).standing()).isNull();
    }

    private String code() {
        Continuations.Offer offer = now(house.continuations.offer(WEB));
        assertThat(offer.code()).matches(Continuations.CODE);
        return offer.code();
    }

    private Accepted bring(String eventId, String code) {
        return house.take(new Inbound.Continued(eventId, House.ANN, code, "Ann", "en"));
    }

    private Summary summary(UUID conversation) {
        return now(house.conversations.summary(conversation));
    }

    private CatchUp.News news(Address who, int known) {
        return now(house.catchUp.news(who.channel(), who.account(), List.of(new CatchUp.Asked(who.person(), known))))
                .getFirst();
    }

    private long count(String table) {
        return house.sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
