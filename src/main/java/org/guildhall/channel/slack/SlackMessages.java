package org.guildhall.channel.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.channel.Measure;
import org.guildhall.channel.OneLine;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies as the bodies that Slack takes: https://docs.slack.dev/reference/methods/chat.postMessage. Up to 25 choices are
 * buttons, with their numbers where a title is too long; more stand in the text with numbers. Pictures are shown by the address
 * from which Slack fetches them, other files are linked.
 */
final class SlackMessages {

    /** As people read them, in UTF-16: https://docs.slack.dev/messaging/formatting-message-text#truncating */
    static final int LONGEST_TEXT = 4000;

    /** As it is written, over buttons and pictures: https://docs.slack.dev/reference/block-kit/blocks/section-block */
    static final int LONGEST_SECTION = 3000;

    /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
    static final int MOST_BUTTONS = 25;

    /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
    static final int LONGEST_BUTTON = 75;

    static final int LONGEST_VALUE = 2000;

    /** https://docs.slack.dev/reference/block-kit/blocks/image-block */
    private static final int LONGEST_ADDRESS = 3000;

    private static final int LONGEST_ALT = 2000;

    /** What Slack cuts a text to as it is written is ten times what it may be as people read it; links take the rest. */
    private static final int WRITTEN = 8;

    /** Slack says characters and not which; no way of counting gives more than this one, but for bytes. */
    private static final Measure MEASURE = Measure.UTF16;

    private static final Sentences WORDS = Sentences.in("messages/slack");

    private SlackMessages() {}

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply) {
        List<Choice> options = ReplyRuns.options(reply);
        Optional<String> picture = picture(reply.content());
        if (picture.isPresent()) {
            return withPicture(reply, picture.get());
        }
        if (options.isEmpty() || options.size() > MOST_BUTTONS) {
            return texts(reply, ReplyRuns.withAddress(reply));
        }
        boolean titled = ChoiceWords.titlesFit(options, LONGEST_BUTTON, MEASURE);
        List<Run> said = titled ? ReplyRuns.of(reply) : ReplyRuns.withNumbers(reply);
        List<ObjectNode> messages = new ArrayList<>();
        String over = SlackMarkup.of(said).strip();
        if (MEASURE.of(over) > LONGEST_SECTION) {
            messages.addAll(texts(reply, said));
            over = "";
        }
        ObjectNode message = message(reply, over.isEmpty() ? ChoiceWords.prompt() : over);
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, message.path("text").stringValue(""));
        buttons(blocks, options, titled);
        messages.add(message);
        return messages;
    }

    /** Slack's id of the message it took: where and when, as it has no other; or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        String channel = answer.body().path("channel").stringValue("");
        String timestamp = answer.body().path("ts").stringValue("");
        return channel.isEmpty() || timestamp.isEmpty() ? null : new SlackPlace(channel, "").message(timestamp);
    }

    /**
     * A message of ours without what can be tapped under it: https://docs.slack.dev/reference/methods/chat.update
     *
     * @param payload the tap, with the message in it; empty when it tells nothing of one
     */
    static Optional<ObjectNode> withoutButtons(JsonNode payload) {
        JsonNode message = payload.path("message");
        String channel = SlackJson.text(payload.path("channel"), "id");
        String timestamp = SlackJson.text(message, "ts");
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        SlackJson.elements(message.path("blocks"))
                .filter(block -> !SlackJson.text(block, "type").equals("actions"))
                .forEach(left::add);
        boolean ours = message.hasNonNull("bot_id") && !channel.isEmpty() && !timestamp.isEmpty();
        if (!ours || left.isEmpty() || left.size() == message.path("blocks").size()) {
            return Optional.empty();
        }
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.put("channel", channel).put("ts", timestamp).put("text", SlackJson.text(message, "text"));
        update.set("blocks", left);
        return Optional.of(update);
    }

    private static List<ObjectNode> texts(Outbound reply, List<Run> runs) {
        return Portions.of(runs, LONGEST_TEXT, SlackMessages::length).stream()
                .map(SlackMarkup::of)
                .filter(text -> !text.isBlank())
                .map(text -> message(reply, text))
                .toList();
    }

    private static int length(List<Run> runs) {
        return Math.max(MEASURE.of(Portions.text(runs)), Math.ceilDiv(MEASURE.of(SlackMarkup.of(runs)), WRITTEN));
    }

    /** With its words over it where they fit there, else before it. */
    private static List<ObjectNode> withPicture(Outbound reply, String address) {
        String over = SlackMarkup.of(ReplyRuns.of(reply)).strip();
        boolean fits = MEASURE.of(over) <= LONGEST_SECTION;
        List<ObjectNode> messages = new ArrayList<>(fits ? List.of() : texts(reply, ReplyRuns.of(reply)));
        String alt = OneLine.of(Portions.text(MarkdownRuns.of(reply.content().text())), LONGEST_ALT).stream()
                .findFirst()
                .orElse(WORDS.say("picture"));
        ObjectNode message = message(reply, fits && !over.isEmpty() ? over : WORDS.say("picture"));
        ArrayNode blocks = message.putArray("blocks");
        if (fits && !over.isEmpty()) {
            section(blocks, over);
        }
        blocks.addObject().put("type", "image").put("image_url", address).put("alt_text", alt);
        messages.add(message);
        return messages;
    }

    /** From where Slack fetches a picture; empty for all that it could not show. */
    private static Optional<String> picture(Content content) {
        boolean shown = content instanceof Content.Media file
                && (file.kind() == MediaKind.PHOTO
                        || file.kind() == MediaKind.STICKER
                        || file.kind() == MediaKind.ANIMATION);
        return shown && content instanceof Content.Media file
                ? file.link().filter(link -> MEASURE.of(link) <= LONGEST_ADDRESS)
                : Optional.empty();
    }

    /** Without previews of what is linked, which would stand there larger than the answer. */
    private static ObjectNode message(Outbound reply, String text) {
        SlackPlace place = SlackPlace.to(reply.to());
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("channel", place.channel());
        if (!place.thread().isEmpty()) {
            message.put("thread_ts", place.thread());
        }
        return message.put("text", text).put("unfurl_links", false).put("unfurl_media", false);
    }

    static void section(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", text);
    }

    private static void buttons(ArrayNode blocks, List<Choice> options, boolean titled) {
        ArrayNode buttons = blocks.addObject().put("type", "actions").putArray("elements");
        for (int i = 0; i < options.size(); i++) {
            ObjectNode button = buttons.addObject().put("type", "button").put("action_id", "choice-" + (i + 1));
            button.putObject("text")
                    .put("type", "plain_text")
                    .put("text", titled ? ChoiceWords.title(options.get(i)) : ChoiceWords.number(i));
            button.put("value", ChoiceWords.data(options, i, LONGEST_VALUE, MEASURE));
        }
    }
}
