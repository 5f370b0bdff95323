package org.guildhall.channel;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs for messengers that know no markup: the words as they are, and behind a link's words its address. */
public final class PlainText {

    /** Bytes in UTF-8; nothing a council links to is as long, and the smallest message must have room for words. */
    private static final int LONGEST_ADDRESS = 400;

    private PlainText() {}

    /** The text that says this. */
    public static String of(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        int linkBegins = 0;
        Run.Mark open = null;
        for (Run run : runs) {
            Run.Mark link = run.link().orElse(null);
            if (link != open) {
                close(text, open, linkBegins);
                linkBegins = text.length();
                open = link;
            }
            text.append(run.text());
        }
        close(text, open, linkBegins);
        return text.toString();
    }

    private static void close(StringBuilder text, Run.@Nullable Mark link, int from) {
        if (link == null) {
            return;
        }
        String said = text.substring(from).strip();
        String address = address(link);
        if (said.isEmpty() || address.isEmpty()) {
            return;
        }
        if (address.startsWith(said)) {
            // Also where they only begin it, so that words cut in the middle get no longer for it.
            int start = text.indexOf(said, from);
            text.replace(start, start + said.length(), address);
        } else {
            text.append(" (").append(address).append(')');
        }
    }

    private static String address(Run.Mark link) {
        String href = String.valueOf(link.href());
        String lower = href.toLowerCase(Locale.ROOT);
        String address = lower.startsWith("mailto:") || lower.startsWith("tel:")
                ? href.substring(href.indexOf(':') + 1).replaceFirst("\\?.*", "")
                : href;
        return Measure.UTF8.of(address) > LONGEST_ADDRESS ? "" : address;
    }
}
