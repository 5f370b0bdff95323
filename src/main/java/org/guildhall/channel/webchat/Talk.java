package org.guildhall.channel.webchat;

import java.util.List;

/**
 * What the plain page shows.
 *
 * @param said oldest first
 */
record Talk(List<ChatEvents.Said> said, ChatEvents.State state) {

    static final Talk NONE = new Talk(List.of(), ChatEvents.State.NEW);

    /** Whether an answer is still to come, so that the page looks again by itself. */
    public boolean waiting() {
        return !said.isEmpty()
                && said.getLast().from().equals("citizen")
                && !state.floor().equals("staff");
    }

    /** Whether staff have opened what was said at a place. */
    public boolean read(int seq) {
        Integer read = state.read();
        return read != null && seq <= read;
    }
}
