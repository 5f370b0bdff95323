package org.guildhall.conversation;

import org.guildhall.platform.Database;

/** Calls for tests of other rooms, whose constructor is package-private. */
public final class CallsFixture {

    private CallsFixture() {}

    /** Those in this database. */
    public static Calls on(Database database) {
        return new Calls(database);
    }
}
