package org.guildhall.simulator;

/**
 * Something that was offered and can be tapped.
 *
 * @param kind what the messenger calls it, such as {@code quick_reply}, or {@link #PLACE}
 * @param id what the server gets back
 */
public record Button(String kind, String id, String title) {

    /** One that sends where somebody is. */
    public static final String PLACE = "place";
}
