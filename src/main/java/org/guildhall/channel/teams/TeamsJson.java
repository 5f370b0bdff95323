package org.guildhall.channel.teams;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What Teams posts, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
final class TeamsJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TeamsJson() {}

    /**
     * The object that a body is.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
    static JsonNode object(byte[] body) {
        JsonNode tree = tree(body);
        if (!tree.isObject()) {
            throw new UnreadableWebhook("not a JSON object");
        }
        return tree;
    }

    /** What it says; missing when it is no JSON. */
    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
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
