package org.guildhall.channel.whatsapp;

import java.util.List;
import java.util.Optional;
import org.guildhall.channel.meta.MetaJson;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a WhatsApp message is made of, in our words:
 * https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples
 */
final class MessageContent {

    private MessageContent() {}

    /** What it says; empty for kinds we do not know. Several only for several cards with names and numbers. */
    static List<Content> of(JsonNode message) {
        String type = MetaJson.text(message, "type");
        JsonNode inside = message.path(type);
        return switch (type) {
            case "text" -> List.of(new Content.Text(MetaJson.text(inside, "body")));
            case "button" -> List.of(new Content.Text(MetaJson.text(inside, "text")));
            case "interactive" -> permission(inside) ? List.of() : List.of(picked(inside));
            case "image" -> List.of(media(MediaKind.PHOTO, inside));
            case "video" -> List.of(media(MediaKind.VIDEO, inside));
            case "audio" -> List.of(media(voice(inside) ? MediaKind.VOICE : MediaKind.AUDIO, inside));
            case "voice" -> List.of(media(MediaKind.VOICE, inside));
            case "document" -> List.of(media(MediaKind.DOCUMENT, inside));
            case "sticker" -> List.of(media(MediaKind.STICKER, inside));
            case "location" -> List.of(place(inside));
            case "contacts" -> cards(inside);
            // Things a person sends on purpose that we cannot show as they are; staff see that something came.
            case "order" -> List.of(something(MetaJson.text(inside, "text")));
            case "unsupported" -> List.of(something(""));
            default -> withheld(message) ? List.of(something("")) : List.of();
        };
    }

    /** Whether it says only that we may ring, or may not, which we never ask. */
    private static boolean permission(JsonNode interactive) {
        return MetaJson.text(interactive, "type").equals("call_permission_reply");
    }

    /** Whether Meta says why it cannot hand it on. Older versions call such a message {@code unknown}. */
    private static boolean withheld(JsonNode message) {
        return MetaJson.elements(message.path("errors")).findAny().isPresent();
    }

    /** The id of the choice that was tapped, or null. */
    static @Nullable String choice(JsonNode message) {
        String type = MetaJson.text(message, "type");
        JsonNode inside = message.path(type);
        String id = switch (type) {
            case "button" -> MetaJson.text(inside, "payload");
            case "interactive" -> MetaJson.text(reply(inside), "id");
            default -> "";
        };
        return id.isEmpty() ? null : id;
    }

    private static Content picked(JsonNode interactive) {
        JsonNode reply = reply(interactive);
        if (reply.isMissingNode()) {
            // A form that was filled in, or a kind of the future.
            return something(MetaJson.text(interactive.path("nfm_reply"), "body"));
        }
        String title = MetaJson.text(reply, "title");
        String description = MetaJson.text(reply, "description");
        // A choice whose title is too long for a row stands there with its number, and its words below.
        return new Content.Text(title.matches("[0-9]{1,2}") && !description.isEmpty() ? description : title);
    }

    private static JsonNode reply(JsonNode interactive) {
        JsonNode button = interactive.path("button_reply");
        return button.isObject() ? button : interactive.path("list_reply");
    }

    private static boolean voice(JsonNode audio) {
        return audio.path("voice").asBoolean(false);
    }

    private static Content media(MediaKind kind, JsonNode file) {
        String id = MetaJson.text(file, "id");
        return new Content.Media(
                kind,
                id.isEmpty() ? null : new Handle(WhatsAppChannel.NAME, id),
                MetaJson.text(file, "caption"),
                optional(file, "filename"),
                optional(file, "mime_type"),
                null);
    }

    private static Content place(JsonNode place) {
        return new Content.Location(
                place.path("latitude").asDouble(Double.NaN),
                place.path("longitude").asDouble(Double.NaN),
                optional(place, "name"),
                optional(place, "address"));
    }

    private static List<Content> cards(JsonNode cards) {
        List<Content> read = MetaJson.elements(cards).map(MessageContent::card).toList();
        return read.isEmpty() ? List.of(something("")) : read;
    }

    private static Content card(JsonNode card) {
        Optional<String> phone = MetaJson.elements(card.path("phones"))
                .map(number -> MetaJson.text(number, "phone"))
                .filter(number -> !number.isEmpty())
                .findFirst();
        return new Content.Contact(optional(card.path("name"), "formatted_name"), phone.orElse(null));
    }

    private static Content something(String words) {
        return new Content.Media(MediaKind.OTHER, null, words, null, null, null);
    }

    private static @Nullable String optional(JsonNode node, String field) {
        String text = MetaJson.text(node, field);
        return text.isEmpty() ? null : text;
    }
}
