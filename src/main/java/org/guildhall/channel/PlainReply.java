package org.guildhall.channel;

import java.util.List;
import java.util.function.UnaryOperator;
import org.guildhall.message.Outbound;

/** A reply for messengers that show nothing but words: choices are numbered, files linked, and where it is from stands below it. */
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
        return Portions.of(
                        signs.apply(ReplyRuns.withAddress(reply)), limit, portion -> measure.of(PlainText.of(portion)))
                .stream()
                .map(PlainText::of)
                .filter(text -> !text.isBlank())
                .toList();
    }
}
