package org.guildhall.channel.teams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
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
 * Replies as the activities that Teams takes: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-send-and-receive-messages.
 * Up to six choices are buttons on a card, with their numbers where a title is too long; more stand in the text with numbers.
 * Pictures are shown by the address from which Teams fetches them, other files are linked.
 */
final class TeamsMessages {

    /** As people read it, in UTF-16. Teams takes about 100 KB, but nobody reads that. */
    static final int LONGEST_TEXT = 8000;

    /** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#hero-card */
    static final int MOST_BUTTONS = 6;

    /** Longer ones are cut on a phone. */
    static final int LONGEST_BUTTON = 50;

    static final int LONGEST_VALUE = 1000;

    static final String CARD = "application/vnd.microsoft.card.hero";

    /** As it is written a text may be that many times as long as people read it, which keeps it below half of what Teams takes. */
    private static final int WRITTEN = 3;

    private static final Measure MEASURE = Measure.UTF16;

    private static final Sentences WORDS = Sentences.in("messages/teams");

    private TeamsMessages() {}

    /** The activities that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply) {
        List<Choice> options = ReplyRuns.options(reply);
        Optional<ObjectNode> picture = picture(reply.content());
        if (picture.isPresent()) {
            return with(reply, ReplyRuns.of(reply), "", picture.get());
        }
        if (options.isEmpty() || options.size() > MOST_BUTTONS) {
            return texts(reply, ReplyRuns.withAddress(reply));
        }
        boolean titled = ChoiceWords.titlesFit(options, LONGEST_BUTTON, MEASURE);
        List<Run> said = titled ? ReplyRuns.of(reply) : ReplyRuns.withNumbers(reply);
        return with(reply, said, ChoiceWords.prompt(), card(options, titled));
    }

    /** Shows that an answer is on its way. */
    static ObjectNode typing(TeamsPlace place, String account) {
        return activity(place, account, "typing");
    }

    /** Teams' id of the message it took, or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode id = answer.body().path("id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }

    /** Under its words where they fit into one message, else after them. */
    private static List<ObjectNode> with(Outbound reply, List<Run> said, String prompt, ObjectNode attachment) {
        List<ObjectNode> messages = new ArrayList<>(texts(reply, said));
        if (messages.size() != 1) {
            messages.add(message(reply, TeamsText.of(List.of(Run.plain(prompt)))));
        }
        messages.getLast().putArray("attachments").add(attachment);
        return messages;
    }

    private static List<ObjectNode> texts(Outbound reply, List<Run> runs) {
        return Portions.of(runs, LONGEST_TEXT, TeamsMessages::length).stream()
                .filter(portion -> !Portions.text(portion).isBlank())
                .map(portion -> message(reply, TeamsText.of(portion)))
                .toList();
    }

    private static int length(List<Run> runs) {
        return Math.max(MEASURE.of(Portions.text(runs)), Math.ceilDiv(MEASURE.of(TeamsText.of(runs)), WRITTEN));
    }

    private static ObjectNode message(Outbound reply, String html) {
        ObjectNode message = activity(TeamsPlace.to(reply.to()), reply.to().account(), "message");
        if (!html.isEmpty()) {
            message.put("textFormat", "xml").put("text", html);
        }
        return message;
    }

    /** What every activity of ours says. */
    static ObjectNode activity(TeamsPlace place, String account, String type) {
        ObjectNode activity = JsonNodeFactory.instance.objectNode().put("type", type);
        activity.putObject("from").put("id", "28:" + account);
        activity.putObject("conversation").put("id", place.conversation());
        return activity;
    }

    /**
     * Whoever taps a button is seen to say its title, and we get what it stands for:
     * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions#action-type-messageback
     */
    private static ObjectNode card(List<Choice> options, boolean titled) {
        ObjectNode card = JsonNodeFactory.instance.objectNode().put("contentType", CARD);
        ArrayNode buttons = card.putObject("content").putArray("buttons");
        for (int i = 0; i < options.size(); i++) {
            String title = ChoiceWords.title(options.get(i));
            String shown = titled ? title : ChoiceWords.number(i);
            ObjectNode button = buttons.addObject().put("type", "messageBack").put("title", shown);
            button.put("text", title.isEmpty() ? shown : title).put("displayText", title.isEmpty() ? shown : title);
            button.putObject("value").put("choice", ChoiceWords.data(options, i, LONGEST_VALUE, MEASURE));
        }
        return card;
    }

    /** From where Teams fetches a picture; empty for all that it could not show. */
    private static Optional<ObjectNode> picture(Content content) {
        return content instanceof Content.Media file
                        && (file.kind() == MediaKind.PHOTO
                                || file.kind() == MediaKind.STICKER
                                || file.kind() == MediaKind.ANIMATION)
                ? file.link().map(link -> picture(file, link))
                : Optional.empty();
    }

    private static ObjectNode picture(Content.Media file, String link) {
        String name = file.fileName() == null ? WORDS.say("picture") : file.fileName();
        return JsonNodeFactory.instance
                .objectNode()
                .put("contentType", type(file, link))
                .put("contentUrl", link)
                .put("name", name);
    }

    private static String type(Content.Media file, String link) {
        String claimed = file.mediaType();
        if (claimed != null && claimed.startsWith("image/")) {
            return claimed;
        }
        String address = link.toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "");
        return address.endsWith(".png") ? "image/png" : address.endsWith(".gif") ? "image/gif" : "image/jpeg";
    }
}
