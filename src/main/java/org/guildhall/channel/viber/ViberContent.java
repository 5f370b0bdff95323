package org.guildhall.channel.viber;

import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a message on Viber is made of, in our words: https://developers.viber.com/docs/api/rest-bot-api/#message-types. */
final class ViberContent {

    /** A longer address is none of Viber's. */
    private static final int LONGEST_ADDRESS = 4096;

    private ViberContent() {}

    /** What it says; null when it says nothing. */
    static @Nullable Content of(JsonNode message) {
        String type = ViberJson.text(message, "type");
        String words = ViberJson.text(message, "text");
        return switch (type) {
            case "picture" -> file(MediaKind.PHOTO, message, null);
            case "video" -> file(MediaKind.VIDEO, message, null);
            case "file" -> file(MediaKind.DOCUMENT, message, known(ViberJson.text(message, "file_name")));
            case "sticker" -> new Content.Media(MediaKind.STICKER, null, words, null, null, null);
            case "location" -> place(message.path("location"));
            case "contact" -> card(message.path("contact"));
            // Somebody shows us a page: its address is all that was sent, and nothing is fetched from there.
            case "url" -> something(ViberJson.text(message, "media"));
            case "text", "" -> words.isEmpty() ? null : new Content.Text(words);
            // A kind of the future: its words if it has some, and otherwise staff see that something came.
            default -> words.isEmpty() ? something("") : new Content.Text(words);
        };
    }

    private static Content file(MediaKind kind, JsonNode message, @Nullable String name) {
        String address = ViberJson.text(message, "media");
        boolean fetchable = !address.isEmpty() && address.length() <= LONGEST_ADDRESS;
        return new Content.Media(
                kind,
                fetchable ? new Handle(ViberChannel.NAME, address) : null,
                ViberJson.text(message, "text"),
                name,
                null,
                size(message));
    }

    /** Viber's pages say {@code size}, and its calls {@code file_size} too. */
    private static @Nullable Long size(JsonNode message) {
        JsonNode size = message.path(message.has("file_size") ? "file_size" : "size");
        return size.isIntegralNumber() && size.canConvertToLong() && size.longValue() > 0 ? size.longValue() : null;
    }

    private static Content place(JsonNode location) {
        double latitude = location.path("lat").asDouble(Double.NaN);
        double longitude = location.path("lon").asDouble(Double.NaN);
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? new Content.Location(latitude, longitude, null, known(ViberJson.text(location, "address")))
                : something("");
    }

    private static Content card(JsonNode contact) {
        return new Content.Contact(
                known(ViberJson.text(contact, "name")), known(ViberJson.text(contact, "phone_number")));
    }

    private static Content something(String words) {
        return new Content.Media(MediaKind.OTHER, null, words, null, null, null);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
