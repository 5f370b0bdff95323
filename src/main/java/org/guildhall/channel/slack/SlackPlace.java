package org.guildhall.channel.slack;

import org.guildhall.message.Address;

/**
 * Where something is said on Slack: in a conversation between somebody and us, or in a channel, and there or here in a
 * thread. Everybody has a conversation of their own in a channel, which all who are in it read.
 *
 * @param channel Slack's id of it; or a person's, which stands for the conversation between them and us
 * @param thread the timestamp of the message under which it is said; empty when it stands by itself
 */
record SlackPlace(String channel, String thread) {

    /** Between the parts of a message's id, of which Slack has no other. */
    static final char PART = ':';

    private static final char THREAD = '/';

    /** Whether nobody but one person and we are there. */
    boolean direct() {
        return channel.startsWith("D") || channel.startsWith("U") || channel.startsWith("W");
    }

    /** How this person is reached there. */
    Address of(String person) {
        return new Address(
                SlackChannel.NAME,
                SlackChannel.ACCOUNT,
                direct() || person.isEmpty() ? person : channel + PART + person,
                thread.isEmpty() ? channel : channel + THREAD + thread);
    }

    /** The id of the message that was written there at this time. */
    String message(String timestamp) {
        return channel + PART + timestamp;
    }

    /** Where a reply goes. */
    static SlackPlace to(Address address) {
        String[] both = address.replyTo().split(String.valueOf(THREAD), 2);
        return new SlackPlace(both[0], both.length == 2 ? both[1] : "");
    }
}
