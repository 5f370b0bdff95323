package org.guildhall.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Properties;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fails when the sample knowledge base answers worse than it did. Raise the figures when they rise. */
class QualityTests {

    /** Half a point, for the last bit of another processor's arithmetic. */
    private static final double LEEWAY = 0.005;

    @Test
    void answersNoWorseThanBefore() throws IOException {
        JsonNode now = evaluate();
        Properties reached = new Properties();
        try (InputStream in = QualityTests.class.getResourceAsStream("/knowledge/quality.properties")) {
            reached.load(Objects.requireNonNull(in));
        }
        SoftAssertions all = new SoftAssertions();
        reached.stringPropertyNames()
                .forEach(name -> all.assertThat(figure(now, name))
                        .as(name)
                        .isGreaterThanOrEqualTo(Double.parseDouble(reached.getProperty(name)) - LEEWAY));
        all.assertAll();
    }

    /** A figure where more is better. */
    private static double figure(JsonNode now, String name) {
        return switch (name) {
            case "precision" ->
                now.get("answeredRight").doubleValue() / now.get("answered").doubleValue();
            case "helped" ->
                (now.get("answeredRight").doubleValue()
                                + now.get("clarifiedRight").doubleValue())
                        / now.get("inScope").doubleValue();
            default -> now.get(name).doubleValue();
        };
    }

    private static JsonNode evaluate() {
        StringWriter out = new StringWriter();
        int exit = Commands.line()
                .setOut(new PrintWriter(out))
                .execute(
                        "evaluate",
                        "--knowledge-base",
                        "knowledge-base",
                        "--data",
                        "target",
                        "--questions",
                        "knowledge-base/questions.tsv",
                        "--json");
        assertThat(exit).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }
}
