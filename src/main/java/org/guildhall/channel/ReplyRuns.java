package org.guildhall.channel;

import java.util.ArrayList;
import java.util.List;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;

/** What a reply says, as runs that each messenger writes in its own dialect. */
public final class ReplyRuns {

    private ReplyRuns() {}

    /** Its words, and under them where they are from. Choices are not among them. */
    public static List<Run> of(Outbound reply) {
        return withSource(reply, MarkdownRuns.of(reply.content().text()));
    }

    /**
     * The same for who can show no more than words: choices under numbers, a place with a link to a map, a card with its
     * number.
     */
    public static List<Run> withNumbers(Outbound reply) {
        List<Run> runs = withSource(reply, inWords(reply.content()));
        runs.addAll(ChoiceWords.runs(options(reply), runs.isEmpty()));
        return runs;
    }

    /** The same for who cannot show a file either: its address stands under its words. */
    public static List<Run> withAddress(Outbound reply) {
        return reply.content() instanceof Content.Media file ? withSource(reply, InWords.of(file)) : withNumbers(reply);
    }

    /** What it shows besides words, for who has been told the words and cannot be shown the rest. */
    public static List<Run> withoutWords(Outbound reply) {
        return switch (reply.content()) {
            case Content.Text _ -> List.of();
            case Content.Choices choices -> ChoiceWords.runs(choices.options(), true);
            case Content.PlaceWanted _ -> List.of(Run.plain(ChoiceWords.placePrompt()));
            case Content.Media file -> InWords.of(withoutWords(file));
            case Content.Location place -> InWords.of(place);
            case Content.Contact card -> InWords.of(card);
        };
    }

    private static Content.Media withoutWords(Content.Media file) {
        return new Content.Media(file.kind(), file.handle(), "", file.fileName(), file.mediaType(), file.size());
    }

    /** What may be chosen; mostly nothing. */
    public static List<Choice> options(Outbound reply) {
        return reply.content() instanceof Content.Choices choices ? choices.options() : List.of();
    }

    private static List<Run> withSource(Outbound reply, List<Run> words) {
        List<Run> runs = new ArrayList<>(words);
        Source source = reply.source();
        if (source != null) {
            runs.addAll(SourceLine.runs(source, runs.isEmpty()));
        }
        return runs;
    }

    private static List<Run> inWords(Content content) {
        return switch (content) {
            case Content.Location place -> InWords.of(place);
            case Content.Contact card -> InWords.of(card);
            case Content.Text _, Content.Choices _, Content.Media _, Content.PlaceWanted _ ->
                MarkdownRuns.of(content.text());
        };
    }
}
