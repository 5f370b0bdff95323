package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PiecesTests {

    private static final int SOON_SECONDS = 30;

    /** What lies between two moments on a clock that never shows the same one twice. */
    private static final double A_MOMENT = 0.01;

    private final House house = new House();
    private final HouseClock clock = new HouseClock(house);

    PiecesTests() {
        house.dialogue = PiecesTests::sureOnceItWasEmptied;
    }

    @Test
    void whatIsSureIsAnsweredAtOnce() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin wasnt emptied"));
        house.settle();

        assertThat(house.transcript(conversation)).hasSize(2);
    }

    @Test
    void whatIsNotSureWaitsTwoSecondsForMore() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        house.settle();

        assertThat(house.transcript(conversation)).containsExactly("citizen: my bin");
        assertThat(decisions()).isEmpty();
        assertThat(house.sql.sql("""
                                select c.turn_due = m.at + interval '2 seconds' and c.lease_until is null
                                from conversations c join messages m on m.conversation = c.id""").query(Boolean.class).single()).isTrue();
    }

    @Test
    void whoeverLivesThenDealsWithIt() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        house.settle();
        secondsPass(2);
        house.settle();

        assertThat(house.transcript(conversation)).containsExactly("citizen: my bin", "assistant: Unsure: my bin");
        assertThat(decisions()).containsExactly("1 clarified");
    }

    @Test
    void theNextPieceIsLookedAtAtOnceAndOneReplyAnswersAll() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        house.settle();
        house.says(ANN, "e2", "wasnt emptied");
        house.settle();

        assertThat(house.transcript(conversation))
                .containsExactly(
                        "citizen: my bin", "citizen: wasnt emptied", "assistant: Sure: my bin / wasnt emptied");
        assertThat(decisions()).containsExactly("1 folded_into_next", "2 answered");
        assertThat(dueTurns()).isZero();
    }

    @Test
    void staffReadAllPiecesOfWhatWasDecided() {
        UUID conversation = idOf(house.says(ANN, "e0", "hello"));
        house.settle();
        secondsPass(2);
        house.settle();
        house.says(ANN, "e1", "my bin");
        house.settle();
        house.says(ANN, "e2", "wasnt emptied");
        house.settle();

        Transcript all = House.now(house.conversations.transcript(conversation));
        assertThat(all.decided()).hasSize(3);
        Decided last = House.now(
                house.conversations.decided(conversation, all.decided().getLast()));
        assertThat(last.words()).isEqualTo("my bin\nwasnt emptied");
        assertThat(last.outcome()).isEqualTo("answered");
        Decided piece = House.now(
                house.conversations.decided(conversation, all.decided().get(1)));
        assertThat(piece.words()).isEqualTo("my bin");
        assertThat(piece.outcome()).isEqualTo(Decision.FOLDED);
    }

    @Test
    void everyPieceGetsItsTwoSeconds() {
        UUID conversation = idOf(house.says(ANN, "e1", "hello there"));
        house.settle();
        secondsPass(1);
        house.says(ANN, "e2", "it is about my bin");
        house.settle();
        secondsPass(1);
        house.settle();
        assertThat(house.transcript(conversation)).hasSize(2);

        secondsPass(1);
        house.settle();
        assertThat(house.transcript(conversation).getLast())
                .isEqualTo("assistant: Unsure: hello there / it is about my bin");
        assertThat(decisions()).containsExactly("1 folded_into_next", "2 clarified");
    }

    @Test
    void nobodyWaitsLongerThanSixSeconds() {
        UUID conversation = idOf(house.says(ANN, "e1", "one"));
        house.settle();
        for (int piece = 2; piece <= 9; piece++) {
            secondsPass(1);
            house.says(ANN, "e" + piece, "piece " + piece);
            house.settle();
        }

        assertThat(house.transcript(conversation)).contains("assistant: Unsure: one / piece 2 / piece 3 / piece 4");
    }

    @Test
    void whatIsSureWithoutTheNextPieceIsNotMixedWithIt() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin wasnt emptied"));
        house.says(ANN, "e2", "this morning");
        house.settle();
        secondsPass(2);
        house.settle();

        assertThat(house.transcript(conversation))
                .endsWith("assistant: Sure: my bin wasnt emptied", "assistant: Unsure: this morning");
    }

    @Test
    void aChoiceIsNoPieceAndIsNotKeptWaiting() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        house.settle();
        house.taps(ANN, "e2", "person");
        house.settle();

        assertThat(house.transcript(conversation))
                .containsExactly(
                        "citizen: my bin", "citizen: person", "assistant: Unsure: my bin", "assistant: Unsure: person");
    }

    @Test
    void whatComesLaterIsAQuestionOfItsOwnAlsoWhenNobodyWasThereToAnswerInTime() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        secondsPass(3);
        house.says(ANN, "e2", "and the tax");
        house.settle();
        secondsPass(2);
        house.settle();

        assertThat(house.transcript(conversation))
                .endsWith("assistant: Unsure: my bin", "assistant: Unsure: and the tax");
    }

    @Test
    void aPhotoWithAFewWordsIsAPieceToo() {
        UUID conversation = idOf(house.take(new Inbound.Said(
                "e1",
                ANN,
                new Content.Media(MediaKind.PHOTO, null, "look at this", null, null, null),
                null,
                "Ann",
                "en",
                null)));
        house.settle();
        house.says(ANN, "e2", "it was not emptied");
        house.settle();

        assertThat(house.transcript(conversation).getLast())
                .isEqualTo("assistant: Sure: look at this / it was not emptied");
    }

    @Test
    void aMessageThatComesInWhileThisOneIsLookedAtIsNotMissed() {
        UUID conversation = idOf(house.says(ANN, "e1", "my bin"));
        house.dialogue = turn -> {
            if (house.decided.size() == 1) {
                house.says(ANN, "e2", "wasnt emptied");
            }
            return sureOnceItWasEmptied(turn);
        };
        house.settle();
        house.settle();

        assertThat(house.transcript(conversation).getLast()).isEqualTo("assistant: Sure: my bin / wasnt emptied");
    }

    @Test
    void moreWordsDoNotHurryAMessageThatCannotBeDealtWith() {
        house.dialogue = turn -> {
            throw new IllegalStateException("cannot decide");
        };
        house.says(ANN, "e1", "poison");
        house.settle();
        house.says(ANN, "e2", "hello?");

        assertThat(house.turns.due(10)).isEmpty();
    }

    @Test
    void aNodeWhoseLeaseHasPassedOnCannotPutTheTurnOff() {
        house.says(ANN, "e1", "my bin");
        Leases.Lease old = house.turns.due(10).getFirst();
        house.sql
                .sql("update conversations set lease_until = now() - interval '1 second'")
                .update();
        Leases.Lease taken = house.turns.due(10).getFirst();
        house.turns.work(old);

        assertThat(house.sql
                        .sql("select lease_until > now() from conversations where fence = " + taken.fence())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void theTurnIsTakenUpAtItsTimeAndNotAtTheNextSweep() throws InterruptedException {
        CountDownLatch woken = new CountDownLatch(1);
        house.says(ANN, "e1", "my bin");
        house.signals.on(Turns.SIGNAL).subscribe(key -> woken.countDown());
        long began = System.nanoTime();
        house.settle();

        assertThat(woken.await(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Pieces.PAUSE);
        secondsPass(2);
        assertThat(house.turns.due(10)).hasSize(1);
    }

    /** And nothing passes by itself, however slow this machine is. */
    private void secondsPass(int seconds) {
        clock.moveOn(seconds + A_MOMENT);
    }

    private List<@Nullable String> decisions() {
        return house.sql
                .sql("select seq || ' ' || outcome from decisions order by seq")
                .query(String.class)
                .list();
    }

    private long dueTurns() {
        return house.sql
                .sql("select count(*) from conversations where turn_due is not null")
                .query(Long.class)
                .single();
    }

    private static Decision sureOnceItWasEmptied(Turn turn) {
        String words = Stream.concat(turn.pieces().stream(), Stream.of(turn.message()))
                .map(Message::text)
                .collect(Collectors.joining(" / "));
        if (words.contains("emptied")) {
            return reply(turn, "answered", "Sure: " + words);
        }
        Decision unsure = reply(turn, "clarified", "Unsure: " + words);
        return turn.message().choice() == null ? unsure.hesitating() : unsure;
    }

    private static Decision reply(Turn turn, String outcome, String words) {
        return new Decision(
                outcome,
                turn.memory(),
                List.of(new Decision.Reply(new Content.Text(words), null)),
                null,
                null,
                0.5,
                List.of());
    }
}
