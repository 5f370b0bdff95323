package org.guildhall.site;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Text as it may stand between XML's tags and in its quotes. */
final class Xml {

    /** What XML 1.0 cannot hold at all, not even quoted. */
    private static final Pattern IMPOSSIBLE =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private Xml() {}

    static String text(String any) {
        // The name of the encoding keeps it to the five characters that XML knows.
        return HtmlUtils.htmlEscape(IMPOSSIBLE.matcher(any).replaceAll(""), "UTF-8");
    }
}
