package org.guildhall.channel.whatsapp;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guildhall.channel.ChoiceWords;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Measure;
import org.guildhall.channel.OneLine;
import org.guildhall.channel.Portions;
import org.guildhall.channel.ReplyRuns;
import org.guildhall.channel.Run;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies as the bodies that WhatsApp takes: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages.
 * Up to three short choices are buttons, up to ten a list, more stand in the text with numbers.
 */
final class WhatsAppMessages {

    static final int LONGEST_TEXT = 4096;
    /** The words over buttons or a list. */
    static final int LONGEST_BODY = 1024;

    static final int MOST_BUTTONS = 3;
    static final int LONGEST_BUTTON = 20;
    static final int MOST_ROWS = 10;
    static final int LONGEST_ROW = 24;
    static final int LONGEST_DESCRIPTION = 72;
    /** Of 1,024 for a template with its own words, which we do not know. */
    static final int LONGEST_PARAMETER = 900;

    /** Buttons allow 256, rows 200. */
    private static final int LONGEST_ID = 200;

    /** WhatsApp says characters and not which; no way of counting gives more than this one, but for bytes. */
    private static final Measure MEASURE = Measure.UTF16;

    private WhatsAppMessages() {}

    /** The messages that say this, in order; empty when there is nothing to say. */
    static List<ObjectNode> of(Outbound reply) {
        return switch (reply.content()) {
            case Content.Text _, Content.Choices _ -> said(reply);
            case Content.Media file ->
                WhatsAppMedia.of(file)
                        .map(media -> withFile(reply, ReplyRuns.of(reply), media))
                        .orElseGet(() -> texts(reply, ReplyRuns.of(reply)));
            case Content.PlaceWanted _ ->
                under(reply, ReplyRuns.of(reply), ChoiceWords.placePrompt(), body -> placeWanted(reply, body));
            case Content.Location place -> alone(reply, location(reply, place));
            case Content.Contact card when card.name() == null && card.phone() == null -> List.of();
            case Content.Contact card -> alone(reply, card(reply, card));
        };
    }

    private static List<ObjectNode> said(Outbound reply) {
        List<Run> runs = ReplyRuns.of(reply);
        List<Choice> options = ReplyRuns.options(reply);
        if (options.isEmpty() || options.size() > MOST_ROWS) {
            return texts(reply, ReplyRuns.withNumbers(reply));
        }
        boolean buttons = options.size() <= MOST_BUTTONS && ChoiceWords.titlesFit(options, LONGEST_BUTTON, MEASURE);
        boolean titled = buttons || ChoiceWords.titlesFit(options, LONGEST_ROW, MEASURE);
        List<Run> said = titled ? runs : ReplyRuns.withNumbers(reply);
        return under(
                reply,
                said,
                ChoiceWords.prompt(),
                over -> buttons ? buttons(reply, over, options) : list(reply, over, options, titled));
    }

    /** Something to tap, with the words over it, or with a prompt where they are too long and go before it. */
    private static List<ObjectNode> under(
            Outbound reply, List<Run> said, String prompt, Function<String, ObjectNode> tappable) {
        String body = WhatsAppMarkup.of(said).strip();
        List<ObjectNode> messages = new ArrayList<>();
        if (MEASURE.of(body) > LONGEST_BODY) {
            messages.addAll(texts(reply, said));
            body = "";
        }
        messages.add(tappable.apply(body.isEmpty() ? prompt : body));
        return messages;
    }

    /** A file with its words under it where they fit there, else before it. */
    private static List<ObjectNode> withFile(Outbound reply, List<Run> runs, WhatsAppMedia media) {
        String caption = WhatsAppMarkup.of(runs).strip();
        boolean fits = media.takesCaption() && MEASURE.of(caption) <= WhatsAppMedia.LONGEST_CAPTION;
        List<ObjectNode> messages = new ArrayList<>(fits ? List.of() : texts(reply, runs));
        ObjectNode message = to(reply, media.type());
        ObjectNode file = message.putObject(media.type());
        file.setAll(media.file());
        if (fits && !caption.isEmpty()) {
            file.put("caption", caption);
        }
        messages.add(message);
        return messages;
    }

    /** https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-request-messages */
    private static ObjectNode placeWanted(Outbound reply, String over) {
        ObjectNode message = to(reply, "interactive");
        interactive(message, "location_request_message", over).put("name", "send_location");
        return message;
    }

    /** Something that takes no words beside it; where it is from stands before it. */
    private static List<ObjectNode> alone(Outbound reply, ObjectNode message) {
        List<ObjectNode> messages =
                new ArrayList<>(reply.source() == null ? List.of() : texts(reply, ReplyRuns.of(reply)));
        messages.add(message);
        return messages;
    }

    /** https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-messages */
    private static ObjectNode location(Outbound reply, Content.Location place) {
        ObjectNode message = to(reply, "location");
        ObjectNode location = message.putObject("location");
        location.put("latitude", place.latitude()).put("longitude", place.longitude());
        if (place.title() != null) {
            location.put("name", place.title());
        }
        if (place.address() != null) {
            location.put("address", place.address());
        }
        return message;
    }

    /** https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages, where a name is a must. */
    private static ObjectNode card(Outbound reply, Content.Contact card) {
        ObjectNode message = to(reply, "contacts");
        ObjectNode contact = message.putArray("contacts").addObject();
        String name = card.name() == null ? card.phone() : card.name();
        contact.putObject("name").put("formatted_name", name).put("first_name", name);
        if (card.phone() != null) {
            contact.putArray("phones").addObject().put("phone", card.phone());
        }
        return message;
    }

    /** The same words through a template, which takes them as one line; a file is said by its address. */
    static List<ObjectNode> of(Outbound reply, WhatsAppProperties.Template template) {
        return Portions.of(
                        ReplyRuns.withAddress(reply),
                        LONGEST_PARAMETER,
                        runs -> oneLine(runs).length())
                .stream()
                .map(WhatsAppMessages::oneLine)
                .filter(line -> !line.isEmpty())
                .map(line -> template(reply, template, line))
                .toList();
    }

    /**
     * What is left of it when so many of its messages have gone out, through a template.
     *
     * @return empty when nothing is left that could be said in words
     */
    static List<ObjectNode> rest(Outbound reply, int freely, WhatsAppProperties.Template template) {
        if (freely == 0) {
            return of(reply, template);
        }
        String left = of(reply).stream()
                .skip(freely)
                .map(message -> inWords(reply, message))
                .collect(Collectors.joining("\n"));
        return OneLine.of(left, LONGEST_PARAMETER).stream()
                .map(line -> template(reply, template, line))
                .toList();
    }

    /** One of several messages; those before it have said the words that what is shown or tapped would stand under. */
    private static String inWords(Outbound reply, ObjectNode message) {
        String text = message.path("text").path("body").stringValue("");
        return text.isEmpty() ? WhatsAppMarkup.of(ReplyRuns.withoutWords(reply)) : text;
    }

    /** Ticks a message and those before it as read, and shows that somebody is typing until a reply or 25 seconds. */
    static ObjectNode readAndTyping(String messageId) {
        ObjectNode body = product();
        body.put("status", "read");
        body.put("message_id", messageId);
        body.putObject("typing_indicator").put("type", "text");
        return body;
    }

    /** WhatsApp's id of the message it took, or null. */
    static @Nullable String id(JsonCaller.Result.Answered answer) {
        JsonNode id = answer.body().path("messages").path(0).path("id");
        return id.isString() && !id.stringValue().isBlank() ? id.stringValue() : null;
    }

    private static List<ObjectNode> texts(Outbound reply, List<Run> runs) {
        return Portions.of(runs, LONGEST_TEXT, portion -> MEASURE.of(WhatsAppMarkup.of(portion))).stream()
                .map(WhatsAppMarkup::of)
                .filter(text -> !text.isBlank())
                .map(text -> text(reply, text))
                .toList();
    }

    private static ObjectNode text(Outbound reply, String text) {
        ObjectNode message = to(reply, "text");
        message.putObject("text").put("body", text).put("preview_url", false);
        return message;
    }

    private static ObjectNode buttons(Outbound reply, String over, List<Choice> options) {
        ObjectNode message = to(reply, "interactive");
        ArrayNode buttons = interactive(message, "button", over).putArray("buttons");
        for (int i = 0; i < options.size(); i++) {
            buttons.addObject()
                    .put("type", "reply")
                    .putObject("reply")
                    .put("id", data(options, i))
                    .put("title", ChoiceWords.title(options.get(i)));
        }
        return message;
    }

    private static ObjectNode list(Outbound reply, String over, List<Choice> options, boolean titled) {
        ObjectNode message = to(reply, "interactive");
        ObjectNode action = interactive(message, "list", over);
        action.put("button", ChoiceWords.open());
        ArrayNode rows = action.putArray("sections").addObject().putArray("rows");
        for (int i = 0; i < options.size(); i++) {
            String title = ChoiceWords.title(options.get(i));
            ObjectNode row = rows.addObject().put("id", data(options, i));
            row.put("title", titled ? title : ChoiceWords.number(i));
            if (!titled && !title.isEmpty()) {
                row.put("description", shortened(title));
            }
        }
        return message;
    }

    private static ObjectNode interactive(ObjectNode message, String type, String over) {
        ObjectNode interactive = message.putObject("interactive");
        interactive.put("type", type);
        interactive.putObject("body").put("text", over);
        return interactive.putObject("action");
    }

    private static ObjectNode template(Outbound reply, WhatsAppProperties.Template template, String line) {
        ObjectNode message = to(reply, "template");
        ObjectNode body = message.putObject("template");
        body.put("name", template.name());
        body.putObject("language").put("code", template.language());
        ObjectNode component = body.putArray("components").addObject().put("type", "body");
        component.putArray("parameters").addObject().put("type", "text").put("text", line);
        return message;
    }

    /** Who hides the number is reached under an id with a country in it, such as {@code GB.123}. */
    private static ObjectNode to(Outbound reply, String type) {
        ObjectNode message = product();
        String person = reply.to().replyTo();
        message.put("recipient_type", "individual");
        message.put(person.matches("\\+?[0-9]+") ? "to" : "recipient", person);
        message.put("type", type);
        return message;
    }

    private static ObjectNode product() {
        return JsonNodeFactory.instance.objectNode().put("messaging_product", "whatsapp");
    }

    private static String data(List<Choice> options, int place) {
        return ChoiceWords.data(options, place, LONGEST_ID, MEASURE);
    }

    private static String oneLine(List<Run> runs) {
        return OneLine.joined(WhatsAppMarkup.of(runs));
    }

    /** The whole title stands in the text above the list. */
    private static String shortened(String title) {
        if (MEASURE.of(title) <= LONGEST_DESCRIPTION) {
            return title;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(title);
        int end = characters.preceding(LONGEST_DESCRIPTION);
        return title.substring(0, end).strip() + "…";
    }
}
