package org.guildhall.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.privacy.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the audit leaves the house: for spreadsheets, or one JSON object a line. */
enum AuditExport {
    /** https://www.rfc-editor.org/rfc/rfc4180 */
    CSV(MediaType.parseMediaType("text/csv;charset=UTF-8")) {
        @Override
        String beginning() {
            return row("at", "who", "action", "subject", "address", "details");
        }

        @Override
        String line(Audit.Line line) {
            return row(line.at().toString(), line.who(), line.action(), line.subject(), line.address(), line.details());
        }

        private String row(@Nullable String... cells) {
            return Stream.of(cells).map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n"));
        }
    },

    /** https://jsonlines.org */
    JSONL(MediaType.parseMediaType("application/jsonl")) {
        @Override
        String beginning() {
            return "";
        }

        @Override
        String line(Audit.Line line) {
            return json(line) + "\n";
        }
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MediaType type;

    AuditExport(MediaType type) {
        this.type = type;
    }

    /** The one that is called so; empty when none is. */
    static Optional<AuditExport> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    MediaType type() {
        return type;
    }

    /** What comes before the first line. */
    abstract String beginning();

    /** A line with its end. */
    abstract String line(Audit.Line line);

    /** A line as programs get it. */
    static ObjectNode json(Audit.Line line) {
        return JSON.createObjectNode()
                .put("id", line.id())
                .put("at", line.at().toString())
                .put("who", line.who())
                .put("action", line.action())
                .put("subject", line.subject())
                .put("address", line.address())
                .set("details", JSON.readTree(line.details()));
    }

    /** A spreadsheet takes what begins like a formula for one. */
    private static String cell(@Nullable String value) {
        String words = value == null ? "" : value;
        String inert = words.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + words : words;
        return "\"" + inert.replace("\"", "\"\"") + "\"";
    }
}
