package org.guildhall.channel.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.Measure;
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
 * Replies as the messages that Viber takes (https://developers.viber.com/docs/api/rest-bot-api/#message-types). Choices are
 * a keyboard, with their numbers where a title is too long for a button; more of them stand in the text with numbers. A
 * picture, a place and a card are shown as such; another file, whose size Viber would have to be told, is linked.
 */
final class ViberMessages {

    static final int LONGEST_SENDER = 28;
    static final int LONGEST_TEXT = 7000;
    /** https://www.infobip.com/docs/viber/bots/message-types; Viber's own page names no number. */
    static final int LONGEST_CAPTION = 512;
    /** Rows: https://developers.viber.com/docs/tools/keyboards */
    static final int MOST_BUTTONS = 24;
    /** More would not fit in a row; even as {@code &amp;} each it is within the 250 that Viber takes. */
    static final int LONGEST_BUTTON = 50;
    /** With as many ids and titles as there are buttons, what comes back is within the 4,000 that Viber takes. */
    static final int LONGEST_ID = 100;

    private static final int LONGEST_TRACKED = 4000;
    private static final int LONGEST_NAME = 28;
    private static final int LONGEST_NUMBER = 18;
    /** A row is so many columns wide. */
    private static final int COLUMNS = 6;

    private static final Measure MEASURE = Measure.UTF16;

    private final String sender;
    private final String receiver;

    private ViberMessages(String sender, String receiver) {
        this.sender = sender;
        this.receiver = receiver;
    }

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply, String sender) {
        ViberMessages messages = new ViberMessages(sender, reply.to().replyTo());
        return switch (reply.content()) {
            case Content.Media file
            when shown(file) -> messages.withPicture(reply, file.link().orElseThrow());
            case Content.Location place -> messages.withPlace(reply, place);
            case Content.Contact card when fits(card) -> messages.withCard(reply, card);
            default -> messages.inWords(reply);
        };
    }

    /** What rides on the answer to who opens the chat; Viber knows for whom it is. */
    static ObjectNode welcome(String words, String sender) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putObject("sender").put("name", sender);
        return message.put("type", "text").put("text", words);
    }

    private static boolean shown(Content.Media file) {
        return file.kind() == MediaKind.PHOTO && file.link().isPresent();
    }

    private static boolean fits(Content.Contact card) {
        String name = card.name();
        String number = card.phone();
        return name != null
                && number != null
                && !name.isBlank()
                && !number.isBlank()
                && MEASURE.of(name) <= LONGEST_NAME
                && MEASURE.of(number) <= LONGEST_NUMBER;
    }

    private List<ObjectNode> inWords(Outbound reply) {
        List<Choice> options = ReplyRuns.options(reply);
        boolean tappable = !options.isEmpty() && options.size() <= MOST_BUTTONS;
        boolean titled = tappable && ChoiceWords.titlesFit(options, LONGEST_BUTTON, MEASURE);
        List<ObjectNode> messages = texts(titled ? ReplyRuns.of(reply) : ReplyRuns.withAddress(reply));
        if (tappable) {
            if (messages.isEmpty()) {
                messages.add(text(ChoiceWords.prompt()));
            }
            keyboard(messages.getLast(), options, titled);
        }
        return messages;
    }

    /** Under the picture where the words fit there, else before it. */
    private List<ObjectNode> withPicture(Outbound reply, String link) {
        List<Run> words = ReplyRuns.of(reply);
        boolean caption = ViberMarkup.measure(words) <= LONGEST_CAPTION;
        List<ObjectNode> messages = caption ? new ArrayList<>() : texts(words);
        messages.add(message("picture")
                .put("text", caption ? ViberMarkup.of(words).strip() : "")
                .put("media", link));
        return messages;
    }

    private List<ObjectNode> withPlace(Outbound reply, Content.Location place) {
        String address = place.address();
        String called = place.title() == null && address != null ? address : place.text();
        List<ObjectNode> messages = texts(withSource(reply, called));
        ObjectNode message = message("location");
        message.putObject("location").put("lat", place.latitude()).put("lon", place.longitude());
        messages.add(message);
        return messages;
    }

    private List<ObjectNode> withCard(Outbound reply, Content.Contact card) {
        List<ObjectNode> messages = texts(withSource(reply, ""));
        ObjectNode message = message("contact");
        message.putObject("contact").put("name", card.name()).put("phone_number", card.phone());
        messages.add(message);
        return messages;
    }

    /** What something is called is no Markdown. */
    private static List<Run> withSource(Outbound reply, String called) {
        List<Run> runs = new ArrayList<>();
        if (!called.isBlank()) {
            runs.add(Run.plain(called));
        }
        Source source = reply.source();
        if (source != null) {
            runs.addAll(SourceLine.runs(source, runs.isEmpty()));
        }
        return runs;
    }

    private List<ObjectNode> texts(List<Run> runs) {
        return Portions.of(runs, LONGEST_TEXT, ViberMarkup::measure).stream()
                .map(ViberMarkup::of)
                .filter(text -> !text.isBlank())
                .map(this::text)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private ObjectNode text(String text) {
        return message("text").put("text", text);
    }

    private ObjectNode message(String type) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("receiver", receiver);
        message.putObject("sender").put("name", sender);
        return message.put("type", type);
    }

    /** A tap sends the button's words as if they had been written; the ids they stand for come back beside them. */
    private static void keyboard(ObjectNode message, List<Choice> options, boolean titled) {
        ObjectNode ids = JsonNodeFactory.instance.objectNode();
        ObjectNode keyboard = message.putObject("keyboard");
        keyboard.put("Type", "keyboard").put("DefaultHeight", false);
        ArrayNode buttons = keyboard.putArray("Buttons");
        for (int i = 0; i < options.size(); i++) {
            String words = titled ? ChoiceWords.title(options.get(i)) : ChoiceWords.number(i);
            buttons.addObject()
                    .put("Columns", titled ? COLUMNS : Math.max(1, COLUMNS / options.size()))
                    .put("Rows", 1)
                    .put("ActionType", "reply")
                    .put("ActionBody", words)
                    .put("Text", html(words));
            ids.put(words, ChoiceWords.data(options, i, LONGEST_ID, MEASURE));
        }
        String tracked = ids.toString();
        if (MEASURE.of(tracked) <= LONGEST_TRACKED) {
            message.put("tracking_data", tracked);
        }
    }

    /** What stands on a button is HTML: https://developers.viber.com/docs/tools/keyboards */
    private static String html(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
