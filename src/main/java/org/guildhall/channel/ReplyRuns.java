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
        List<Run> runs = new ArrayList<>(MarkdownRuns.of(reply.content().text()));
        Source source = reply.source();
        if (source != null) {
            runs.addAll(SourceLine.runs(source, runs.isEmpty()));
        }
        return runs;
    }

    /** The same and its choices under numbers, for who cannot show them otherwise. */
    public static List<Run> withNumbers(Outbound reply) {
        List<Run> runs = of(reply);
        runs.addAll(ChoiceWords.runs(options(reply), runs.isEmpty()));
        return runs;
    }

    /** What may be chosen; mostly nothing. */
    public static List<Choice> options(Outbound reply) {
        return reply.content() instanceof Content.Choices choices ? choices.options() : List.of();
    }
}
