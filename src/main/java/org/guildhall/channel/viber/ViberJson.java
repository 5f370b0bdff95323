package org.guildhall.channel.viber;

import org.guildhall.channel.UnreadableWebhook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What Viber posts, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
final class ViberJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ViberJson() {}

    /**
     * The object that a body is.
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

    /** The same of words that may be anything; missing when they are none. */
    static JsonNode lenient(String words) {
        try {
            return words.startsWith("{") ? JSON.readTree(words) : MissingNode.getInstance();
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** A field's words or number as text, of which a token's 64 bits lose none; empty when it is something else. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }
}
