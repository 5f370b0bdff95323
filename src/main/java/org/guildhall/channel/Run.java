package org.guildhall.channel;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text under the same marks.
 *
 * @param text plain, not escaped
 * @param marks what it stands in, outermost first
 */
public record Run(String text, List<Mark> marks) {

    /** Keeps a copy of the marks. */
    public Run {
        marks = List.copyOf(marks);
    }

    /** Text under no mark. */
    public static Run plain(String text) {
        return new Run(text, List.of());
    }

    /** The link it stands in. */
    public Optional<Mark> link() {
        return marks.stream().filter(mark -> mark.href() != null).findFirst();
    }

    /** What a stretch of text can be. */
    public enum Style {
        BOLD,
        ITALIC,
        /** A few letters in a fixed width. */
        CODE,
        /** Lines in a fixed width. */
        BLOCK,
        QUOTE,
        LINK
    }

    /** A style at one place in the text: two bold words side by side are two marks, so marks are compared by identity. */
    public static final class Mark {
        private final Style style;
        private final @Nullable String href;

        private Mark(Style style, @Nullable String href) {
            this.style = style;
            this.href = href;
        }

        /** A mark of this style; never {@link Style#LINK}. */
        static Mark of(Style style) {
            return new Mark(style, null);
        }

        /** A link to an address that was found safe. */
        static Mark link(String href) {
            return new Mark(Style.LINK, href);
        }

        /** What it makes of the text. */
        public Style style() {
            return style;
        }

        /** Where a link leads; null for every other style. */
        public @Nullable String href() {
            return href;
        }
    }
}
