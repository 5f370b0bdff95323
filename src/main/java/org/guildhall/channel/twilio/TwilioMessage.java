package org.guildhall.channel.twilio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.channel.Measure;
import org.guildhall.channel.OneLine;
import org.guildhall.channel.PlainReply;
import org.guildhall.channel.Run;
import org.guildhall.channel.TextMessage;
import org.guildhall.message.Outbound;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a reply is as Twilio takes it: https://www.twilio.com/docs/messaging/api/message-resource
 *
 * @param text its words; empty when there are none
 * @param file where its file is; empty when there is none
 * @param template the id of the template that the words go through; empty when they go freely
 */
record TwilioMessage(String text, String file, String template) {

    /** Of 1,024 for a template with its own words, which we do not know: https://www.twilio.com/docs/api/errors/63021 */
    static final int LONGEST_PARAMETER = 900;

    /** The messages that say this, in order, the file under its words where it may stand there, else after them. */
    static List<TwilioMessage> freely(Outbound reply) {
        // WhatsApp is not paid for by the segment, so nothing has to be plainer there.
        UnaryOperator<List<Run>> signs =
                reply.to().account().startsWith(TwilioSetup.WHATSAPP) ? UnaryOperator.identity() : TextMessage::plainer;
        String file = TwilioMedia.address(reply).orElse("");
        Outbound words = file.isEmpty() ? reply : TwilioMedia.words(reply);
        List<String> texts = PlainReply.of(words, TwilioChannel.LONGEST_TEXT, Measure.UTF16, signs);
        if (!file.isEmpty() && texts.size() == 1 && TwilioMedia.takesCaption(reply.content(), texts.getFirst())) {
            return List.of(new TwilioMessage(texts.getFirst(), file, ""));
        }
        List<TwilioMessage> messages = new ArrayList<>();
        texts.forEach(text -> messages.add(new TwilioMessage(text, "", "")));
        if (!file.isEmpty()) {
            messages.add(new TwilioMessage("", file, ""));
        }
        return messages;
    }

    /**
     * What is left of it when so many of its messages have gone out freely, through a template; a file by its address.
     *
     * @return empty when nothing is left
     */
    static List<TwilioMessage> rest(Outbound reply, int freely, String template) {
        String left = freely(reply).stream()
                .skip(freely)
                .flatMap(message -> Stream.of(message.text(), message.file()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("\n"));
        return OneLine.of(left, LONGEST_PARAMETER).stream()
                .map(line -> new TwilioMessage(line, "", template))
                .toList();
    }

    /** The fields that say it: https://www.twilio.com/docs/content/send-templates-created-with-the-content-template-builder */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (!template.isEmpty()) {
            fields.put("ContentSid", template);
            fields.put(
                    "ContentVariables",
                    JsonNodeFactory.instance.objectNode().put("1", text).toString());
            return fields;
        }
        if (!text.isEmpty()) {
            fields.put("Body", text);
        }
        if (!file.isEmpty()) {
            fields.put("MediaUrl", file);
        }
        return fields;
    }
}
