package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.StaffName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ArticleDraftTests {

    @Test
    void isAnArticleThatAKnowledgeBaseTakes() {
        assertThat(draft("Do you take mattresses?", "Yes, for £10.\n").markdown(LocalDate.of(2027, 7, 15)))
                .isEqualTo("""
                        ---
                        title: "Do you take mattresses?"
                        questions:
                          - "Do you take mattresses?"
                        team: waste
                        owner: waste
                        review-by: 2027-07-15
                        ---
                        Yes, for £10.
                        """);
    }

    @Test
    void keepsAnyWordsInsideTheirLines() {
        for (String hostile : List.of(
                "\"quoted\": yes\nteam: housing",
                "- a list\n---\nkind: danger",
                "back\\slash \\\" and 'quotes'",
                "# not a comment",
                "{a: b} [c] *d &e !f |g >h %i @j")) {
            String markdown = draft(hostile, "Yes.").markdown(LocalDate.of(2027, 7, 15));
            Map<String, Object> front = new Yaml().load(markdown.split("(?m)^---$")[1]);

            assertThat(front.keySet()).containsExactly("title", "questions", "team", "owner", "review-by");
            assertThat(front.get("team")).isEqualTo("waste");
            assertThat(front.get("questions"))
                    .isEqualTo(List.of(hostile.replaceAll("\\s+", " ").strip()));
        }
    }

    @Test
    void hasATitleAndAFileNameOfItsFirstWords() {
        ArticleDraft draft = draft("My neighbour’s tree is, like, so big! " + "And it grows. ".repeat(60), "Yes.");

        assertThat(draft.title().length()).isLessThanOrEqualTo(100);
        assertThat(draft.fileName())
                .startsWith("my-neighbours-tree-is-like-so-big")
                .matches("[a-z0-9-]+\\.md");
        assertThat(draft.markdown(LocalDate.EPOCH).lines().filter(line -> line.startsWith("  - ")))
                .allMatch(line -> line.length() < 510);
        assertThat(draft("مرحبا", "Yes.").fileName()).isEqualTo("draft.md");
    }

    private static ArticleDraft draft(String question, String reply) {
        return new ArticleDraft(
                new UUID(0, 1), "waste", question, reply, new StaffName("anna", "Anna"), Instant.EPOCH, null, null);
    }
}
