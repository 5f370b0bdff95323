package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** What was published stays, and what was said of it is counted; against real PostgreSQL. */
class VersionsTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path root = Path.of("");

    private final Database database = TestDatabase.migrated().database();
    private final Publications publications = new Publications();
    private final Versions versions = new Versions(database);
    private final Helped helped = new Helped(database);

    @BeforeEach
    void publishesThreeTimes() throws IOException {
        write("bins.md", Sample.article("Bins", "On Monday."));
        write("tip.md", Sample.article("Tip", "At nine."));
        publish();
        write("bins.md", Sample.article("Bins", "On Tuesday."));
        publish();
        Files.delete(root.resolve("tip.md"));
        publish();
    }

    @Test
    void keepsWhatWasSaidBefore() {
        assertThat(versions.find("bins", 1)
                        .orElseThrow()
                        .version()
                        .shortAnswer()
                        .text())
                .isEqualTo("On Monday.");
        assertThat(versions.of("bins"))
                .extracting(kept -> kept.version().version())
                .containsExactly(2, 1);
        assertThat(versions.find("bins", 3)).isEmpty();
        assertThat(versions.find("nothing", 1)).isEmpty();
        assertThat(versions.names())
                .containsExactlyInAnyOrder(
                        new Versions.Name("bins", 1), new Versions.Name("bins", 2), new Versions.Name("tip", 1));
    }

    @Test
    void tellsWhatIsNoLongerSaid() {
        assertThat(versions.gone(latest()))
                .singleElement()
                .satisfies(kept -> assertThat(kept.version().article().id()).isEqualTo("tip"));
    }

    @Test
    void tellsWhenAnArticleFirstCameAndWhenItChanged() {
        Map<String, Versions.Dates> dates = versions.dates(latest());
        assertThat(dates).containsOnlyKeys("bins");
        Versions.Dates bins = Objects.requireNonNull(dates.get("bins"));
        assertThat(bins.first()).isBefore(bins.latest());
        assertThat(bins.latest())
                .isEqualTo(versions.find("bins", 2).orElseThrow().published());
    }

    @Test
    void countsWhetherAVersionHelped() {
        assertThat(helped.count("bins", 2, true).block(SOON)).isTrue();
        assertThat(helped.count("bins", 2, false).block(SOON)).isTrue();
        assertThat(helped.count("bins", 2, false).block(SOON)).isTrue();
        assertThat(helped.count("bins", 1, true).block(SOON)).isTrue();
        assertThat(helped.helpedLeast().block(SOON))
                .isEqualTo(
                        List.of(new Helped.Count("bins", 2, "Bins", 1, 2), new Helped.Count("bins", 1, "Bins", 1, 0)));
    }

    @Test
    void countsNothingForWhatWasNeverPublished() {
        assertThat(helped.count("bins", 9, true).block(SOON)).isFalse();
        assertThat(helped.count("no-such", 1, true).block(SOON)).isFalse();
        assertThat(helped.helpedLeast().block(SOON)).isEmpty();
    }

    private long latest() {
        return database.<Long>inTransaction(publications::latestId);
    }

    private void publish() {
        KnowledgeSettings settings = new KnowledgeSettings(root, root, new KnowledgeSettings.Assistant(0.95, 0.2));
        assertThat(new Publishing(database, publications, new Signals(), settings, new MockEnvironment()).publish())
                .isTrue();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }
}
