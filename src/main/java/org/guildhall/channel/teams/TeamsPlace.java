package org.guildhall.channel.teams;

import java.util.regex.Pattern;
import org.guildhall.message.Address;

/**
 * Where something is said on Teams: a conversation, and the service that a checked token named for it, which replies go to and
 * no other. Everybody has a conversation of their own in a group or a channel, which all who are in it read.
 *
 * @param conversation Teams' id of it; in a channel with the thread in it
 * @param service its address; empty where none was named
 */
record TeamsPlace(String conversation, String service) {

    /** Between the parts of what stands for a place or a message. */
    static final String PART = "|";

    private static final String THREAD = ";messageid=";

    /** What needs no escape in a path, where it stands as it is. */
    private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9:;=@._~!$'()*+,-]{1,500}");

    /** How this person is reached there. */
    Address of(String account, String person, boolean group) {
        return new Address(
                TeamsChannel.NAME, account, group && !person.isEmpty() ? whole() + PART + person : person, replyTo());
    }

    /** The conversation without the thread. */
    String whole() {
        int thread = conversation.indexOf(THREAD);
        return thread < 0 ? conversation : conversation.substring(0, thread);
    }

    /** What {@link #to} reads again. */
    String replyTo() {
        return conversation + PART + service;
    }

    /** The id of a message there. */
    String message(String activity) {
        return conversation + PART + activity;
    }

    /** Where a reply goes. */
    static TeamsPlace to(Address address) {
        int part = address.replyTo().lastIndexOf(PART);
        return part < 0
                ? new TeamsPlace(address.replyTo(), "")
                : new TeamsPlace(
                        address.replyTo().substring(0, part), address.replyTo().substring(part + 1));
    }

    /** Whether it can be called by its id. */
    boolean callable() {
        return CONVERSATION.matcher(conversation).matches();
    }

    /** Where its messages are taken, at this service. */
    String activities(String at) {
        return at.replaceFirst("/+$", "") + "/v3/conversations/" + conversation + "/activities";
    }
}
