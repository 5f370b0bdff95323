package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

/** From a file in the folder to an answer, with real PostgreSQL between. */
class LiveAnswersTests {

    /** Two seconds are promised; the rest is for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path root = Path.of("");

    @TempDir
    Path data = Path.of("");

    private final Database database = TestDatabase.migrated().database();
    private final List<Node> nodes = new ArrayList<>();

    /** One server's share of the knowledge room. */
    private record Node(LiveAnswers answers, FolderWatch watch) {

        void stop() {
            watch.stop();
            answers.destroy();
        }
    }

    @BeforeEach
    void startsWithArticles() throws IOException {
        for (String thing : List.of("library", "museum", "theatre")) {
            write(thing, "The " + thing + " is open. Edition 1.");
        }
        nodes.add(node(root));
    }

    @AfterEach
    void stopsNodes() {
        nodes.forEach(Node::stop);
    }

    @Test
    void answersFromTheFirstMomentOn() {
        assertThat(answers().ask("where is the museum").best().orElseThrow().article())
                .isEqualTo("museum");
        assertThat(answers().article("library").orElseThrow().version()).isEqualTo(1);
        assertThat(answers().article("formerly-library")).isPresent();
        assertThat(answers().article("nothing")).isEmpty();
    }

    @Test
    void showsAChangeWithoutARestart() throws IOException {
        write("museum", "Closed for good.");
        await().atMost(SOON).untilAsserted(() -> {
            Passage passage = answers().article("museum").orElseThrow();
            assertThat(passage.text()).isEqualTo("Closed for good.");
            assertThat(passage.version()).isEqualTo(2);
        });
        assertThat(answers().article("library").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void seesArticlesInNewFolders() throws IOException {
        Files.createDirectories(root.resolve("deep/er"));
        write("deep/er/zoo", "Lions.");
        await().atMost(SOON).until(() -> answers().article("zoo").isPresent());
    }

    @Test
    void readsFromTheDatabaseOnANodeWithoutAFolder() {
        Node other = node(root.resolve("nowhere"));
        nodes.add(other);
        assertThat(other.answers().article("theatre")).isPresent();
    }

    @Test
    void whatHasBeenDecidedIsNoLongerGuessed() throws IOException {
        List<String> hurried = Files.readAllLines(Sample.FOLDER.resolve("questions.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1)[0])
                .filter(question -> !question.isBlank() && answers().pressing(question))
                .toList();

        List<String> danger = hurried.stream()
                .filter(question -> answers().ask(question).verdict() == Finding.Verdict.DANGER)
                .toList();

        assertThat(danger).hasSizeLessThan(hurried.size());
        assertThat(hurried).filteredOn(answers()::pressing).isEqualTo(danger);
    }

    @Test
    void keepsWhatItLearntForTheNextStart() {
        String kept = calibration();
        assertThat(Calibration.of(kept, Aims.USUAL)).isPresent();
        assertThat(Calibration.of(kept, new Aims(0.9, 0.2)))
                .as("for other aims")
                .isEmpty();
    }

    /** A node on an empty data folder and an empty database, beside which the warm-up left what it learnt. */
    @Test
    void aFirstStartTakesWhatWasFoundOutBeforehand() throws IOException {
        Calibration usual = Calibration.USUAL;
        Calibration told = new Calibration(
                usual.method(),
                usual.aims(),
                usual.blend(),
                usual.confidence(),
                usual.thresholds(),
                usual.smalltalk(),
                0.123,
                77);
        Edition edition = answers().edition();
        Path beforehand = root.resolve("beforehand");
        new LearntFile(beforehand)
                .keep(edition, new Learnt(Learnt.nothing(edition).classifier(), told));
        nodes.getFirst().stop();
        nodes.clear();
        database.inTransaction(sql -> sql.sql("update publications set calibration = null, classifier = null")
                .update());
        FileSystemUtils.deleteRecursively(data.resolve("embeddings"));

        System.setProperty(Beforehand.FOLDER, beforehand.toString());
        try {
            nodes.add(node(root));
        } finally {
            System.clearProperty(Beforehand.FOLDER);
        }

        assertThat(calibration()).isEqualTo(told.json());
        assertThat(data.resolve("embeddings/learnt")).exists();
    }

    private String calibration() {
        return database.inTransaction(sql -> sql.sql("select calibration from publications order by id desc limit 1")
                .query(String.class)
                .single());
    }

    @Test
    void neverAnswersEmptyWhileItIsSwapped() throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> citizens = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            citizens.add(Thread.ofVirtual().start(() -> {
                while (going.get()) {
                    String text = answers().article("museum").map(Passage::text).orElse("missing");
                    String best = answers()
                            .ask("where is the museum")
                            .best()
                            .map(Passage::article)
                            .orElse("missing");
                    asked.incrementAndGet();
                    if (!text.startsWith("The museum is open.") || !best.equals("museum")) {
                        wrong.add(text + " " + best);
                    }
                }
            }));
        }
        for (int edition = 2; edition <= 5; edition++) {
            String text = "The museum is open. Edition " + edition + ".";
            write("museum", text);
            await().atMost(SOON)
                    .until(() -> answers()
                            .article("museum")
                            .map(Passage::text)
                            .orElse("")
                            .equals(text));
        }
        going.set(false);
        for (Thread citizen : citizens) {
            citizen.join();
        }
        assertThat(asked).hasPositiveValue();
        assertThat(wrong).isEmpty();
    }

    @Test
    void answersAgainWhenItIsStartedAgain() {
        LiveAnswers answers = answers();
        answers.stop();
        assertThat(answers.ready()).isFalse();
        answers.start();
        assertThat(answers.ask("where is the museum").best().orElseThrow().article())
                .isEqualTo("museum");
    }

    private LiveAnswers answers() {
        return nodes.getFirst().answers();
    }

    private Node node(Path folder) {
        KnowledgeSettings settings = new KnowledgeSettings(folder, data, new KnowledgeSettings.Assistant(0.95, 0.2));
        Publications publications = new Publications();
        Signals signals = new Signals();
        Node node = new Node(
                new LiveAnswers(database, publications, signals, settings),
                new FolderWatch(
                        new Publishing(database, publications, signals, settings, new StandardEnvironment()),
                        settings));
        node.answers().afterPropertiesSet();
        node.watch().start();
        node.answers().start();
        await().atMost(SOON).until(() -> !node.answers().edition().articles().isEmpty());
        return node;
    }

    private void write(String id, String answer) throws IOException {
        String name = id.substring(id.lastIndexOf('/') + 1);
        String source =
                Sample.article(name, answer).replace("team: waste", "team: waste\nformerly: [formerly-" + name + "]");
        Files.writeString(root.resolve(id + ".md"), source);
    }
}
