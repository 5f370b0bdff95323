package org.guildhall.channel.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.Measure;
import org.guildhall.channel.PlainText;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.channel.SourceLine;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies as the messages that LINE takes (https://developers.line.biz/en/reference/messaging-api/#message-objects). A short
 * question with up to four choices is a template, whose buttons stay and show on computers too; up to thirteen are quick
 * replies, with their numbers where a title is too long; more stand in the text with numbers. A picture comes after its
 * words; another file, of which LINE would want a preview or its length, is linked, and a card said in words.
 */
final class LineMessages {

    static final int LONGEST_TEXT = 5000;
    /** https://developers.line.biz/en/reference/messaging-api/#buttons */
    static final int MOST_BUTTONS = 4;

    static final int LONGEST_TEMPLATE = 160;
    /** https://developers.line.biz/en/reference/messaging-api/#quick-reply */
    static final int MOST_QUICK_REPLIES = 13;
    /** Of quick replies and buttons alike. */
    static final int LONGEST_LABEL = 20;
    /** Of 300, so that the title has room behind it. */
    static final int LONGEST_ID = 200;

    /** Of a place's name and of its address. */
    private static final int LONGEST_PLACE = 100;

    /** In a template an address cannot be tapped. */
    private static final Pattern ADDRESS = Pattern.compile("https?://|\\bwww\\.|@", Pattern.CASE_INSENSITIVE);

    /** LINE counts UTF-16: https://developers.line.biz/en/docs/messaging-api/text-character-count/ */
    private static final Measure MEASURE = Measure.UTF16;

    private LineMessages() {}

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply) {
        return switch (reply.content()) {
            case Content.Media file
            when file.kind() == MediaKind.PHOTO && file.link().isPresent() ->
                withPicture(reply, file.link().orElseThrow());
            case Content.Location place when fits(place) -> withPlace(reply, place);
            case Content.PlaceWanted _ -> placeWanted(reply);
            default -> inWords(reply);
        };
    }

    private static List<ObjectNode> inWords(Outbound reply) {
        List<Choice> options = ReplyRuns.options(reply);
        boolean tappable = !options.isEmpty() && options.size() <= MOST_QUICK_REPLIES;
        boolean titled = tappable && ChoiceWords.titlesFit(options, LONGEST_LABEL, MEASURE);
        List<String> texts = cut(titled ? ReplyRuns.of(reply) : ReplyRuns.withAddress(reply));
        if (titled && options.size() <= MOST_BUTTONS && brief(texts)) {
            return List.of(template(texts.getFirst(), options));
        }
        List<ObjectNode> messages = texts(texts);
        if (tappable) {
            if (messages.isEmpty()) {
                messages.add(text(ChoiceWords.prompt()));
            }
            ArrayNode items = quickReplies(messages.getLast());
            for (int i = 0; i < options.size(); i++) {
                String label = titled ? ChoiceWords.title(options.get(i)) : ChoiceWords.number(i);
                item(items).setAll(action(options, i, label));
            }
        }
        return messages;
    }

    private static List<ObjectNode> withPicture(Outbound reply, String link) {
        List<ObjectNode> messages = texts(cut(ReplyRuns.of(reply)));
        messages.add(message("image").put("originalContentUrl", link).put("previewImageUrl", link));
        return messages;
    }

    private static boolean fits(Content.Location place) {
        return MEASURE.of(name(place)) <= LONGEST_PLACE && MEASURE.of(address(place)) <= LONGEST_PLACE;
    }

    private static List<ObjectNode> withPlace(Outbound reply, Content.Location place) {
        List<Run> above = new ArrayList<>();
        Source source = reply.source();
        if (source != null) {
            above.addAll(SourceLine.runs(source, true));
        }
        List<ObjectNode> messages = texts(cut(above));
        messages.add(message("location")
                .put("title", name(place))
                .put("address", address(place))
                .put("latitude", place.latitude())
                .put("longitude", place.longitude()));
        return messages;
    }

    /** LINE takes no place without both: what is not known is said by the other, or by its degrees. */
    private static String name(Content.Location place) {
        String title = place.title();
        return title == null || title.isBlank() ? address(place) : title;
    }

    private static String address(Content.Location place) {
        String address = place.address();
        String title = place.title();
        if (address != null && !address.isBlank()) {
            return address;
        }
        return title == null || title.isBlank()
                ? String.format(Locale.ROOT, "%.5f, %.5f", place.latitude(), place.longitude())
                : title;
    }

    /** https://developers.line.biz/en/reference/messaging-api/#location-action */
    private static List<ObjectNode> placeWanted(Outbound reply) {
        List<ObjectNode> messages = texts(cut(ReplyRuns.of(reply)));
        if (messages.isEmpty()) {
            messages.add(text(ChoiceWords.placePrompt()));
        }
        item(quickReplies(messages.getLast())).put("type", "location").put("label", ChoiceWords.sendPlace());
        return messages;
    }

    private static List<String> cut(List<Run> runs) {
        return Portions.of(runs, LONGEST_TEXT, portion -> MEASURE.of(PlainText.of(portion))).stream()
                .map(PlainText::of)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<ObjectNode> texts(List<String> texts) {
        return texts.stream().map(LineMessages::text).collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean brief(List<String> texts) {
        return texts.size() == 1
                && MEASURE.of(texts.getFirst()) <= LONGEST_TEMPLATE
                && !ADDRESS.matcher(texts.getFirst()).find();
    }

    private static ObjectNode message(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode text(String text) {
        return message("text").put("text", text);
    }

    private static ObjectNode template(String text, List<Choice> options) {
        ObjectNode message = message("template").put("altText", text);
        ObjectNode template =
                message.putObject("template").put("type", "buttons").put("text", text);
        ArrayNode actions = template.putArray("actions");
        for (int i = 0; i < options.size(); i++) {
            actions.add(action(options, i, ChoiceWords.title(options.get(i))));
        }
        return message;
    }

    private static ArrayNode quickReplies(ObjectNode message) {
        return message.putObject("quickReply").putArray("items");
    }

    private static ObjectNode item(ArrayNode items) {
        return items.addObject().put("type", "action").putObject("action");
    }

    /** What stands on it goes along, because LINE tells only what was behind it. */
    private static ObjectNode action(List<Choice> options, int place, String label) {
        return message("postback")
                .put("label", label)
                .put("data", ChoiceWords.data(options, place, LONGEST_ID, MEASURE) + "\n" + label)
                .put("displayText", label);
    }
}
