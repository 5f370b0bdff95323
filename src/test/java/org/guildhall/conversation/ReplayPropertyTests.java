package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.by;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.guildhall.message.Address;

/** Whatever citizens and staff do in whatever order, a replayed message breaks no sequence and is answered once. */
class ReplayPropertyTests {

    private static final House HOUSE = sureHouse();
    private static int number;

    /** What may happen around a message that was given up. */
    enum Deed {
        SAYS,
        TURNS,
        ASKS,
        TRIES,
        CLAIMS,
        REPLIES,
        PASSES_ON,
        CLOSES
    }

    @Property(tries = 60)
    void sequencesStayGapFreeAndNothingIsAnsweredTwice(@ForAll @Size(min = 4, max = 14) List<Deed> deeds) {
        Address citizen = House.citizen(++number);
        UUID conversation = ReplayTests.givenUp(HOUSE, citizen, "poison-" + number, "poison");
        for (int step = 0; step < deeds.size(); step++) {
            happens(citizen, conversation, deeds.get(step), step);
        }
        HOUSE.settle();
        HOUSE.secondTurns.workOnOne();

        List<Message> all = House.now(HOUSE.conversations.since(citizen, 0));
        assertThat(all)
                .extracting(Message::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all.stream().map(Message::text).filter("Sure: poison"::equals))
                .hasSizeLessThanOrEqualTo(1);
        boolean spokeSince = all.stream().anyMatch(message -> message.sender() == Sender.STAFF);
        boolean closed = deeds.contains(Deed.CLOSES);
        boolean claimed = deeds.contains(Deed.CLAIMS);
        if (deeds.contains(Deed.ASKS) && !spokeSince && !closed && !claimed) {
            assertThat(all).extracting(Message::text).contains("Sure: poison");
        }
    }

    private static void happens(Address citizen, UUID conversation, Deed deed, int step) {
        switch (deed) {
            case SAYS -> HOUSE.says(citizen, number + "-" + step, "message " + step);
            case TURNS -> HOUSE.settle();
            case ASKS ->
                House.now(HOUSE.office.look(House.SAM, Set.of())).stream()
                        .filter(letter -> conversation.equals(letter.conversation()))
                        .forEach(letter -> House.now(HOUSE.office.replay(House.SAM, Set.of(), letter.id())));
            case TRIES -> HOUSE.secondTurns.workOnOne();
            case CLAIMS -> House.now(HOUSE.casework.claim(conversation, by(House.SAM)));
            case REPLIES -> House.now(HOUSE.casework.reply(conversation, by(House.SAM), "by hand"));
            case PASSES_ON -> House.now(HOUSE.casework.transferToTeam(conversation, by(House.SAM), "waste"));
            case CLOSES -> {
                // What is said while a conversation is being closed is not this test's question.
                HOUSE.settle();
                House.now(HOUSE.casework.close(conversation, by(House.SAM), "solved"));
            }
        }
    }

    private static House sureHouse() {
        House house = new House();
        house.dialogue = ReplayTests::sure;
        return house;
    }
}
