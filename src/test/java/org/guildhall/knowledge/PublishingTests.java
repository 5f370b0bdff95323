package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Against real PostgreSQL. */
class PublishingTests {

    @TempDir
    Path root = Path.of("");

    private final Database database = TestDatabase.migrated().database();
    private final Publications publications = new Publications();
    private final MockEnvironment environment = new MockEnvironment();
    private Publishing publishing = publishing();

    @BeforeEach
    void startsWithTwoArticles() throws IOException {
        publishing = publishing();
        write("bins.md", Sample.article("Bins", "On Monday."));
        write("tip.md", Sample.article("Tip", "At nine."));
        assertThat(publishing.publish()).isTrue();
    }

    @Test
    void startsAtVersionOne() {
        assertThat(versions()).isEqualTo(Map.of("bins", 1, "tip", 1));
    }

    @Test
    void publishesNothingWhenNothingChanged() {
        assertThat(publishing.publish()).isFalse();
        assertThat(publishing().publish()).as("after a restart").isFalse();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void raisesTheVersionOfWhatChangedOnly() throws IOException {
        write("bins.md", Sample.article("Bins", "On Tuesday."));
        assertThat(publishing.publish()).isTrue();
        assertThat(versions()).isEqualTo(Map.of("bins", 2, "tip", 1));
    }

    @Test
    void keepsTheLastGoodVersionOfABrokenArticle() throws IOException {
        write("bins.md", "---\nteam: waste\n---\nNo title.");
        assertThat(publishing.publish()).isFalse();
        assertThat(versions()).isEqualTo(Map.of("bins", 1, "tip", 1));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("bins.md");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.reason()).contains("title");
        });
    }

    @Test
    void publishesTheCouncilsDetailsAndTheirChanges() throws IOException {
        write("council.yaml", "bins:\n  day: Monday\n");
        write("bins.md", Sample.article("Bins", "On {{bins.day}}."));
        assertThat(publishing.publish()).as("the same words as before").isFalse();
        write("council.yaml", "bins:\n  day: Tuesday\n");
        assertThat(publishing.publish()).isTrue();
        assertThat(versions()).isEqualTo(Map.of("bins", 2, "tip", 1));
    }

    @Test
    void keepsTheLastGoodVersionOfAnArticleWithoutItsValue() throws IOException {
        write("bins.md", Sample.article("Bins", "On {{bins.day}}."));
        assertThat(publishing.publish()).isFalse();
        assertThat(versions()).isEqualTo(Map.of("bins", 1, "tip", 1));
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("bins.md");
            assertThat(problem.line()).isEqualTo(7);
            assertThat(problem.reason()).contains("{{bins.day}}", "council.yaml");
        });
    }

    @Test
    void letsWhatAnOperatorSetWinOverTheFile() throws IOException {
        environment.setProperty("guildhall.council.phone", "01632 960 001");
        write("council.yaml", "council:\n  phone: 01632 960 123\n");
        write("bins.md", Sample.article("Bins", "Ring {{council.phone}}."));
        publishing().publish();
        assertThat(sources()).anyMatch(source -> source.contains("Ring 01632 960 001."));
    }

    @Test
    void forgetsProblemsThatWereMended() throws IOException {
        write("new.md", "nothing");
        publishing.publish();
        assertThat(problems()).hasSize(1);
        write("new.md", Sample.article("New", "Here."));
        publishing.publish();
        assertThat(problems()).isEmpty();
        assertThat(versions()).containsEntry("new", 1);
    }

    @Test
    void takesDownWhatWasRemoved() throws IOException {
        Files.delete(root.resolve("tip.md"));
        assertThat(publishing.publish()).isTrue();
        assertThat(versions()).containsOnlyKeys("bins");
    }

    @Test
    void givesTheOldVersionBackToAFileThatReturns() throws IOException {
        Files.delete(root.resolve("tip.md"));
        publishing.publish();
        write("tip.md", Sample.article("Tip", "At nine."));
        publishing.publish();
        assertThat(versions()).containsEntry("tip", 1);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void leavesEverythingWhenTheFolderIsEmptyOrMissing() throws IOException {
        Files.delete(root.resolve("tip.md"));
        Files.delete(root.resolve("bins.md"));
        assertThat(publishing.publish()).isFalse();
        Files.delete(root);
        assertThat(publishing.publish()).isFalse();
        assertThat(versions()).containsOnlyKeys("bins", "tip");
    }

    @Test
    void publishesWhenOnlySynonymsChanged() throws IOException {
        write("synonyms.txt", "tip, dump");
        assertThat(publishing.publish()).isTrue();
        assertThat(edition().synonyms()).isEqualTo("tip, dump");
        assertThat(versions()).isEqualTo(Map.of("bins", 1, "tip", 1));
    }

    @Test
    void publishesOnceWhenManyNodesSeeTheSameChange() throws Exception {
        write("bins.md", Sample.article("Bins", "On Friday."));
        Callable<Boolean> node = () -> publishing().publish();
        try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
            List<Boolean> published = nodes.invokeAll(List.of(node, node, node, node)).stream()
                    .map(future -> future.resultNow())
                    .toList();
            assertThat(published).containsOnlyOnce(true);
        }
        assertThat(versions()).containsEntry("bins", 2);
        assertThat(count()).isEqualTo(2);
    }

    private List<String> sources() {
        return database.inTransaction(sql -> sql.sql("select source from article_versions")
                .query(String.class)
                .list());
    }

    private Publishing publishing() {
        KnowledgeSettings settings =
                new KnowledgeSettings(root, Path.of("target"), new KnowledgeSettings.Assistant(0.95, 0.2));
        return new Publishing(database, publications, new Signals(), settings, environment);
    }

    private Edition edition() {
        return database.inTransaction(
                sql -> publications.edition(sql, publications.latest(sql).orElseThrow()));
    }

    private Map<String, Integer> versions() {
        return edition().articles().stream()
                .collect(Collectors.toMap(version -> version.article().id(), ArticleVersion::version));
    }

    private List<Problem> problems() {
        return database.inTransaction(publications::problems);
    }

    private long count() {
        return database.inTransaction(sql ->
                sql.sql("select count(*) from publications").query(Long.class).single());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }
}
