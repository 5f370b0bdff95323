package org.guildhall.simulator;

import java.util.List;

/** Something that a person sees on their phone, whatever the messenger. */
sealed interface Sight {

    /** Who sees it, digits. */
    String person();

    /**
     * A message.
     *
     * @param id the messenger's own of it
     * @param reference what the server gave with it, see {@link TextApi.Shown#reference}; empty when nothing
     * @param words all that it shows but what can be tapped, in words
     * @param offer what can be tapped, in order
     */
    record Message(String person, String id, String reference, String words, List<Button> offer) implements Sight {}

    /** Something less, such as that somebody is typing. */
    record Note(String person, String words) implements Sight {}
}
