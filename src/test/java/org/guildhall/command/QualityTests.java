package org.guildhall.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fails when the sample knowledge base answers worse than it did. Raise the figures when they rise. */
class QualityTests {

    /** Half a point, for the last bit of another processor's arithmetic. */
    private static final double LEEWAY = 0.005;

    /** The public question sets lie beside the project where it is built centrally; they are not part of it. */
    private static final Path SHARED = Path.of("..", "shared", "data");

    @Test
    void answersNoWorseThanBefore() throws IOException {
        compare(Path.of("knowledge-base"), Path.of("knowledge-base", "questions.tsv"), "quality");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinc150", "stackfaq"})
    void answersPublicQuestionsNoWorseThanBefore(String set) throws IOException {
        Path folder = SHARED.resolve(set);
        assumeTrue(Files.isDirectory(folder), "no public question sets here");
        compare(folder.resolve("knowledge-base"), folder.resolve("test.tsv"), "quality-" + set);
    }

    private static void compare(Path articles, Path questions, String kept) throws IOException {
        JsonNode now = evaluate(articles, questions);
        Properties reached = new Properties();
        try (InputStream in = QualityTests.class.getResourceAsStream("/knowledge/" + kept + ".properties")) {
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
            case "answeredRight" ->
                now.get("answeredRight").doubleValue() / now.get("inScope").doubleValue();
            case "helped" ->
                (now.get("answeredRight").doubleValue()
                                + now.get("clarifiedRight").doubleValue())
                        / now.get("inScope").doubleValue();
            case "dangerCalm" -> 1 - now.get("dangerFalseAlarms").doubleValue();
            default -> now.get(name).doubleValue();
        };
    }

    private static JsonNode evaluate(Path articles, Path questions) {
        StringWriter out = new StringWriter();
        int exit = Commands.line()
                .setOut(new PrintWriter(out))
                .execute(
                        "evaluate",
                        "--knowledge-base",
                        articles.toString(),
                        "--data",
                        "target",
                        "--questions",
                        questions.toString(),
                        "--json");
        assertThat(exit).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }
}
