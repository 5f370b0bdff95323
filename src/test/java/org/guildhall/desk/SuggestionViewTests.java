package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guildhall.knowledge.Passage;
import org.guildhall.knowledge.Passage.Kind;
import org.junit.jupiter.api.Test;

/** What staff see of an article that fits. */
class SuggestionViewTests {

    @Test
    void countsItsKeysFromOne() {
        List<SuggestionView> views =
                SuggestionView.all(List.of(of("First", "en", 0.914), of("Second", "en", 0.4)), Passage::text);

        assertThat(views).extracting(SuggestionView::key).containsExactly(1, 2);
        assertThat(views).extracting(SuggestionView::sure).containsExactly("91%", "40%");
    }

    @Test
    void saysWhatItIsInUnlessThatIsEnglish() {
        assertThat(view(of("Bins", "pl", 0.9)).spoken()).isEqualTo("In Polish");
        assertThat(view(of("Bins", "en-GB", 0.9)).spoken()).isNull();
    }

    @Test
    void makesVisibleWhatTurnsTextRoundAndPutsIntoTheBoxWhatTheArticleSays() {
        SuggestionView view = view(of("Bins\u202E", "en", 0.9));

        assertThat(view.title()).isEqualTo("Bins[U+202E]");
        assertThat(view.beginning()).isEqualTo("Bins[U+202E] in bold.");
        assertThat(view.draft()).isEqualTo("**Bins\u202E** in bold.");
    }

    private static SuggestionView view(Suggestion suggestion) {
        return SuggestionView.all(List.of(suggestion), Passage::text).getFirst();
    }

    private static Suggestion of(String title, String language, double confidence) {
        Passage passage =
                new Passage("bins", 7, title, null, "**" + title + "** in bold.", "waste", Kind.ANSWER, language, null);
        return new Suggestion(1, passage, confidence);
    }
}
