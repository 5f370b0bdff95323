package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTests {

    @TempDir
    Path root = Path.of("");

    @Test
    void findsWhatAnEditorShouldLookAt() throws IOException {
        Files.writeString(
                root.resolve("a.md"),
                Sample.article("Bins", "See [here](htp:/x) or [there](https://www.marlbridge.example/x)."));
        Files.writeString(
                root.resolve("b.md"), Sample.article("Bins", "Text.").replace("team: waste", "review-by: 2020-01-01"));
        Lint lint = Lint.of(Folder.read(root, Map.of()), LocalDate.of(2026, 1, 1));
        assertThat(lint.errors()).isEmpty();
        List<String> reasons = lint.warnings().stream().map(Problem::toString).toList();
        assertThat(reasons)
                .anyMatch(text -> text.startsWith("a.md:7: the link to \"htp:/x\""))
                .anyMatch(text -> text.startsWith("a.md:1: only 1 questions"))
                .anyMatch(text -> text.startsWith("a.md:1: no review-by"))
                .anyMatch(text -> text.startsWith("b.md:1: review-by 2020-01-01 has passed"))
                .anyMatch(text -> text.contains("is also in a"))
                .anyMatch(text -> text.contains("no article of kind danger"))
                .anyMatch(text -> text.contains("talk-to-a-person"))
                .noneMatch(text -> text.contains("marlbridge.example"));
    }

    @Test
    void namesLanguagesAndOriginalsThatDoNotExist() throws IOException {
        Files.writeString(
                root.resolve("a.md"),
                Sample.article("Kosze", "Tekst.").replace("team: waste", "language: pl\ntranslation-of: nothing"));
        Files.writeString(root.resolve("b.md"), Sample.article("Bins", "Text.").replace("team: waste", "language: qq"));
        Files.writeString(
                root.resolve("c.md"),
                Sample.article("Biniau", "Testun.").replace("team: waste", "language: cy-GB\ntranslation-of: b"));
        Files.writeString(root.resolve("synonyms.txt"), "pl: kosz, pojemnik\nqq: one, two\n");
        Lint lint = Lint.of(Folder.read(root, Map.of()), LocalDate.of(2026, 1, 1));
        assertThat(lint.errors().stream().map(Problem::toString))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("a.md:6: \"translation-of\" names nothing"))
                .anyMatch(text -> text.startsWith("b.md:5: \"language\" is qq"))
                .anyMatch(text -> text.startsWith("synonyms.txt:2: \"qq\" is no language code"));
        assertThat(lint.articles()).isEqualTo(1);
    }

    @Test
    void hasNoErrorInTheSampleKnowledgeBase() {
        assertThat(Lint.of(Sample.FOLDER).errors()).isEmpty();
    }

    @Test
    void findsNothingToMendInTheDrafts() {
        Lint lint = Lint.of(Path.of("drafts", "knowledge-base"));
        assertThat(lint.articles()).isGreaterThan(300);
        assertThat(lint.errors()).isEmpty();
    }

    @Test
    void measuresReadingAge() {
        double easy = ReadingAge.of("Put the bin out by six. We take it in the day. Shut the lid.");
        double hard = ReadingAge.of(
                "Notwithstanding the aforementioned administrative considerations, residents experiencing difficulties"
                        + " regarding refuse collection should immediately communicate with environmental services.");
        assertThat(easy).isBetween(2.0, 8.0);
        assertThat(hard).isGreaterThan(18.0);
        assertThat(ReadingAge.of("")).isZero();
    }
}
