package org.guildhall.simulator;

/** Something that a citizen does on a messenger. Messages are named by the messenger's own ids of them. */
public sealed interface Deed {

    /** Writes something. */
    record Wrote(String words) implements Deed {}

    /** Writes something in a group, where the council's bot answers what names it. */
    record WroteInGroup(String words) implements Deed {}

    /** Taps something under the last message that had something to tap. */
    record Tapped(Button button) implements Deed {}

    /** Sends a file, with words beside it or none. */
    record SentFile(Kind kind, Kept file, String words) implements Deed {}

    /** Sends a place, in degrees; what it is called and its address may be empty. */
    record SentPlace(double latitude, double longitude, String name, String address) implements Deed {}

    /** Sends a card with somebody's name and number. */
    record SentCard(String name, String number) implements Deed {}

    /**
     * Changes what they wrote before.
     *
     * @param times the how-manieth change of it this is, from 1
     */
    record Changed(String message, String words, int times) implements Deed {}

    /** Takes back what they sent before. */
    record TookBack(String message) implements Deed {}

    /** Puts a sign on a message, or takes it away where it is empty. */
    record Reacted(String message, String sign) implements Deed {}

    /**
     * Has a message of ours on their phone.
     *
     * @param reference what the server gave with it, see {@link TextApi.Shown#reference}; empty when nothing
     */
    record Received(String message, String reference) implements Deed {}

    /**
     * Reads a message of ours.
     *
     * @param reference as for {@link Received}
     */
    record Read(String message, String reference) implements Deed {}

    /** Wants to hear nothing more from us, or lets us in again. */
    record Blocked(boolean now) implements Deed {}

    /** Hides their number behind a name, or shows it again. */
    record Hid(boolean now) implements Deed {}

    /** Writes nothing for a day, so that what they are sent before they write again comes too late. */
    record LetADayPass() implements Deed {}

    /** What kind of file it is. */
    enum Kind {
        PHOTO,
        VIDEO,
        VOICE,
        FILE
    }
}
