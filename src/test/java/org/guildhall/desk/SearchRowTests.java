package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The line that is shown of a conversation that was found. */
class SearchRowTests {

    @Test
    void wordsThatMatchAreMarkedHoweverTheyAreWritten() {
        assertThat(SearchRow.pieces("My BINS, bins!", Set.of("bins")))
                .containsExactly(
                        new SearchRow.Piece("My ", false),
                        new SearchRow.Piece("BINS", true),
                        new SearchRow.Piece(", ", false),
                        new SearchRow.Piece("bins", true),
                        new SearchRow.Piece("!", false));
    }

    @Test
    void aLineWithoutAMatchIsShownFromItsBeginning() {
        assertThat(SearchRow.pieces("My bins", Set.of("damp"))).containsExactly(new SearchRow.Piece("My bins", false));
        assertThat(SearchRow.pieces("", Set.of("damp"))).isEmpty();
    }

    @Test
    void ofALongLineThePartAroundTheMatchIsShown() {
        List<SearchRow.Piece> pieces =
                SearchRow.pieces("before ".repeat(200) + "damp" + " after".repeat(200), Set.of("damp"));

        assertThat(pieces).contains(new SearchRow.Piece("damp", true));
        assertThat(together(pieces)).startsWith("…").endsWith("…").hasSizeLessThan(250);
    }

    @Test
    void noLetterIsCutInTwo() {
        for (int i = 0; i < 4; i++) {
            String thumbs = "\uD83D\uDC4D".repeat(300);
            String shown = together(SearchRow.pieces("x".repeat(i) + thumbs + " damp " + thumbs, Set.of("damp")));

            assertThat(shown.codePoints()).noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }

    private static String together(List<SearchRow.Piece> pieces) {
        return pieces.stream().map(SearchRow.Piece::words).collect(Collectors.joining());
    }
}
