package org.guildhall.channel.telegram;

import java.util.List;
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
        HtmlWriter html = new HtmlWriter();
        SpokenAddresses.of(runs).forEach(run -> html.write(run.text(), run.marks()));
        return new TelegramText(html.finished(), PlainText.of(runs));
    }

    /**
     * Opens and closes tags between runs so that they always nest. The few tags there are:
     * https://core.telegram.org/bots/api#html-style
     */
    private static final class HtmlWriter {
        private final StringBuilder html = new StringBuilder();
        private List<Run.Mark> open = List.of();

        void write(String text, List<Run.Mark> marks) {
            become(marks);
            html.append(escape(text));
        }

        String finished() {
            become(List.of());
            return html.toString();
        }

        private void become(List<Run.Mark> marks) {
            int common = 0;
            while (common < Math.min(open.size(), marks.size()) && open.get(common) == marks.get(common)) {
                common++;
            }
            for (int i = open.size() - 1; i >= common; i--) {
                html.append("</").append(tag(open.get(i))).append(">");
            }
            marks.subList(common, marks.size()).forEach(this::open);
            open = marks;
        }

        private void open(Run.Mark mark) {
            html.append("<").append(tag(mark));
            String href = mark.href();
            if (href != null) {
                html.append(" href=\"").append(escape(href)).append("\"");
            }
            html.append(">");
        }

        private static String tag(Run.Mark mark) {
            return switch (mark.style()) {
                case BOLD -> "b";
                case ITALIC -> "i";
                case CODE -> "code";
                case BLOCK -> "pre";
                case QUOTE -> "blockquote";
                case LINK -> "a";
            };
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }
}
