package org.guildhall.channel.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of text under the same tags.
 *
 * @param text plain, not escaped
 * @param tags what it stands in, outermost first
 */
record Run(String text, List<Tag> tags) {

    /**
     * One of the few tags Telegram allows, at one place in the text: two bold words side by side are two tags.
     * https://core.telegram.org/bots/api#html-style
     */
    static final class Tag {
        private final String name;
        private final @Nullable String href;

        Tag(String name, @Nullable String href) {
            this.name = name;
            this.href = href;
        }

        String open() {
            return href == null ? "<" + name + ">" : "<" + name + " href=\"" + escape(href) + "\">";
        }

        String close() {
            return "</" + name + ">";
        }

        @Nullable String href() {
            return href;
        }

        boolean is(String other) {
            return name.equals(other);
        }
    }

    /** Text that is safe between tags and in an attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
