package org.guildhall.platform;

/** The safe post for tests of other rooms, as it is in production. */
public final class PostFixture {

    private PostFixture() {}

    /** One that asks the system for addresses. */
    public static SafePost post() {
        return new SafePost();
    }
}
