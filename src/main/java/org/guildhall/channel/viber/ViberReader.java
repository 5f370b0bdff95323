package org.guildhall.channel.viber;

import java.time.Instant;
import java.util.List;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Viber posts, one event in each call (https://developers.viber.com/docs/api/rest-bot-api/#callbacks). The call
 * that registers the webhook, a chat that is merely opened and kinds we do not know carry nothing.
 */
final class ViberReader {

    /** Viber's words for why may repeat ours. */
    private static final String FAILED = ViberErrors.reason("failed");

    private ViberReader() {}

    /**
     * Reads one body.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
    static List<Inbound> read(byte[] body) {
        JsonNode event = ViberJson.object(body);
        return switch (ViberJson.text(event, "event")) {
            case "message" -> message(event);
            case "delivered" -> receipt(event, Stage.DELIVERED, "delivered", null);
            case "seen" -> receipt(event, Stage.READ, "read", null);
            case "failed" -> receipt(event, Stage.FAILED, "failed", FAILED);
            case "subscribed" -> changed(event, false);
            case "unsubscribed" -> changed(event, true);
            default -> List.of();
        };
    }

    /** Whether somebody who is no subscriber yet has opened the chat. */
    static boolean opened(byte[] body) {
        try {
            JsonNode event = ViberJson.object(body);
            return ViberJson.text(event, "event").equals("conversation_started")
                    && !event.path("subscribed").asBoolean(false);
        } catch (UnreadableWebhook odd) {
            return false;
        }
    }

    private static List<Inbound> message(JsonNode event) {
        JsonNode sender = event.path("sender");
        Address from = address(ViberJson.text(sender, "id"));
        String token = token(event);
        if (token.isEmpty() || from.person().isEmpty()) {
            return List.of(new Inbound.Unreadable(token, from, "a message without its token or its sender"));
        }
        Content content = ViberContent.of(event.path("message"));
        if (content == null) {
            return List.of();
        }
        return List.of(new Inbound.Said(
                token,
                from,
                content,
                choice(event.path("message"), content),
                known(ViberJson.text(sender, "name")),
                known(ViberJson.text(sender, "language")),
                at(event)));
    }

    /** A tap sends the button's words; what they stand for went along with the keyboard and comes back with them. */
    private static @Nullable String choice(JsonNode message, Content content) {
        return content instanceof Content.Text(String words)
                ? known(ViberJson.text(ViberJson.lenient(ViberJson.text(message, "tracking_data")), words))
                : null;
    }

    private static List<Inbound> receipt(JsonNode event, Stage stage, String word, @Nullable String reason) {
        String token = token(event);
        Address from = address(person(event));
        return token.isEmpty() || from.person().isEmpty()
                ? List.of()
                : List.of(new Inbound.Receipt(token + ":" + word, from, token, stage, reason));
    }

    private static List<Inbound> changed(JsonNode event, boolean blocked) {
        String token = token(event);
        Address from = address(person(event));
        String word = blocked ? ":unsubscribed" : ":subscribed";
        return token.isEmpty() || from.person().isEmpty()
                ? List.of()
                : List.of(new Inbound.Blocked(token + word, from, blocked));
    }

    private static String token(JsonNode event) {
        return ViberJson.text(event, "message_token");
    }

    private static String person(JsonNode event) {
        String id = ViberJson.text(event, "user_id");
        return id.isEmpty() ? ViberJson.text(event.path("user"), "id") : id;
    }

    private static Address address(String person) {
        return new Address(ViberChannel.NAME, ViberChannel.ACCOUNT, person, person);
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }

    /** In milliseconds. */
    private static @Nullable Instant at(JsonNode event) {
        String time = ViberJson.text(event, "timestamp");
        return time.matches("[0-9]{11,14}") ? Instant.ofEpochMilli(Long.parseLong(time)) : null;
    }
}
