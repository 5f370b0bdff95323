package org.guildhall.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** As much of JSON Schema as our own description of the API uses; what it does not know it refuses. */
final class Schema {

    private static final List<String> KNOWN = List.of(
            "type",
            "required",
            "properties",
            "items",
            "enum",
            "oneOf",
            "$ref",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "description",
            "example");

    private final JsonNode document;

    Schema(JsonNode document) {
        this.document = document;
    }

    /** What of a response is not as the document says, for a path, a status and a media type. */
    List<String> faults(String path, int status, String mediaType, JsonNode body) {
        JsonNode response =
                resolved(document.at("/paths/" + path.replace("~", "~0").replace("/", "~1"))
                        .path("get")
                        .path("responses")
                        .path(Integer.toString(status)));
        JsonNode schema = response.path("content").path(mediaType).path("schema");
        List<String> faults = new ArrayList<>();
        if (schema.isMissingNode()) {
            faults.add("nothing is said of " + path + " " + status + " " + mediaType);
        } else {
            check(schema, body, "$", faults);
        }
        return faults;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? document.at(reference.stringValue().substring(1)) : node;
    }

    private void check(JsonNode written, JsonNode value, String where, List<String> faults) {
        JsonNode schema = resolved(written);
        schema.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> faults.add(where + ": this test does not know " + name));
        JsonNode choices = schema.path("oneOf");
        if (choices.isArray()) {
            long fitting = choices.valueStream()
                    .filter(choice -> {
                        List<String> own = new ArrayList<>();
                        check(choice, value, where, own);
                        return own.isEmpty();
                    })
                    .count();
            if (fitting != 1) {
                faults.add(where + ": fits " + fitting + " of its choices");
            }
        }
        if (schema.has("type") && !typed(schema.get("type"), value)) {
            faults.add(where + ": is " + value.getNodeType() + " and not " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            faults.add(where + ": is not one of " + schema.get("enum"));
        }
        numbers(schema, value, where, faults);
        if (value.isString() && !formatted(text(schema, "format"), text(schema, "pattern"), value.stringValue())) {
            faults.add(where + ": is not written as it should be");
        }
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.stringValue())) {
                faults.add(where + ": has no " + name);
            }
        }
        if (value.isObject() && schema.has("properties")) {
            for (String name : value.propertyNames()) {
                if (schema.get("properties").has(name)) {
                    check(schema.get("properties").get(name), value.get(name), where + "." + name, faults);
                } else {
                    faults.add(where + ": nobody has told of " + name);
                }
            }
        }
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> check(schema.get("items"), item, where + "[]", faults));
        }
    }

    private static @Nullable String text(JsonNode schema, String name) {
        return schema.has(name) ? schema.get(name).stringValue() : null;
    }

    private static void numbers(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (value.isNumber()
                        && schema.has("minimum")
                        && value.doubleValue() < schema.get("minimum").doubleValue()
                || value.isNumber()
                        && schema.has("maximum")
                        && value.doubleValue() > schema.get("maximum").doubleValue()) {
            faults.add(where + ": " + value + " is too small or too large");
        }
    }

    private static boolean typed(JsonNode type, JsonNode value) {
        return type.isArray()
                ? type.valueStream().anyMatch(each -> typed(each, value))
                : switch (type.stringValue()) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isString();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "null" -> value.isNull();
                    default -> false;
                };
    }

    private static boolean formatted(@Nullable String format, @Nullable String pattern, String value) {
        boolean fits =
                pattern == null || Pattern.compile(pattern).matcher(value).find();
        return fits
                && switch (format == null ? "" : format) {
                    case "uri" -> value.matches("https?://\\S+");
                    case "date" -> value.matches("\\d{4}-\\d{2}-\\d{2}");
                    default -> true;
                };
    }
}
