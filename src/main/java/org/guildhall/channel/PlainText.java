package org.guildhall.channel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.guildhall.channel.Run.Mark;

/**
 * Runs as plain words, for messengers that show no marks. A link's address stands behind its words, or in their place
 * where the words are the address.
 */
public final class PlainText {

    /** Bytes in UTF-8; nothing a council links to is as long, and the smallest message must have room for words. */
    private static final int LONGEST_ADDRESS = 400;

    /** A number or a mailbox is tapped as it is. */
    private static final Set<String> LEFT_OUT = Set.of("mailto", "tel");

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private Optional<Mark> link = Optional.empty();

    private PlainText() {}

    /** The words of these runs and the addresses of their links; it never gets shorter when runs get longer. */
    public static String of(List<Run> runs) {
        PlainText text = new PlainText();
        for (Run run : runs) {
            if (!run.link().equals(text.link)) {
                text.endOfLink();
                text.link = run.link();
            }
            text.words.append(run.text());
        }
        text.endOfLink();
        return text.out.toString();
    }

    private void endOfLink() {
        String address = link.map(PlainText::address).orElse("");
        String said = words.toString();
        String shown = said.strip();
        if (address.isEmpty() || shown.isEmpty()) {
            out.append(said);
        } else {
            int start = said.indexOf(shown);
            out.append(said, 0, start);
            out.append(together(shown, address));
            out.append(said, start + shown.length(), said.length());
        }
        words.setLength(0);
    }

    private static String together(String shown, String address) {
        // Also where they only begin it, so that they get no longer by being cut in the middle.
        if (address.startsWith(shown) || address.replaceFirst("^https?://", "").startsWith(shown)) {
            return address;
        }
        return shown.equals(address + "/") ? shown : shown + " (" + address + ")";
    }

    private static String address(Mark link) {
        String href = String.valueOf(link.href());
        int colon = href.indexOf(':');
        String address = LEFT_OUT.contains(href.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT))
                ? href.substring(colon + 1).replaceFirst("\\?.*", "")
                : href;
        return Measure.UTF8.of(address) > LONGEST_ADDRESS ? "" : address;
    }
}
