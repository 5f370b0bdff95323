package org.guildhall.channel;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** JSON as its single values, each under the way to it, so that two bodies are compared field by field. */
final class Fields {

    private Fields() {}

    /** The values, for instance {@code /text/body} and {@code "Monday"}; a field that is null is as if it were not there. */
    static Map<String, String> of(JsonNode body) {
        Map<String, String> fields = new TreeMap<>();
        collect("", body, fields);
        return fields;
    }

    private static void collect(String way, JsonNode value, Map<String, String> fields) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> collect(way + "/" + field.getKey(), field.getValue(), fields));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                collect(way + "/" + i, value.path(i), fields);
            }
        } else if (!value.isNull()) {
            fields.put(way, value.toString());
        }
    }
}
