package org.guildhall.channel.line;

import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a message on LINE is made of, in our words: https://developers.line.biz/en/reference/messaging-api/#message-event. */
final class LineContent {

    private LineContent() {}

    /**
     * What it says; null when it says nothing.
     *
     * @param id the message's, under which LINE keeps its file
     */
    static @Nullable Content of(JsonNode message, String id) {
        String words = LineJson.text(message, "text");
        return switch (LineJson.text(message, "type")) {
            case "text", "" -> words.isEmpty() ? null : new Content.Text(words);
            case "image" -> file(MediaKind.PHOTO, message, id);
            case "video" -> file(MediaKind.VIDEO, message, id);
            case "audio" -> file(MediaKind.VOICE, message, id);
            case "file" -> file(MediaKind.DOCUMENT, message, id);
            // Its words are those that somebody wrote on it.
            case "sticker" -> new Content.Media(MediaKind.STICKER, null, words, null, null, null);
            case "location" -> place(message);
            // A kind of the future: its words if it has some, and otherwise staff see that something came.
            default -> words.isEmpty() ? something() : new Content.Text(words);
        };
    }

    /** What another program keeps, LINE does not hand out, and nothing is fetched from anywhere else. */
    private static Content file(MediaKind kind, JsonNode message, String id) {
        boolean elsewhere =
                LineJson.text(message.path("contentProvider"), "type").equals("external");
        return new Content.Media(
                kind,
                elsewhere ? null : new Handle(LineChannel.NAME, id),
                "",
                known(LineJson.text(message, "fileName")),
                null,
                size(message.path("fileSize")));
    }

    private static @Nullable Long size(JsonNode size) {
        return size.isIntegralNumber() && size.canConvertToLong() && size.longValue() > 0 ? size.longValue() : null;
    }

    private static Content place(JsonNode message) {
        double latitude = message.path("latitude").asDouble(Double.NaN);
        double longitude = message.path("longitude").asDouble(Double.NaN);
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? new Content.Location(
                        latitude,
                        longitude,
                        known(LineJson.text(message, "title")),
                        known(LineJson.text(message, "address")))
                : something();
    }

    private static Content something() {
        return new Content.Media(MediaKind.OTHER, null, "", null, null, null);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
