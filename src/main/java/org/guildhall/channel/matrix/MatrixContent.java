package org.guildhall.channel.matrix;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a message is made of, in our words: https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes */
final class MatrixContent {

    /** https://www.rfc-editor.org/rfc/rfc5870#section-3.3 */
    private static final Pattern GEO =
            Pattern.compile("geo:(-?[0-9]{1,3}(?:\\.[0-9]{1,20})?),(-?[0-9]{1,3}(?:\\.[0-9]{1,20})?)(?:[,;].*)?");

    /**
     * What older apps put above an answer to a message:
     * https://spec.matrix.org/v1.12/client-server-api/#fallbacks-for-rich-replies
     */
    private static final Pattern QUOTED = Pattern.compile("\\A(?:>[^\n]*\n)+\n?");

    private MatrixContent() {}

    /** What it says; empty for what machines say, and for kinds we do not know. */
    static Optional<Content> of(JsonNode content) {
        return switch (MatrixJson.text(content, "msgtype")) {
            case "m.text", "m.emote" -> words(content);
            case "m.image" -> Optional.of(file(MediaKind.PHOTO, content));
            case "m.video" -> Optional.of(file(MediaKind.VIDEO, content));
            case "m.audio" -> Optional.of(file(voice(content) ? MediaKind.VOICE : MediaKind.AUDIO, content));
            case "m.file" -> Optional.of(file(MediaKind.DOCUMENT, content));
            case "m.location" -> place(content);
            default -> Optional.empty();
        };
    }

    /** A sticker's body says what it shows, and is no word of theirs. */
    static Content sticker(JsonNode content) {
        return new Content.Media(
                MediaKind.STICKER,
                handle(content),
                "",
                null,
                optional(content.path("info"), "mimetype"),
                size(content));
    }

    private static Optional<Content> words(JsonNode content) {
        String body = MatrixJson.text(content, "body");
        boolean answers = content.path("m.relates_to").path("m.in_reply_to").isObject();
        String words = answers ? QUOTED.matcher(body).replaceFirst("") : body;
        return words.isBlank() ? Optional.empty() : Optional.of(new Content.Text(words));
    }

    /**
     * Where both are there, the body is what stands under the file:
     * https://spec.matrix.org/latest/client-server-api/#media-captions
     */
    private static Content file(MediaKind kind, JsonNode content) {
        String body = MatrixJson.text(content, "body");
        String named = MatrixJson.text(content, "filename");
        String name = named.isEmpty() ? body : named;
        return new Content.Media(
                kind,
                handle(content),
                name.equals(body) ? "" : body,
                name.isEmpty() ? null : name,
                optional(content.path("info"), "mimetype"),
                size(content));
    }

    private static boolean voice(JsonNode content) {
        return content.path("org.matrix.msc3245.voice").isObject();
    }

    /** Where a file is encrypted it has no address here, and nobody could open it. */
    private static @Nullable Handle handle(JsonNode content) {
        String address = MatrixJson.text(content, "url");
        return MatrixFiles.ADDRESS.matcher(address).matches() ? new Handle(MatrixChannel.NAME, address) : null;
    }

    private static @Nullable Long size(JsonNode content) {
        long size = content.path("info").path("size").asLong(0);
        return size > 0 ? size : null;
    }

    private static Optional<Content> place(JsonNode content) {
        Matcher geo = GEO.matcher(MatrixJson.text(content, "geo_uri"));
        if (!geo.matches()) {
            return words(content);
        }
        return Optional.of(new Content.Location(
                Double.parseDouble(geo.group(1)), Double.parseDouble(geo.group(2)), optional(content, "body"), null));
    }

    private static @Nullable String optional(JsonNode node, String field) {
        String text = MatrixJson.text(node, field);
        return text.isEmpty() ? null : text;
    }
}
