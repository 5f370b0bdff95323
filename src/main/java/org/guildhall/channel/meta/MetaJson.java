package org.guildhall.channel.meta;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Meta posts, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
public final class MetaJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MetaJson() {}

    /**
     * The object that a body is.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
    public static JsonNode object(byte[] body) {
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

    /** The objects in an array; none when it is no array. */
    public static Stream<JsonNode> elements(JsonNode array) {
        return values(array).filter(JsonNode::isObject);
    }

    /** The words and numbers in an array, as text; none when it is no array. */
    public static Stream<String> texts(JsonNode array) {
        return values(array).map(MetaJson::text).filter(text -> !text.isEmpty());
    }

    /** A field's words or number as text; empty when it is missing or something else. */
    public static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }

    private static Stream<JsonNode> values(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }
}
