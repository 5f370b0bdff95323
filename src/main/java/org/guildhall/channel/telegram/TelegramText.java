package org.guildhall.channel.telegram;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guildhall.channel.SourceLine;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;

/**
 * What a reply reads like on Telegram: HTML in its few tags, cut into messages that are not too long.
 *
 * @param html for {@code parse_mode=HTML}
 * @param plain the same without tags, for when Telegram cannot parse the other; links show their address
 */
record TelegramText(String html, String plain) {

    /** Characters after entity parsing, counted in UTF-16: https://core.telegram.org/bots/api#sendmessage */
    static final int LONGEST = 4096;

    private static final List<String> SENTENCE_ENDS = List.of("\n\n", "\n", ". ", "! ", "? ", " ");

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<TelegramText> of(Outbound reply) {
        List<Run> runs = new ArrayList<>(MarkdownRuns.of(reply.content().text()));
        Source source = reply.source();
        if (source != null) {
            runs.addAll(line(source, runs.isEmpty()));
        }
        StringBuilder text = new StringBuilder();
        runs.forEach(run -> text.append(run.text()));
        return cut(runs, text.toString());
    }

    private static List<Run> line(Source source, boolean first) {
        List<Run.Tag> link =
                MarkdownRuns.safe(source.url()) ? List.of(new Run.Tag("a", source.url())) : List.<Run.Tag>of();
        String review = SourceLine.review(source.reviewBy());
        return List.of(
                new Run((first ? "" : "\n\n") + SourceLine.lead() + " ", List.of()),
                new Run(source.title(), link),
                new Run(review.isEmpty() ? "" : "\n" + review, List.of()));
    }

    private static List<TelegramText> cut(List<Run> runs, String text) {
        List<TelegramText> messages = new ArrayList<>();
        int from = skipSpace(text, 0);
        while (from < text.length()) {
            int to = text.length() - from <= LONGEST ? text.length() : end(text, from);
            messages.add(between(runs, from, withoutSpace(text, to)));
            from = skipSpace(text, to);
        }
        return messages;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int withoutSpace(String text, int to) {
        int at = to;
        while (Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The end of the last paragraph, line, sentence or word that fits, else between two characters as people see them. */
    private static int end(String text, int from) {
        String window = text.substring(from, from + LONGEST);
        for (String end : SENTENCE_ENDS) {
            int at = window.lastIndexOf(end);
            if (at > LONGEST / 2) {
                return from + at + end.length();
            }
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int at = characters.preceding(from + LONGEST + 1);
        return at > from ? at : from + LONGEST;
    }

    private static TelegramText between(List<Run> runs, int from, int to) {
        HtmlWriter html = new HtmlWriter();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        for (Run run : runs) {
            int start = Math.max(from, at);
            int end = Math.min(to, at + run.text().length());
            if (start < end) {
                String text = run.text().substring(start - at, end - at);
                html.write(text, run.tags());
                plain.append(text).append(address(run, text));
            }
            at += run.text().length();
        }
        return new TelegramText(html.finished(), plain.toString());
    }

    private static String address(Run run, String text) {
        return run.tags().stream()
                .map(Run.Tag::href)
                .filter(href -> href != null && !href.equals(text))
                .map(href -> " (" + href + ")")
                .findFirst()
                .orElse("");
    }

    /** Opens and closes tags between runs so that they always nest. */
    private static final class HtmlWriter {
        private final StringBuilder html = new StringBuilder();
        private List<Run.Tag> open = List.of();

        void write(String text, List<Run.Tag> tags) {
            become(tags);
            html.append(Run.escape(text));
        }

        String finished() {
            become(List.of());
            return html.toString();
        }

        private void become(List<Run.Tag> tags) {
            int common = 0;
            while (common < Math.min(open.size(), tags.size()) && open.get(common) == tags.get(common)) {
                common++;
            }
            for (int i = open.size() - 1; i >= common; i--) {
                html.append(open.get(i).close());
            }
            tags.subList(common, tags.size()).forEach(tag -> html.append(tag.open()));
            open = tags;
        }
    }
}
