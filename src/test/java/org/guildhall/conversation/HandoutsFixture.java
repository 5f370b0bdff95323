package org.guildhall.conversation;

import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.privacy.AuditFixture;

/** Handouts for tests of the desk, whose constructor is package-private. */
public final class HandoutsFixture {

    private HandoutsFixture() {}

    /** Handouts whose audit goes to this database. */
    public static Handouts on(Database database, Signals signals) {
        return new Handouts(signals, new Notes(), AuditFixture.on(database));
    }
}
