package org.guildhall.channel.matrix;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a homeserver sends, of which nothing is taken for granted: a missing, empty or odd field is as if it were not there. */
final class MatrixJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MatrixJson() {}

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

    /** The objects in an array; none when it is no array. */
    static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false).filter(JsonNode::isObject)
                : Stream.empty();
    }

    /** The words in an array; none when it is no array. */
    static Stream<String> texts(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false)
                        .map(word -> word.stringValue(""))
                        .filter(word -> !word.isEmpty())
                : Stream.empty();
    }

    /** A field's words; empty when it is missing or something else. */
    static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }
}
