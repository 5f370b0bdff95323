package org.guildhall.channel.meta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a message of the Messenger Platform is made of, in our words:
 * https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messages
 */
final class PlatformContent {

    /** The three sizes of Messenger's thumb, which people send as a yes. */
    private static final Set<String> THUMBS = Set.of("369239263222822", "369239343222814", "369239383222810");

    /** A longer address is none of Meta's. */
    private static final int LONGEST_ADDRESS = 4096;

    private final String channel;

    private PlatformContent(String channel) {
        this.channel = channel;
    }

    /** What it says, its words with the first of its files; empty when it says nothing. */
    static List<Content> of(JsonNode message, String channel) {
        PlatformContent reader = new PlatformContent(channel);
        String words = MetaJson.text(message, "text");
        List<Content> files = Stream.concat(
                        reader.story(message),
                        once(message).stream().flatMap(attachment -> reader.attachment(message, attachment)))
                .toList();
        if (!files.isEmpty()) {
            return captioned(words, files);
        }
        if (!words.isEmpty()) {
            return List.of(new Content.Text(words));
        }
        return message.path("is_unsupported").asBoolean(false) ? List.of(something(null)) : List.of();
    }

    /** The words belong to what they were sent with; a place has no room for them. */
    private static List<Content> captioned(String words, List<Content> files) {
        List<Content> contents = new ArrayList<>(files);
        if (words.isEmpty()) {
            return contents;
        }
        if (contents.getFirst() instanceof Content.Media file) {
            contents.set(
                    0,
                    new Content.Media(
                            file.kind(), file.handle(), words, file.fileName(), file.mediaType(), file.size()));
        } else {
            contents.addFirst(new Content.Text(words));
        }
        return contents;
    }

    /** A story of ours that somebody answers: without it staff would not know what "is this still on?" is about. */
    private Stream<Content> story(JsonNode message) {
        JsonNode story = message.path("reply_to").path("story");
        return story.isObject() ? Stream.of(media(MediaKind.OTHER, story, "")) : Stream.empty();
    }

    /** Its attachments, each once: for apps that know only the older type, Meta names some things by both. */
    private static List<JsonNode> once(JsonNode message) {
        Map<String, String> types = new HashMap<>();
        List<JsonNode> attachments = new ArrayList<>();
        MetaJson.elements(message.path("attachments")).forEach(attachment -> {
            String type = MetaJson.text(attachment, "type");
            String thing = thing(message, attachment);
            if (thing.isEmpty() || types.computeIfAbsent(thing, first -> type).equals(type)) {
                attachments.add(attachment);
            }
        });
        return attachments;
    }

    /** By what a thing is known that may come by two types; empty for one that comes by its own only. */
    private static String thing(JsonNode message, JsonNode attachment) {
        JsonNode payload = attachment.path("payload");
        return switch (MetaJson.text(attachment, "type")) {
            case "image", "sticker" -> named("sticker ", stickerId(message, payload));
            case "share", "ig_post" -> named("post ", MetaJson.text(payload, "ig_post_media_id"));
            default -> "";
        };
    }

    private static String named(String kind, String id) {
        return id.isEmpty() ? "" : kind + id;
    }

    private Stream<Content> attachment(JsonNode message, JsonNode attachment) {
        JsonNode payload = attachment.path("payload");
        String type = MetaJson.text(attachment, "type");
        return switch (type) {
            case "image" -> Stream.of(image(message, payload));
            case "video" -> Stream.of(media(MediaKind.VIDEO, payload, ""));
            case "audio" -> Stream.of(media(MediaKind.AUDIO, payload, ""));
            case "file" -> Stream.of(media(MediaKind.DOCUMENT, payload, ""));
            case "sticker" -> Stream.of(sticker(stickerId(message, payload), payload));
            case "like_heart" -> Stream.of(media(MediaKind.STICKER, payload, "\u2764\uFE0F"));
            case "location" -> Stream.of(place(attachment, payload));
            // Said to everybody, not to us, and gone from Instagram after a day: kept for staff.
            case "story_mention" -> Stream.of(media(MediaKind.MENTION, payload, ""));
            // A post, a story, a short film that somebody shows us.
            case "share", "ig_story", "ig_post", "post", "reel", "ig_reel" ->
                Stream.of(media(MediaKind.OTHER, payload, ""));
            // Beside words it is only the preview of a link in them.
            case "fallback", "template" ->
                MetaJson.text(message, "text").isEmpty() ? Stream.of(something(title(attachment))) : Stream.empty();
            // What is shown once, and what Meta cannot hand on.
            case "ephemeral", "unsupported_type" -> Stream.of(something(null));
            // Made for other apps, such as appointment_booking, or a kind of the future.
            default -> type.isEmpty() ? Stream.empty() : Stream.of(something(title(attachment)));
        };
    }

    private Content image(JsonNode message, JsonNode payload) {
        String sticker = stickerId(message, payload);
        return sticker.isEmpty() ? media(MediaKind.PHOTO, payload, "") : sticker(sticker, payload);
    }

    private Content sticker(String id, JsonNode payload) {
        return media(MediaKind.STICKER, payload, THUMBS.contains(id) ? "\uD83D\uDC4D" : "");
    }

    private static String stickerId(JsonNode message, JsonNode payload) {
        String id = MetaJson.text(payload, "sticker_id");
        return id.isEmpty() ? MetaJson.text(message, "sticker_id") : id;
    }

    private Content media(MediaKind kind, JsonNode where, String words) {
        String address = MetaJson.text(where, "url");
        boolean fetchable = !address.isEmpty() && address.length() <= LONGEST_ADDRESS;
        return new Content.Media(kind, fetchable ? new Handle(channel, address) : null, words, null, null, null);
    }

    private static Content place(JsonNode attachment, JsonNode payload) {
        JsonNode point = payload.path("coordinates");
        return new Content.Location(
                point.path("lat").asDouble(Double.NaN),
                point.path("long").asDouble(Double.NaN),
                title(attachment),
                null);
    }

    /** Staff see that something came, and what it is called, which are not the citizen's words. */
    private static Content something(@Nullable String title) {
        return new Content.Media(MediaKind.OTHER, null, "", title, null, null);
    }

    private static @Nullable String title(JsonNode attachment) {
        String title = MetaJson.text(attachment, "title");
        String inside = title.isEmpty() ? MetaJson.text(attachment.path("payload"), "title") : title;
        return inside.isEmpty() ? null : inside;
    }
}
