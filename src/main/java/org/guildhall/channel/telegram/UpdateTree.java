package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an update down to the corner we read before telegrambots binds it. Its classes refuse a whole update when one
 * field anywhere lacks what they think is required, and Telegram's own examples lack some.
 */
final class UpdateTree {

    private static final List<String> WORDS = List.of("text", "caption");

    /** What a message may carry besides words, as far as we can show it. */
    private static final List<String> MEDIA = List.of(
            "photo",
            "video",
            "video_note",
            "voice",
            "audio",
            "document",
            "sticker",
            "animation",
            "location",
            "venue",
            "contact");

    private UpdateTree() {}

    /** The update with at most a message, a changed message, a tapped button or a change of membership in it. */
    static ObjectNode pruned(JsonNode update) {
        ObjectNode pruned = withoutMedia(update);
        for (String field : List.of("message", "edited_message")) {
            if (pruned.get(field) instanceof ObjectNode message) {
                message.setAll(pick(update.path(field), MEDIA));
            }
        }
        return pruned;
    }

    /**
     * The same without what a message carries besides words. Ids of updates and messages, and when they were sent, are left to
     * us: telegrambots has less room for them.
     */
    static ObjectNode withoutMedia(JsonNode update) {
        ObjectNode pruned = JsonNodeFactory.instance.objectNode();
        put(pruned, "message", message(update.get("message")));
        put(pruned, "edited_message", message(update.get("edited_message")));
        put(pruned, "callback_query", callback(update.get("callback_query")));
        put(pruned, "my_chat_member", member(update.get("my_chat_member")));
        return pruned;
    }

    /** Whether a message carries something besides words. */
    static boolean carriesMedia(JsonNode message) {
        return MEDIA.stream().anyMatch(message::hasNonNull);
    }

    private static @Nullable ObjectNode message(@Nullable JsonNode message) {
        if (message == null || !message.isObject()) {
            return null;
        }
        ObjectNode pruned = pick(message, WORDS);
        put(pruned, "from", user(message.get("from")));
        put(pruned, "chat", chat(message.get("chat"), message.path("from")));
        return pruned;
    }

    private static @Nullable ObjectNode callback(@Nullable JsonNode callback) {
        if (callback == null || !callback.isObject()) {
            return null;
        }
        ObjectNode pruned = pick(callback, List.of("id", "data"));
        put(pruned, "from", user(callback.get("from")));
        return pruned;
    }

    private static @Nullable ObjectNode member(@Nullable JsonNode member) {
        if (member == null || !member.isObject()) {
            return null;
        }
        ObjectNode pruned = JsonNodeFactory.instance.objectNode();
        putNone(pruned, member, "date");
        put(pruned, "from", user(member.get("from")));
        put(pruned, "chat", chat(member.get("chat"), member.path("from")));
        put(pruned, "old_chat_member", membership(member.get("old_chat_member")));
        put(pruned, "new_chat_member", membership(member.get("new_chat_member")));
        return pruned;
    }

    private static @Nullable ObjectNode membership(@Nullable JsonNode membership) {
        if (membership == null || !membership.isObject()) {
            return null;
        }
        ObjectNode pruned = pick(membership, List.of("status"));
        putNone(pruned, membership, "until_date");
        put(pruned, "user", user(membership.get("user")));
        return pruned;
    }

    private static @Nullable ObjectNode user(@Nullable JsonNode user) {
        if (user == null || !user.isObject()) {
            return null;
        }
        ObjectNode pruned = pick(user, List.of("id", "is_bot", "first_name", "last_name", "language_code"));
        if (!pruned.path("is_bot").isBoolean()) {
            pruned.put("is_bot", false);
        }
        if (!pruned.path("first_name").isTextual()) {
            pruned.put("first_name", "");
        }
        return pruned;
    }

    /** A chat without a type is private when its id is the person's own. */
    static @Nullable ObjectNode chat(@Nullable JsonNode chat, JsonNode from) {
        if (chat == null || !chat.isObject()) {
            return null;
        }
        ObjectNode pruned = pick(chat, List.of("id", "type"));
        if (!pruned.path("type").isTextual()) {
            pruned.put("type", chat.path("id").equals(from.path("id")) ? "private" : "unknown");
        }
        return pruned;
    }

    private static ObjectNode pick(JsonNode from, List<String> fields) {
        ObjectNode picked = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            JsonNode value = from.get(field);
            if (value != null && !value.isNull()) {
                picked.set(field, value);
            }
        }
        return picked;
    }

    /** A time that telegrambots insists on and nobody looks at: it has no room for one after January 2038. */
    private static void putNone(ObjectNode into, JsonNode from, String time) {
        if (from.hasNonNull(time)) {
            into.put(time, 0);
        }
    }

    private static void put(ObjectNode into, String field, @Nullable ObjectNode value) {
        if (value != null) {
            into.set(field, value);
        }
    }
}
