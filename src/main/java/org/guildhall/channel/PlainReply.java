package org.guildhall.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;

/** A reply for messengers that show nothing but words: choices are numbered, and where it is from stands below it. */
public final class PlainReply {

    private PlainReply() {}

    /**
     * The messages that say it, in order.
     *
     * @param limit the most one may measure
     * @param signs changes the signs before anything is measured, for instance {@link TextMessage#plainer(List)}
     * @return empty when there is nothing to say
     */
    public static List<String> of(Outbound reply, int limit, Measure measure, UnaryOperator<List<Run>> signs) {
        return Portions.of(signs.apply(runs(reply)), limit, portion -> measure.of(PlainText.of(portion))).stream()
                .map(PlainText::of)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<Run> runs(Outbound reply) {
        List<Run> runs = new ArrayList<>(MarkdownRuns.of(reply.content().text()));
        Source source = reply.source();
        if (source != null) {
            runs.addAll(SourceLine.runs(source, runs.isEmpty()));
        }
        List<Choice> options = reply.content() instanceof Content.Choices choices ? choices.options() : List.of();
        runs.addAll(ChoiceWords.runs(options, runs.isEmpty()));
        return runs;
    }
}
