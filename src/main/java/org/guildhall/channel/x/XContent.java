package org.guildhall.channel.x;

import java.util.Comparator;
import java.util.Optional;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a direct message is made of, in our words:
 * https://docs.x.com/x-api/enterprise-gnip-2.0/fundamentals/account-activity#account-activity-data-object-structure
 */
final class XContent {

    /** A longer address is none of X's. */
    private static final int LONGEST_ADDRESS = 2048;

    private XContent() {}

    /** What it says; empty when it says nothing. */
    static Optional<Content> of(JsonNode message) {
        JsonNode attachment = message.path("attachment");
        return switch (XJson.text(attachment, "type")) {
            case "media" -> Optional.of(media(message, attachment.path("media")));
            case "location" -> Optional.of(place(attachment.path("location")));
            case "" ->
                Optional.of(words(message, "")).filter(text -> !text.isEmpty()).map(Content.Text::new);
            // Something a person sends on purpose that we cannot show as it is; staff see that something came.
            default -> Optional.of(new Content.Media(MediaKind.OTHER, null, words(message, ""), null, null, null));
        };
    }

    /** X shortens each link, and writes three signs as HTML does. */
    private static String words(JsonNode message, String without) {
        String text = XJson.text(message, "text");
        String words = without.isEmpty() ? text : text.replace(without, "");
        for (JsonNode link :
                XJson.elements(message.path("entities").path("urls")).toList()) {
            String shown = XJson.text(link, "url");
            String meant = XJson.text(link, "expanded_url");
            if (!shown.isEmpty() && !meant.isEmpty()) {
                words = words.replace(shown, meant);
            }
        }
        return words.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    private static Content media(JsonNode message, JsonNode media) {
        String address = address(media);
        boolean fetchable = !address.isEmpty() && address.length() <= LONGEST_ADDRESS;
        return new Content.Media(
                kind(XJson.text(media, "type")),
                fetchable ? new Handle(XChannel.NAME, address) : null,
                words(message, link(message, media)),
                null,
                null,
                null);
    }

    /** The link to the file at the end of the words, which only X's own apps can open. */
    private static String link(JsonNode message, JsonNode media) {
        String known = XJson.text(media, "url");
        String text = XJson.text(message, "text");
        int last = text.lastIndexOf("https://t.co/");
        boolean atTheEnd = last >= 0 && text.substring(last).matches("https://t\\.co/\\w+\\s*");
        return known.isEmpty() && atTheEnd ? text.substring(last) : known;
    }

    private static MediaKind kind(String type) {
        return switch (type) {
            case "photo" -> MediaKind.PHOTO;
            case "video" -> MediaKind.VIDEO;
            case "animated_gif" -> MediaKind.ANIMATION;
            default -> MediaKind.OTHER;
        };
    }

    /** Of a film the best that is one file, and not a list of pieces. */
    private static String address(JsonNode media) {
        return XJson.elements(media.path("video_info").path("variants"))
                .filter(variant -> XJson.text(variant, "content_type").equals("video/mp4"))
                .max(Comparator.comparingLong(variant -> variant.path("bitrate").asLong(0)))
                .map(variant -> XJson.text(variant, "url"))
                .orElseGet(() -> XJson.text(media, "media_url_https"));
    }

    private static Content place(JsonNode location) {
        JsonNode shared = location.path("shared_place").path("place");
        JsonNode point = location.path("shared_coordinate").path("coordinates").path("coordinates");
        JsonNode middle = point.isArray() ? point : shared.path("centroid");
        // Longitude comes first: https://www.rfc-editor.org/rfc/rfc7946#section-3.1.1
        return new Content.Location(
                middle.path(1).asDouble(Double.NaN),
                middle.path(0).asDouble(Double.NaN),
                optional(shared, "name"),
                optional(shared, "full_name"));
    }

    private static @Nullable String optional(JsonNode node, String field) {
        String text = XJson.text(node, field);
        return text.isEmpty() ? null : text;
    }
}
