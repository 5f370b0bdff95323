package org.guildhall.channel.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Outbound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies as the messages that the Messenger Platform takes
 * (https://developers.facebook.com/docs/messenger-platform/reference/send-api). Up to thirteen choices are quick replies,
 * with their numbers where a title is too long; a short question with up to three is a button template, whose buttons stay
 * when quick replies are gone; more choices stand in the text with numbers. A file comes after its words, which have no
 * place under it.
 */
final class PlatformMessages {

    /** https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies */
    static final int MOST_QUICK_REPLIES = 13;

    /** https://developers.facebook.com/docs/messenger-platform/send-messages/template/button */
    static final int MOST_BUTTONS = 3;

    static final int LONGEST_TEMPLATE = 640;
    /** Of quick replies and buttons alike. */
    static final int LONGEST_TITLE = 20;

    static final int LONGEST_PAYLOAD = 1000;

    /** In a template an address cannot be tapped. */
    private static final Pattern ADDRESS = Pattern.compile("https?://|\\bwww\\.|@", Pattern.CASE_INSENSITIVE);

    /** Meta says characters and not which; no way of counting gives more than this one, but for bytes. */
    private static final Measure MEASURE = Measure.UTF16;

    private PlatformMessages() {}

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply, MessengerPlatform platform) {
        List<Choice> options = ReplyRuns.options(reply);
        boolean tappable = !options.isEmpty() && options.size() <= MOST_QUICK_REPLIES;
        boolean titled = tappable && ChoiceWords.titlesFit(options, LONGEST_TITLE, MEASURE);
        List<Run> said = titled ? ReplyRuns.of(reply) : ReplyRuns.withNumbers(reply);
        List<String> texts = texts(said, platform);
        if (titled && platform.templates() && options.size() <= MOST_BUTTONS && brief(texts)) {
            return List.of(template(texts.getFirst(), options));
        }
        List<ObjectNode> messages =
                new ArrayList<>(texts.stream().map(PlatformMessages::text).toList());
        file(reply.content()).ifPresent(messages::add);
        if (tappable) {
            if (messages.isEmpty()) {
                messages.add(text(ChoiceWords.prompt()));
            }
            quickReplies(messages.getLast(), options, titled);
        }
        return messages;
    }

    /** Meta's id of the message it took, or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode id = answer.body().path("message_id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }

    private static List<String> texts(List<Run> runs, MessengerPlatform platform) {
        return Portions.of(
                        runs, platform.longest(), portion -> platform.measure().of(PlainText.of(portion)))
                .stream()
                .map(PlainText::of)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static boolean brief(List<String> texts) {
        return texts.size() == 1
                && MEASURE.of(texts.getFirst()) <= LONGEST_TEMPLATE
                && !ADDRESS.matcher(texts.getFirst()).find();
    }

    private static ObjectNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    /**
     * A file by the address from which Meta fetches it; empty where another messenger keeps it.
     * https://developers.facebook.com/docs/messenger-platform/send-messages#sending-attachments
     */
    private static Optional<ObjectNode> file(Content content) {
        return content instanceof Content.Media media
                ? media.link().map(link -> file(media.kind(), link))
                : Optional.empty();
    }

    private static ObjectNode file(MediaKind kind, String link) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode attachment = message.putObject("attachment").put("type", type(kind));
        attachment.putObject("payload").put("url", link);
        return message;
    }

    private static String type(MediaKind kind) {
        return switch (kind) {
            case PHOTO, STICKER -> "image";
            case VIDEO, ANIMATION -> "video";
            case VOICE, AUDIO -> "audio";
            case DOCUMENT, OTHER, MENTION -> "file";
        };
    }

    private static void quickReplies(ObjectNode message, List<Choice> options, boolean titled) {
        ArrayNode replies = message.putArray("quick_replies");
        for (int i = 0; i < options.size(); i++) {
            replies.addObject()
                    .put("content_type", "text")
                    .put("title", titled ? ChoiceWords.title(options.get(i)) : ChoiceWords.number(i))
                    .put("payload", data(options, i));
        }
    }

    private static ObjectNode template(String text, List<Choice> options) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode attachment = message.putObject("attachment").put("type", "template");
        ObjectNode payload = attachment.putObject("payload");
        payload.put("template_type", "button").put("text", text);
        ArrayNode buttons = payload.putArray("buttons");
        for (int i = 0; i < options.size(); i++) {
            buttons.addObject()
                    .put("type", "postback")
                    .put("title", ChoiceWords.title(options.get(i)))
                    .put("payload", data(options, i));
        }
        return message;
    }

    private static String data(List<Choice> options, int place) {
        return ChoiceWords.data(options, place, LONGEST_PAYLOAD, MEASURE);
    }
}
