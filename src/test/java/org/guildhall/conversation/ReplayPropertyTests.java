package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ANN;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever citizens and staff do in whatever order, a replayed message breaks no sequence and is answered once. */
class ReplayPropertyTests {

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

    @Property(tries = 25)
    void sequencesStayGapFreeAndNothingIsAnsweredTwice(@ForAll @Size(min = 4, max = 14) List<Deed> deeds) {
        House house = new House();
        house.dialogue = ReplayTests::sure;
        UUID conversation = ReplayTests.givenUp(house, ANN, "poison", "poison");
        for (int step = 0; step < deeds.size(); step++) {
            happens(house, conversation, deeds.get(step), step);
        }
        house.settle();
        house.secondTurns.workOff();
        house.secondTurns.workOff();

        List<Message> all = House.now(house.conversations.since(ANN, 0));
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

    private static void happens(House house, UUID conversation, Deed deed, int step) {
        switch (deed) {
            case SAYS -> house.says(ANN, "e" + step, "message " + step);
            case TURNS -> house.settle();
            case ASKS ->
                House.now(house.office.look(House.SAM, Set.of()))
                        .forEach(letter -> House.now(house.office.replay(House.SAM, Set.of(), letter.id())));
            case TRIES -> house.secondTurns.workOff();
            case CLAIMS -> House.now(house.casework.claim(conversation, House.SAM));
            case REPLIES -> House.now(house.casework.reply(conversation, House.SAM, "by hand"));
            case PASSES_ON -> House.now(house.casework.transferToTeam(conversation, House.SAM, "waste"));
            case CLOSES -> House.now(house.casework.close(conversation, House.SAM, "solved"));
        }
    }
}
