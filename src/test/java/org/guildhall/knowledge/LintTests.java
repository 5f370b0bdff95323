package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    @TempDir
    Path root = Path.of("");

    @Test
    void findsWhatAnEditorShouldLookAt() throws IOException {
        Files.writeString(
                root.resolve("a.md"),
                Sample.article("Bins", "See [here](htp:/x) or [there](https://www.marlbridge.example/x)."));
        Files.writeString(
                root.resolve("b.md"), Sample.article("Bins", "Text.").replace("team: waste", "review-by: 2020-01-01"));
        Lint lint = Lint.of(Folder.read(root, Map.of()), TODAY);
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
        Lint lint = Lint.of(Folder.read(root, Map.of()), TODAY);
        assertThat(lint.errors().stream().map(Problem::toString))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("a.md:6: \"translation-of\" names nothing"))
                .anyMatch(text -> text.startsWith("b.md:5: \"language\" is qq"))
                .anyMatch(text -> text.startsWith("synonyms.txt:2: \"qq\" is no language code"));
        assertThat(lint.articles()).isEqualTo(1);
    }

    @Test
    void namesLinksToArticlesThatAreNotThere() throws IOException {
        Files.writeString(
                root.resolve("a.md"),
                Sample.article("Bins", "See [one](/help/b?from=a#top), [two](/help/old-b) or [three](/help/c).")
                        .replace("team: waste", "formerly: [old-a]"));
        Files.writeString(
                root.resolve("b.md"),
                Sample.article("Tip", "See [four](/help/greeting), [five](/chat) or [six](/tip).")
                        .replace("team: waste", "formerly: [old-b]"));
        Files.writeString(
                root.resolve("greeting.md"),
                Sample.article("Hello", "Hello.").replace("team: waste", "kind: smalltalk"));
        assertThat(warnings(Problem.Kind.LINK, lint()))
                .hasSize(3)
                .anyMatch(text -> text.startsWith("a.md:7: the link to \"/help/c\" leads nowhere"))
                .anyMatch(text -> text.startsWith("b.md:7: the link to \"/help/greeting\" leads nowhere"))
                .anyMatch(text -> text.startsWith("b.md:7: the link to \"/tip\" leads nowhere"));
    }

    @Test
    void namesShortAnswersThatAreLong() throws IOException {
        Files.writeString(root.resolve("a.md"), Sample.article("Bins", "a".repeat(600)));
        Files.writeString(root.resolve("b.md"), Sample.article("Tip", "b".repeat(601)));
        assertThat(warnings(Problem.Kind.LENGTH, lint()))
                .singleElement()
                .asString()
                .startsWith("b.md:7: the short answer has 601 characters");
    }

    @Test
    void namesHardWordsAndTheirLines() throws IOException {
        Files.writeString(
                root.resolve("a.md"),
                Sample.article(
                        "Purchase a bin",
                        "Take it home.\n\n## Prior  to\nWe say \"commence\", they START.\n"
                                + "Subsequent to that see [Etc. Act 1996](https://x.example/commence), eg now."));
        assertThat(warnings(Problem.Kind.HARD_WORD, lint()))
                .containsExactly(
                        "a.md:2: \"purchase\" is a hard word. Plainer: buy",
                        "a.md:9: \"prior to\" is a hard word. Plainer: before",
                        "a.md:11: \"subsequent to\" is a hard word. Plainer: after",
                        "a.md:11: \"eg\" is a hard word. Plainer: for example, such as");
    }

    @Test
    void wantsAReasonForWhatIsHardToRead() throws IOException {
        String hard = "Notwithstanding administrative considerations, residents experiencing difficulties regarding"
                + " refuse collection should communicate with environmental services.";
        Files.writeString(root.resolve("a.md"), Sample.article("Bins", hard));
        Files.writeString(root.resolve("b.md"), Sample.article("Tip", hard));
        Files.writeString(root.resolve("c.md"), Sample.article("Park", "It is near. You can go in."));
        EditorsNotes notes = EditorsNotes.of(
                "# id, reason\nb\tthe words of the law\nc\tit was hard once\na\nd\tgone\n", "", Set.of("a", "b", "c"));
        Lint lint = Lint.of(Folder.read(root, Map.of()), notes, TODAY);
        assertThat(warnings(Problem.Kind.READING_AGE, lint))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("a.md:7: reading age"))
                .anyMatch(text -> text.startsWith("reading-age.tsv:3: c is easy enough"));
        assertThat(warnings(Problem.Kind.FORMAT, lint))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("reading-age.tsv:4: write an article's id"))
                .anyMatch(text -> text.startsWith("reading-age.tsv:5: there is no article d"));
    }

    @Test
    void readsReasonsFromTheFolder() throws IOException {
        Files.writeString(root.resolve("a.md"), Sample.article("Bins", "Text."));
        Files.writeString(root.resolve("reading-age.tsv"), "nothing\tgone\n");
        Files.writeString(root.resolve("most-asked.txt"), "# ids\na\nnobody\n");
        assertThat(warnings(Problem.Kind.FORMAT, Lint.of(root)))
                .anyMatch(text -> text.startsWith("reading-age.tsv:1: there is no article nothing"))
                .anyMatch(text -> text.startsWith("most-asked.txt:3: there is no article nobody"));
    }

    @Test
    void namesTranslationsThatAreMissing() throws IOException {
        Files.writeString(
                root.resolve("fire.md"), Sample.article("Fire", "Ring 999.").replace("team: waste", "kind: danger"));
        for (String id : List.of("bins", "tip", "park")) {
            Files.writeString(root.resolve(id + ".md"), Sample.article(id, "Text."));
        }
        Files.writeString(root.resolve("bins-cy.md"), translation("bins", "Testun."));
        EditorsNotes notes = EditorsNotes.of("", "bins\ntip\n", Set.of("bins", "tip", "park"));
        assertThat(warnings(Problem.Kind.TRANSLATION, Lint.of(Folder.read(root, Map.of()), notes, TODAY)))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("fire.md:1: there is no translation into \"cy\""))
                .anyMatch(text -> text.startsWith("tip.md:1: there is no translation into \"cy\""));
    }

    @Test
    void asksForNoTranslationWhereThereAreNone() throws IOException {
        Files.writeString(
                root.resolve("fire.md"), Sample.article("Fire", "Ring 999.").replace("team: waste", "kind: danger"));
        assertThat(warnings(Problem.Kind.TRANSLATION, lint())).isEmpty();
    }

    @Test
    void seesThatATranslationDoesNotSayWhatItsOriginalSays() throws IOException {
        Files.writeString(
                root.resolve("bins.md"),
                Sample.article(
                        "Bins", "Ring 01632 960 123 (tel). It costs £1,250, or 5 times [60](https://x.example/77)."));
        Files.writeString(root.resolve("a-cy.md"), translation("bins", "01632 960 123, £1.250, pum gwaith 60."));
        Files.writeString(root.resolve("b-cy.md"), translation("bins", "01632 960 124, £1250, 5 gwaith 60."));
        Files.writeString(
                root.resolve("c-cy.md"),
                translation("bins", "01632 960 123, £1250, 60.").replace("kind: answer", "kind: danger"));
        assertThat(warnings(Problem.Kind.TRANSLATION, lint()))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("b-cy.md:9: bins says 123, and this translation"))
                .anyMatch(text -> text.startsWith("c-cy.md:7: the kind is not that of bins"));
    }

    @Test
    void asksEachQuestionAndNamesThoseThatFindAnotherArticle() throws IOException {
        Files.writeString(
                root.resolve("fire.md"),
                asking("Fire", "my house is on fire", "the kitchen is burning", "there is a fire")
                        .replace("team: waste", "kind: danger"));
        Files.writeString(
                root.resolve("potholes.md"),
                asking(
                        "Report a pothole",
                        "how do i report a pothole",
                        "i want to report a pothole",
                        "where can i report a pothole in my road",
                        "report a hole in the road",
                        "who mends potholes"));
        Files.writeString(
                root.resolve("repairs.md"),
                asking(
                        "Repairs in council homes",
                        "my tap is dripping",
                        "i'd like to report a pothole",
                        "my house is on fire what about the door",
                        "who mends my boiler"));
        List<String> astray = warnings(Problem.Kind.ASTRAY, Lint.of(root, Sample.CACHE, Progress.NONE));
        assertThat(astray)
                .anyMatch(text -> text.startsWith("repairs.md:5: the question \"i'd like to report a pothole\"")
                        && text.contains("potholes"))
                .anyMatch(text -> text.startsWith("repairs.md:6:") && text.contains("raises the alarm of fire"))
                .noneMatch(text -> text.startsWith("fire.md"));
    }

    @Test
    void findsWhatIsNearlyThereTwice() throws IOException {
        String answer = "Put your bin out by half past six in the morning. The crew empties it before five o'clock.";
        Files.writeString(
                root.resolve("bins.md"),
                asking("Bins", "when do i put my bin out").replace("Text.", answer));
        Files.writeString(
                root.resolve("crews.md"),
                asking("Bins", "when do i put out my bin").replace("Text.", answer));
        assertThat(warnings(Problem.Kind.DUPLICATE, Lint.of(root, Sample.CACHE, Progress.NONE)))
                .containsExactly(
                        "crews.md:4: the question \"when do i put out my bin\" is nearly \"when do i put my bin out\""
                                + " in bins: keep it where it is answered",
                        "crews.md:7: the short answer is nearly that of bins: make one article of the two");
    }

    @Test
    void asksNothingOfAFolderWithoutArticles() {
        assertThat(Lint.of(root, root.resolve("vectors"), Progress.NONE).articles())
                .isZero();
    }

    /** An article with these questions, the first of them on line 4. */
    private static String asking(String title, String... questions) {
        return Sample.article(title, "Text.")
                .replace("  - where is the " + title, "  - " + String.join("\n  - ", questions));
    }

    private Lint lint() {
        return Lint.of(Folder.read(root, Map.of()), TODAY);
    }

    private static List<String> warnings(Problem.Kind kind, Lint lint) {
        return lint.warnings().stream()
                .filter(problem -> problem.kind() == kind)
                .map(Problem::toString)
                .toList();
    }

    private static String translation(String original, String answer) {
        return Sample.article("Biniau", answer)
                .replace("team: waste", "language: cy\ntranslation-of: " + original + "\nkind: answer");
    }

    @Test
    void findsNothingToMendInTheSampleKnowledgeBase() {
        Lint lint = Lint.of(Sample.FOLDER);
        assertThat(lint.articles()).isGreaterThan(300);
        assertThat(lint.errors()).isEmpty();
        assertThat(lint.warnings()).isEmpty();
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
