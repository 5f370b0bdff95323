package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Choice;
import org.junit.jupiter.api.Test;

/** What stands in the reply box, before it is sent. */
class DraftTests {

    private static final String FILE = UUID.randomUUID().toString();

    @Test
    void needsWordsOrAFile() {
        assertThat(fault("", false, "", "", "")).isEqualTo("reply-text");
        assertThat(fault("", false, "", FILE, "")).isEmpty();
        assertThat(fault("hello", false, "", "", "")).isEmpty();
        assertThat(fault("x".repeat(10_001), false, "", "", "")).isEqualTo("reply-text");
        assertThat(fault("hello", false, "", "nonsense", "")).isEqualTo("reply-upload");
    }

    @Test
    void offersUpToTenChoicesThatDiffer() {
        String ten = IntStream.rangeClosed(1, 10).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        assertThat(fault("which?", false, ten, "", "")).isEmpty();
        assertThat(fault("which?", false, ten + "\n11", "", "")).isEqualTo("reply-choices");
        assertThat(fault("which?", false, "Yes\n\n  No \n", "", "")).isEmpty();
        assertThat(fault("which?", false, "Yes\nyes", "", "")).isEqualTo("reply-choices");
        assertThat(fault("which?", false, "x".repeat(81), "", "")).isEqualTo("reply-choices");
        assertThat(fault("", false, "Yes\nNo", "", "")).isEqualTo("reply-text");
    }

    @Test
    void asksForAPlaceOrOffersChoicesOrBringsAFile() {
        assertThat(fault("where?", true, "Yes", "", "")).isEqualTo("reply-choices");
        assertThat(fault("where?", true, "", FILE, "")).isEqualTo("reply-choices");
        assertThat(fault("which?", false, "Yes", FILE, "")).isEqualTo("reply-choices");
    }

    @Test
    void goesAtATimeThatIsToCome() {
        assertThat(fault("hello", false, "", "", "2026-07-15T15:01")).isEmpty();
        assertThat(fault("hello", false, "", "", "2026-07-15T15:00")).isEqualTo("reply-at");
        assertThat(fault("hello", false, "", "", "soon")).isEqualTo("reply-at");
    }

    @Test
    void keepsEverythingElseWhenWordsAreAdded() {
        Draft draft = new Draft("Hello", "bins", true, "Yes", FILE, "2026-07-15T15:01", "there");

        assertThat(draft.with("Bye", "parks"))
                .isEqualTo(new Draft("Hello\n\nBye", "", true, "Yes", FILE, "2026-07-15T15:01", "there"));
        assertThat(draft.cleared().with("Bye", "parks"))
                .isEqualTo(new Draft("Bye", "parks", true, "Yes", FILE, "2026-07-15T15:01", "there"));
        assertThat(draft.bringing("").file()).isEmpty();
    }

    @Test
    void noTwoOffersHaveTheSameIds() {
        List<Choice> first = OfferedTitles.offered(List.of("Yes", "No"));
        List<Choice> second = OfferedTitles.offered(List.of("Yes", "No"));

        assertThat(first).extracting(Choice::title).containsExactly("Yes", "No");
        assertThat(first)
                .extracting(Choice::id)
                .doesNotContainAnyElementsOf(ids(second))
                .doesNotHaveDuplicates();
    }

    private static List<String> ids(List<Choice> choices) {
        return choices.stream().map(Choice::id).toList();
    }

    /** The field to put right; empty when there is none. */
    private static String fault(String text, boolean place, String choices, String file, String at) {
        return new Draft(text, "", place, choices, file, at, "")
                .fault(ZoneId.of("Europe/London"), Instant.parse("2026-07-15T14:00:00Z"))
                .map(Pages.Fault::field)
                .orElse("");
    }
}
