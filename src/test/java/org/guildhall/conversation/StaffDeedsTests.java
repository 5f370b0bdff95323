package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff do from a messenger. */
class StaffDeedsTests {

    private final House house = new House();
    private UUID conversation = new UUID(0, 0);

    @BeforeEach
    void annWaitsForWaste() {
        house.dialogue = turn -> House.handOver(turn, "waste", Priority.NORMAL);
        conversation = Objects.requireNonNull(house.says(ANN, "e1", "help").conversation());
        house.settle();
        house.linked.put("U-sam", colleague(SAM, true, Set.of("waste")));
        house.linked.put("U-alex", colleague(ALEX, true, Set.of()));
    }

    private static Colleagues.Colleague colleague(StaffName name, boolean answers, Set<String> teams) {
        return new Colleagues.Colleague(name, answers, teams, "D-" + name.username());
    }

    private static Address at(String person) {
        return new Address("slack", "workspace", person, person);
    }

    private Accepted claims(String person, String event) {
        return house.take(new Inbound.ClaimWanted(event, at(person), conversation.toString()));
    }

    private List<StaffWords.Word> told() {
        return Stream.generate(() -> house.staffWords.take("slack", "workspace"))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    private Summary summary() {
        return now(house.conversations.summary(conversation));
    }

    @Test
    void whoIsLinkedTakesTheConversationAndIsToldWhereItIs() {
        assertThat(claims("U-sam", "c1").conversation()).isEqualTo(conversation);

        assertThat(summary().holder()).isEqualTo(SAM);
        assertThat(told()).singleElement().satisfies(word -> {
            assertThat(word.to().replyTo()).isEqualTo("D-sam");
            assertThat(word.said())
                    .contains(summary().reference() + " is yours now")
                    .contains("/desk/conversations/" + conversation);
        });
        assertThat(house.sql
                        .sql("select who from audit where action = 'conversation.claim'")
                        .query(String.class)
                        .list())
                .containsExactly("sam");
    }

    @Test
    void theOneWhoComesSecondIsToldWhoWasFirst() {
        claims("U-sam", "c1");
        assertThat(claims("U-alex", "c2").conversation()).isNull();

        assertThat(summary().holder()).isEqualTo(SAM);
        assertThat(told())
                .extracting(word -> word.to().replyTo() + ": " + word.said().replaceFirst(": http.*", ""))
                .containsExactly(
                        "D-sam: " + summary().reference() + " is yours now",
                        "D-alex: Sam has " + summary().reference() + " already.");
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        IntStream.range(0, 12)
                .forEach(i ->
                        house.linked.put("U" + i, colleague(new StaffName("s" + i, "Staff " + i), true, Set.of())));
        List<Callable<Accepted>> presses = IntStream.range(0, 12)
                .<Callable<Accepted>>mapToObj(i -> () -> claims("U" + i, "press-" + i))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(presses);
        }

        StaffName winner = Objects.requireNonNull(summary().holder());
        List<StaffWords.Word> told = told();
        assertThat(told).hasSize(12);
        assertThat(told)
                .filteredOn(word -> word.said().contains("is yours now"))
                .hasSize(1);
        assertThat(told)
                .filteredOn(word -> word.said().startsWith(winner.name() + " has"))
                .hasSize(11);
    }

    @Test
    void aPressThatIsDeliveredTwiceCountsOnce() {
        claims("U-sam", "c1");
        assertThat(claims("U-sam", "c1").duplicate()).isTrue();

        assertThat(told()).hasSize(1);
    }

    @Test
    void aStrangerTakesNothingAndIsToldHowToBeKnown() {
        claims("U-nobody", "c1");

        assertThat(summary().holder()).isNull();
        assertThat(told()).singleElement().satisfies(word -> {
            assertThat(word.to()).isEqualTo(at("U-nobody"));
            assertThat(word.said())
                    .contains("http://council.example/desk/messengers")
                    .doesNotContain("BIN-");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-1-1-1-1", "00000000-0000-0000-0000-00000000abcd"})
    void whatDoesNotExistIsAnsweredAlike(String subject) {
        house.take(new Inbound.ClaimWanted("c1", at("U-sam"), subject));

        assertThat(told())
                .extracting(StaffWords.Word::said)
                .containsExactly("There is nothing here that you could take.");
    }

    @Test
    void whatIsNotTheirsToSeeIsAnsweredLikeWhatDoesNotExist() {
        house.linked.put("U-kim", colleague(new StaffName("kim", "Kim"), true, Set.of("housing")));
        house.linked.put("U-lee", colleague(new StaffName("lee", "Lee"), false, Set.of()));
        claims("U-kim", "c1");
        claims("U-lee", "c2");

        assertThat(summary().holder()).isNull();
        assertThat(told())
                .extracting(StaffWords.Word::said)
                .containsOnly("There is nothing here that you could take.")
                .hasSize(2);
    }

    @Test
    void whatIsClosedIsSaidToBe() {
        now(house.casework.close(conversation, by(SAM), "solved"));
        claims("U-sam", "c1");

        assertThat(told())
                .singleElement()
                .satisfies(word -> assertThat(word.said()).endsWith(" is closed already."));
    }

    @Test
    void aCodeLinksWhoeverGivesItOnce() {
        house.codes.put("LINK-7K3F-9QXD", SAM);
        house.take(new Inbound.CodeGiven("m1", at("U-new"), "link 7k3f 9qxd"));
        house.take(new Inbound.CodeGiven("m2", at("U-other"), "LINK-7K3F-9QXD"));

        assertThat(told())
                .extracting(StaffWords.Word::said)
                .containsExactly(
                        "Hello Sam, now I know you. You can claim from the staff room.",
                        "That code is not right, or it is too old. Get a new one at http://council.example/desk/messengers");
        assertThat(house.sql
                        .sql("select count(*) from messages")
                        .query(Integer.class)
                        .single())
                .as("nothing of it is anybody's message")
                .isEqualTo(2);
    }

    @Test
    void aWordThatWasSaidIsGoneAndOneThatWasNotComesLater() {
        claims("U-sam", "c1");
        StaffWords.Word word = told().getFirst();

        house.staffWords.deferred(word, null);
        assertThat(told()).isEmpty();
        house.sql.sql("update staff_words set due_at = now()").update();
        house.staffWords.done(told().getFirst());
        assertThat(house.sql
                        .sql("select count(*) from staff_words")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
