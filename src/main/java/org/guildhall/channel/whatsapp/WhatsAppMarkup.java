package org.guildhall.channel.whatsapp;

import java.util.List;
import java.util.Locale;
import org.guildhall.channel.Run;
import org.guildhall.channel.SignRuns;

/** WhatsApp's markup, in which links have their address beside them: https://faq.whatsapp.com/539178204879377 */
final class WhatsAppMarkup {

    /** UTF-16 units; nothing a council links to is as long, and a message must have room for words. */
    private static final int LONGEST_ADDRESS = 500;

    private static final SignRuns SIGNS = new SignRuns(WhatsAppMarkup::address);

    private WhatsAppMarkup() {}

    /** What WhatsApp is given to show these runs. */
    static String of(List<Run> runs) {
        return SIGNS.of(runs);
    }

    private static String address(String href) {
        String lower = href.toLowerCase(Locale.ROOT);
        String address = lower.startsWith("mailto:") || lower.startsWith("tel:")
                ? href.substring(href.indexOf(':') + 1).replaceFirst("\\?.*", "")
                : href;
        return address.length() > LONGEST_ADDRESS ? "" : address;
    }
}
