package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guildhall.conversation.Floor;
import org.guildhall.conversation.Priority;
import org.guildhall.conversation.Summary;
import org.guildhall.conversation.Transcript;
import org.guildhall.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of a canned reply when it goes into the reply box. */
class GapsTests {

    private static final StaffMember ANNA = Staff.unsaved("anna", "Anna Okoro", Set.of(Role.STAFF), Set.of("waste"));

    @Test
    void fillsNamesReferenceAndLinks() {
        assertThat(filled("Hello {name}, I am {me}. Quote {reference}.", "Ann"))
                .isEqualTo("Hello Ann, I am Anna Okoro. Quote BIN-4F7K.");
        assertThat(filled("See [[missed-bin]]", "Ann")).isEqualTo("See Missed bin: https://c.example/help/missed-bin");
    }

    @Test
    void leavesTheGreetingWithoutANameThatNobodyKnows() {
        assertThat(filled("Hello {name}, we come tomorrow.", null)).isEqualTo("Hello, we come tomorrow.");
        assertThat(filled("{name}, we come tomorrow.", null)).isEqualTo("we come tomorrow.");
        assertThat(filled("Thank you {name}", " \n ")).isEqualTo("Thank you");
        assertThat(filled("Thank you {name}!", "x".repeat(61))).isEqualTo("Thank you!");
    }

    @Test
    void leavesWhatNothingFillsForWhoeverSendsItToSee() {
        assertThat(filled("See [[gone]] and {nmae}.", "Ann")).isEqualTo("See [[gone]] and {nmae}.");
        assertThat(new Gaps("Ann", null, "Anna").fill("Quote {reference}.", GapsTests::link))
                .isEqualTo("Quote {reference}.");
    }

    @Test
    void doesNotLookForGapsInWhatACitizenCallsThemself() {
        assertThat(filled("Hello {name}.", "{me} [[missed-bin]] $1 \\")).isEqualTo("Hello {me} [[missed-bin]] $1 \\.");
    }

    @Test
    void keepsANameOnItsLineAndItsTextTheRightWayRound() {
        assertThat(filled("Hello {name}.", "An\nn\u202E\u0000 Lee ")).isEqualTo("Hello An n Lee.");
    }

    @Test
    void findsTheArticlesThatItLinksTo() {
        assertThat(Gaps.links("[[a]] {name} [[b-2]] [[not an id]] [[]]")).containsExactly("a", "b-2");
    }

    private static String filled(String text, @Nullable String citizen) {
        return Gaps.of(transcript(citizen), ANNA).fill(text, GapsTests::link);
    }

    private static Optional<String> link(String article) {
        return article.equals("missed-bin")
                ? Optional.of("Missed bin: https://c.example/help/missed-bin")
                : Optional.empty();
    }

    private static Transcript transcript(@Nullable String citizen) {
        Summary summary = new Summary(
                Ids.next(),
                "BIN-4F7K",
                "waste",
                Priority.NORMAL,
                Floor.QUEUE,
                "telegram",
                0,
                "",
                null,
                null,
                Instant.EPOCH,
                1,
                null);
        return new Transcript(
                summary, citizen, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null,
                Map.of());
    }
}
