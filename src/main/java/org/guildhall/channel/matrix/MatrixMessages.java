package org.guildhall.channel.matrix;

import java.util.List;
import org.guildhall.channel.HtmlRuns;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.message.Outbound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies as the content of messages: https://spec.matrix.org/latest/client-server-api/#mroommessage. What a machine says is a
 * notice, which other machines do not answer. Matrix has no buttons, so choices have numbers.
 */
final class MatrixMessages {

    /**
     * Bytes of the plain words. An event may have 65,536 in all (https://spec.matrix.org/latest/client-server-api/#size-limits),
     * in which the words stand twice, the second time as HTML, where a sign may take six.
     */
    static final int LONGEST_TEXT = 8000;

    /** With more tags than that, the plain words alone go out. */
    private static final int LONGEST_HTML = 40_000;

    /** Tags that Matrix shows: https://spec.matrix.org/latest/client-server-api/#mroommessage-msgtypes */
    private static final HtmlRuns HTML = new HtmlRuns("strong", "em", "<br>");

    private MatrixMessages() {}

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply) {
        String type = reply.speaker() == Outbound.Speaker.STAFF ? "m.text" : "m.notice";
        return Portions.of(
                        ReplyRuns.withAddress(reply), LONGEST_TEXT, portion -> Measure.UTF8.of(PlainText.of(portion)))
                .stream()
                .filter(portion -> !PlainText.of(portion).isBlank())
                .map(portion -> message(type, portion))
                .toList();
    }

    private static ObjectNode message(String type, List<Run> runs) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("msgtype", type).put("body", PlainText.of(runs));
        // Nobody is mentioned, whatever stands in the words.
        message.putObject("m.mentions");
        String html = HTML.of(runs);
        if (Measure.UTF8.of(html) <= LONGEST_HTML) {
            message.put("format", "org.matrix.custom.html").put("formatted_body", html);
        }
        return message;
    }

    /** The homeserver's id of the message it took, or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode id = answer.body().path("event_id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }
}
