package org.guildhall.channel.telegram;

import java.util.List;
import org.guildhall.channel.HtmlRuns;
import org.guildhall.channel.Measure;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.message.Outbound;

/**
 * What a reply reads like on Telegram: HTML in its few tags, cut into messages that are not too long.
 *
 * @param html for {@code parse_mode=HTML}
 * @param plain the same without tags, for when Telegram cannot parse the other; links show their address
 */
record TelegramText(String html, String plain) {

    /** Characters after entity parsing, counted in UTF-16: https://core.telegram.org/bots/api#sendmessage */
    static final int LONGEST = 4096;

    /** The few tags there are: https://core.telegram.org/bots/api#html-style */
    private static final HtmlRuns HTML = new HtmlRuns("b", "i", "\n");

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<TelegramText> of(Outbound reply) {
        List<Run> said =
                TelegramButtons.canShow(ReplyRuns.options(reply)) ? ReplyRuns.of(reply) : ReplyRuns.withNumbers(reply);
        return Portions.of(said, LONGEST, TelegramText::longest).stream()
                .map(TelegramText::written)
                .toList();
    }

    /** How many characters Telegram counts at most: links show their address only in the plain form. */
    int length() {
        return Measure.UTF16.of(plain);
    }

    /** Either form may have to go out, and the plain one is never the shorter. */
    private static int longest(List<Run> runs) {
        return Measure.UTF16.of(PlainText.of(runs));
    }

    private static TelegramText written(List<Run> runs) {
        return new TelegramText(HTML.of(SpokenAddresses.of(runs)), PlainText.of(runs));
    }
}
