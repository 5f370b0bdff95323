package org.guildhall.channel.webchat;

import org.guildhall.message.Content;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen sent: words, the choice they picked, or a place; never two of them.
 *
 * @param id the sender's own id of it, so that sending it again changes nothing
 */
record Saying(String id, @Nullable String text, @Nullable String choice, Content.@Nullable Location place) {

    /** Characters (code points) of one message. */
    static final int MAX_TEXT = 4_000;

    static final int MAX_CHOICE = 200;
    private static final String ID = "[!-~]{1,64}";

    /**
     * Checks what came in.
     *
     * @throws Unacceptable naming the field to put right
     */
    static Saying of(@Nullable String id, @Nullable String text, @Nullable String choice) {
        String checked = checkedId(id);
        if (text != null && choice != null) {
            throw new Unacceptable("choice", "both");
        }
        if (choice != null) {
            return new Saying(checked, null, checkedChoice(choice), null);
        }
        return new Saying(checked, checkedText(text), null, null);
    }

    /**
     * The same for where somebody is.
     *
     * @param latitude degrees in WGS 84, as is longitude
     * @throws Unacceptable naming the field to put right
     */
    static Saying at(@Nullable String id, double latitude, double longitude) {
        String checked = checkedId(id);
        // Written so that what is not a number is wrong too.
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new Unacceptable("place", "place.wrong");
        }
        return new Saying(checked, null, null, new Content.Location(latitude, longitude, null, null));
    }

    static String checkedId(@Nullable String id) {
        if (id == null || !id.matches(ID)) {
            throw new Unacceptable("id", id == null ? "id.missing" : "id.wrong");
        }
        return id;
    }

    private static String checkedChoice(String choice) {
        if (choice.isBlank() || choice.length() > MAX_CHOICE) {
            throw new Unacceptable("choice", "choice.wrong");
        }
        return choice;
    }

    static String checkedText(@Nullable String text) {
        String words = text == null ? "" : storable(text);
        if (words.isBlank()) {
            throw new Unacceptable("text", "text.missing");
        }
        if (words.codePointCount(0, words.length()) > MAX_TEXT) {
            throw new Unacceptable("text", "text.long");
        }
        return words;
    }

    /** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
    static String storable(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != 0)
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Something in a message has to be put right first. */
    static final class Unacceptable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String reason;

        Unacceptable(String field, String reason) {
            super(reason, null, false, false);
            this.field = field;
            this.reason = reason;
        }

        String field() {
            return field;
        }

        /** Key of the sentence in {@code messages/webchat.properties}. */
        String reason() {
            return reason;
        }

        boolean tooLong() {
            return reason.equals("text.long");
        }
    }
}
