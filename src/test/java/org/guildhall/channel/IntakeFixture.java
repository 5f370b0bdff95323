package org.guildhall.channel;

import org.guildhall.conversation.Inbox;

/** The intake for tests of messengers, whose constructor is package-private. */
public final class IntakeFixture {

    private IntakeFixture() {}

    /** An intake that hands over to this inbox. */
    public static Intake over(Inbox inbox) {
        return new Intake(inbox, new SignsOfLife());
    }
}
