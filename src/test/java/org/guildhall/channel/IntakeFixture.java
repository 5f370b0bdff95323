package org.guildhall.channel;

import org.guildhall.conversation.Inbox;
import org.guildhall.platform.Rush;

/** The intake for tests of messengers, whose constructor is package-private. */
public final class IntakeFixture {

    private IntakeFixture() {}

    /** An intake that hands over to this inbox. */
    public static Intake over(Inbox inbox) {
        return over(inbox, () -> false);
    }

    /** The same, knowing by this whether more is brought than can be taken in. */
    static Intake over(Inbox inbox, Rush rush) {
        return new Intake(inbox, new SignsOfLife(), rush);
    }
}
