package org.guildhall.conversation;

import java.util.List;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The room for tests of channels, whose constructors are package-private: on a database of its own, with an echo. */
public final class InboxFixture {

    private final House house = new House();

    /** Where messages enter. */
    public Inbox inbox() {
        return house.inbox;
    }

    /** Where replies leave. */
    public Outbox outbox() {
        return house.outbox;
    }

    /** From now on every question is answered with these words. */
    public void answering(String words) {
        house.dialogue = turn -> House.answer(turn, new Content.Text(words));
    }

    /** What staff want read again. */
    public Replays replays() {
        return house.replays;
    }

    /** Asks for another try of everything that waits for one. */
    public void replayAll() {
        letters().forEach(letter -> House.now(house.office.replay(House.SAM, java.util.Set.of(), letter.id())));
    }

    /** Every dead letter that is not put aside. */
    public List<DeadLetter> letters() {
        return House.now(house.office.look(House.SAM, java.util.Set.of()));
    }

    /** What a citizen has said, oldest first. */
    public List<Message> said(Address citizen) {
        return House.now(house.conversations.since(citizen, 0));
    }

    /** Works off every turn that is due. */
    public void settle() {
        house.settle();
    }

    /** The words of a whole conversation. */
    public List<String> transcript(UUID conversation) {
        return house.transcript(conversation);
    }

    /** Straight SQL for looking. */
    public JdbcClient sql() {
        return house.sql;
    }
}
