package org.guildhall.channel.x;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What X posts, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
final class XJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private XJson() {}

    static JsonNode object(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            throw new UnreadableWebhook("not JSON");
        }
        throw new UnreadableWebhook("not a JSON object");
    }

    /** The objects in an array, or the one object that stands in its place. */
    static Stream<JsonNode> elements(JsonNode array) {
        if (array.isObject()) {
            return Stream.of(array);
        }
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).filter(JsonNode::isObject)
                : Stream.empty();
    }

    /** A field's words or number as text; empty when it is missing or something else. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }

    /** An id, which stands there as words besides where it is a number, because a number may have lost its end. */
    static String id(JsonNode node, String field) {
        String words = text(node, field + "_str");
        return words.isEmpty() ? text(node, field) : words;
    }

    /** In milliseconds, or as a date. */
    static @Nullable Instant at(JsonNode node, String field) {
        String time = text(node, field);
        if (time.matches("[0-9]{11,14}")) {
            return Instant.ofEpochMilli(Long.parseLong(time));
        }
        try {
            return time.isEmpty() ? null : Instant.parse(time);
        } catch (DateTimeException another) {
            return null;
        }
    }
}
