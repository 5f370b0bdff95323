package org.guildhall.channel.slack;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Slack posts, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
final class SlackJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SlackJson() {}

    /**
     * The object that this is.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
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

    /**
     * The fields of a form; of one that comes twice the first counts.
     *
     * @throws UnreadableWebhook when it is no form
     */
    static Map<String, String> form(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] both = field.split("=", 2);
            try {
                fields.putIfAbsent(
                        URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                        both.length == 2 ? URLDecoder.decode(both[1], StandardCharsets.UTF_8) : "");
            } catch (IllegalArgumentException notEncoded) {
                throw new UnreadableWebhook("not a form");
            }
        }
        return fields;
    }

    /** The objects in an array; none when it is no array. */
    static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).filter(JsonNode::isObject)
                : Stream.empty();
    }

    /** A field's words or number as text; empty when it is missing or something else. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }
}
