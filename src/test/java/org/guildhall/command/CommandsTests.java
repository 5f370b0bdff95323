package org.guildhall.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandsTests {

    @TempDir
    Path root = Path.of("");

    private final StringWriter out = new StringWriter();
    private Path articles = root;

    @BeforeEach
    void writesArticles() throws IOException {
        articles = Files.createDirectory(root.resolve("articles"));
        for (String thing : List.of("museum", "library", "theatre")) {
            Files.writeString(
                    articles.resolve(thing + ".md"),
                    "---\ntitle: " + thing + "\nquestions:\n  - where is the " + thing + "\n---\nThe " + thing
                            + " is here.\n");
        }
    }

    @Test
    void knowsItsOwnNames() {
        assertThat(Commands.named(new String[] {"lint"})).isTrue();
        assertThat(Commands.named(new String[] {"--server.port=0"})).isFalse();
        assertThat(Commands.named(new String[0])).isFalse();
    }

    @Test
    void printsTheFiguresAsOneObject() throws IOException {
        Path questions = root.resolve("questions.tsv");
        Files.writeString(questions, "where can i find the museum\tmuseum\nhow tall is mount everest\t\n");
        Path predictions = root.resolve("predictions.tsv");
        int exit =
                run("evaluate", "--questions", questions.toString(), "--json", "--predictions", predictions.toString());
        assertThat(exit).isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.propertyNames())
                .containsExactly(
                        "questions",
                        "inScope",
                        "outOfScope",
                        "top1",
                        "top3",
                        "mrr",
                        "answered",
                        "answeredRight",
                        "answeredWrong",
                        "clarified",
                        "clarifiedRight",
                        "handedOver",
                        "outOfScopeRecall",
                        "auroc",
                        "indexSeconds",
                        "p50Millis",
                        "p99Millis",
                        "dangerRecall",
                        "dangerAlarms",
                        "dangerFalseAlarms",
                        "dangerCautions");
        assertThat(json.get("dangerRecall").isNull()).as("no danger.tsv").isTrue();
        assertThat(json.get("inScope").intValue()).isEqualTo(1);
        assertThat(json.get("top1").doubleValue()).isEqualTo(1.0);
        assertThat(Files.readAllLines(predictions))
                .hasSize(2)
                .first()
                .satisfies(line -> assertThat(line.split("\t"))
                        .hasSize(5)
                        .startsWith("where can i find the museum", "museum", "museum"));
    }

    @Test
    void countsAlarmsRaisedAndMissed() throws IOException {
        Files.writeString(
                articles.resolve("fire.md"),
                "---\ntitle: Fire\nkind: danger\nquestions:\n  - my house is on fire\n---\nRing 999.\n");
        Files.writeString(
                articles.resolve("danger.tsv"),
                "help my house is on fire now\tdanger\nthe moon is made of cheese\tdanger\n"
                        + "where is the museum\tcalm\n");
        Path questions = root.resolve("questions.tsv");
        Files.writeString(questions, "where can i find the museum\tmuseum\n");
        Path alarms = root.resolve("alarms.tsv");
        assertThat(run("evaluate", "--questions", questions.toString(), "--json", "--alarms", alarms.toString()))
                .isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.get("dangerRecall").doubleValue()).isEqualTo(0.5);
        assertThat(json.get("dangerFalseAlarms").doubleValue()).isZero();
        assertThat(Files.readAllLines(alarms))
                .hasSize(3)
                .first()
                .satisfies(line -> assertThat(line).startsWith("help my house is on fire now\tdanger\tdanger\t"));
    }

    @Test
    void saysWhichLineIsNeitherDangerNorCalm() throws IOException {
        Path questions = root.resolve("questions.tsv");
        Files.writeString(questions, "where can i find the museum\tmuseum\n");
        Files.writeString(articles.resolve("danger.tsv"), "help\tmaybe\n");
        assertThat(run("evaluate", "--questions", questions.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("\"help\tmaybe\" must be a phrase");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(run("evaluate", "--questions", root.resolve("nothing.tsv").toString()))
                .isEqualTo(2);
    }

    @Test
    void failsWhenAnArticleHasAnError() throws IOException {
        assertThat(run("lint")).isZero();
        Files.writeString(articles.resolve("broken.md"), "nothing");
        assertThat(run("lint")).isEqualTo(1);
        assertThat(out.toString()).contains("error    broken.md:1: the first line must be ---");
    }

    @Test
    void printsWhatIsWrongAsOneObject() throws IOException {
        Files.writeString(articles.resolve("broken.md"), "nothing");
        assertThat(run("lint", "--json")).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.propertyNames()).containsExactly("articles", "errors", "warnings", "readingAges");
        assertThat(json.get("articles").intValue()).isEqualTo(3);
        JsonNode error = json.get("errors").get(0);
        assertThat(error.propertyNames()).containsExactly("file", "line", "what", "kind");
        assertThat(error.get("file").stringValue()).isEqualTo("broken.md");
        assertThat(error.get("line").intValue()).isEqualTo(1);
        assertThat(error.get("kind").stringValue()).isEqualTo("format");
        assertThat(out.toString()).contains("\"kind\":\"questions\"", "\"kind\":\"missing\"");
        assertThat(json.get("readingAges").propertyNames()).containsExactly("library", "museum", "theatre");
    }

    @Test
    void explainsAnAnswer() {
        run("ask", "where is the theatre", "--explain");
        assertThat(out.toString())
                .contains(
                        "theatre",
                        "Understood as: where is the theatre",
                        "Answers from",
                        "words-covered",
                        "where is the theatre [where, is, the, theatre]");
    }

    @Test
    void leavesStagesOutToShowWhatTheyAreGoodFor() throws IOException {
        Path questions = root.resolve("questions.tsv");
        Files.writeString(questions, "where is the musuem\tmuseum\n");
        assertThat(run("evaluate", "--questions", questions.toString(), "--without", "speller,classifier"))
                .isZero();
        assertThat(run("evaluate", "--questions", questions.toString(), "--without", "nothing"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("SPELLER", "SECTIONS");
    }

    private int run(String command, String... more) {
        List<String> all = new java.util.ArrayList<>(
                List.of(command, "--knowledge-base", articles.toString(), "--data", "target"));
        all.addAll(List.of(more));
        return Commands.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(all.toArray(String[]::new));
    }
}
