package org.guildhall.simulator;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** WhatsApp's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples. */
public final class WhatsAppSide extends MetaSide {

    /** Our number, of no line there is. */
    private static final String NUMBER = "441632960000";

    /** Before the id that WhatsApp has of somebody for us alone. */
    private static final String COUNTRY = "GB.";

    private static final int MILLIS = 1_000;

    private final People hiding = new People();
    private final People everHidden = new People();

    /**
     * Our number there.
     *
     * @param account Meta's id of it
     */
    public WhatsAppSide(URI server, String account, String appSecret) {
        super("whatsapp", "PHONE_NUMBER_ID", server, account, appSecret);
    }

    @Override
    public String newId() {
        return "wamid." + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        ObjectNode body = JSON.objectNode();
        message(body, id, person, "text").putObject("text").put("body", words);
        return call(body);
    }

    @Override
    public WebhookCall tapped(String id, String person, Button button) {
        ObjectNode body = JSON.objectNode();
        message(body, id, person, "interactive")
                .putObject("interactive")
                .put("type", button.kind())
                .putObject(button.kind())
                .put("id", button.id())
                .put("title", button.title());
        return call(body);
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return status(id, person, "delivered");
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.Tapped(Button button) -> Optional.of(tapped(id, person, button));
            case Deed.SentFile sent -> sends(id, person, type(sent.kind()), inside -> attach(inside, sent));
            case Deed.SentPlace place -> sends(id, person, "location", inside -> locate(inside, place));
            case Deed.SentCard(String name, String number) -> Optional.of(card(id, person, name, number));
            case Deed.Changed changed ->
                sends(
                        id,
                        person,
                        "edit",
                        inside -> inside.put("original_message_id", changed.message())
                                .putObject("message")
                                .put("type", "text")
                                .putObject("text")
                                .put("body", changed.words()));
            case Deed.TookBack(String gone) ->
                sends(id, person, "revoke", inside -> inside.put("original_message_id", gone));
            case Deed.Reacted reacted -> sends(id, person, "reaction", inside -> react(inside, reacted));
            case Deed.Received(String message, String reference) -> Optional.of(arrived(message, person, reference));
            case Deed.Read(String message, String _) -> Optional.of(status(message, person, "read"));
            case Deed.WroteInGroup _, Deed.Blocked _, Deed.Hid _, Deed.LetADayPass _ -> Optional.empty();
        };
    }

    /** Nobody is told, not even the person. */
    @Override
    Optional<Fault.Refused> unwanted() {
        return Optional.empty();
    }

    /**
     * Its API takes it, and a receipt says that it came too late; a template may still go out:
     * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
     */
    @Override
    Optional<WebhookCall> tooLateAfterAll(GraphApi.Call call, String id, String person) {
        boolean template = call.body().path("type").asString("").equals("template");
        return template ? Optional.empty() : Optional.of(failed(id, person, 131047));
    }

    @Override
    public boolean hides(String person, boolean now) {
        hiding.put(person, now);
        everHidden.put(person, true);
        return true;
    }

    @Override
    String citizen(String address) {
        return address.startsWith(COUNTRY) ? address.substring(COUNTRY.length()) : address;
    }

    /** A message with one thing in it, which stands under the name of its type. */
    private Optional<WebhookCall> sends(String id, String person, String type, Consumer<ObjectNode> fill) {
        ObjectNode body = JSON.objectNode();
        fill.accept(message(body, id, person, type).putObject(type));
        return Optional.of(call(body));
    }

    private static String type(Deed.Kind kind) {
        return switch (kind) {
            case PHOTO -> "image";
            case VIDEO -> "video";
            case VOICE -> "audio";
            case FILE -> "document";
        };
    }

    private static void attach(ObjectNode inside, Deed.SentFile sent) {
        inside.put("id", sent.file().id()).put("mime_type", sent.file().mediaType());
        if (sent.kind() == Deed.Kind.VOICE) {
            inside.put("voice", true);
        } else if (!sent.words().isEmpty()) {
            inside.put("caption", sent.words());
        }
        if (sent.kind() == Deed.Kind.FILE) {
            inside.put("filename", sent.file().name());
        }
    }

    private static void locate(ObjectNode inside, Deed.SentPlace place) {
        inside.put("latitude", place.latitude()).put("longitude", place.longitude());
        if (!place.name().isEmpty()) {
            inside.put("name", place.name());
        }
        if (!place.address().isEmpty()) {
            inside.put("address", place.address());
        }
    }

    private WebhookCall card(String id, String person, String name, String number) {
        ObjectNode body = JSON.objectNode();
        ObjectNode card =
                message(body, id, person, "contacts").putArray("contacts").addObject();
        card.putObject("name").put("formatted_name", name).put("first_name", name);
        card.putArray("phones").addObject().put("phone", number).put("type", "CELL");
        return call(body);
    }

    private static void react(ObjectNode inside, Deed.Reacted reacted) {
        inside.put("message_id", reacted.message());
        if (!reacted.sign().isEmpty()) {
            inside.put("emoji", reacted.sign());
        }
    }

    private WebhookCall status(String id, String person, String word) {
        return status(id, person, word, status -> {});
    }

    private WebhookCall failed(String id, String person, int code) {
        return status(
                id,
                person,
                "failed",
                status ->
                        status.putArray("errors").addObject().put("code", code).put("title", "Not delivered"));
    }

    private WebhookCall status(String id, String person, String word, Consumer<ObjectNode> more) {
        ObjectNode body = JSON.objectNode();
        ObjectNode status = value(body)
                .putArray("statuses")
                .addObject()
                .put("id", id)
                .put("status", word)
                .put("timestamp", seconds());
        name(status, "recipient_id", "recipient_user_id", citizen(person));
        more.accept(status);
        return call(body);
    }

    private ObjectNode message(ObjectNode body, String id, String person, String type) {
        ObjectNode value = value(body);
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", Cast.nameOf(person));
        name(contact, "wa_id", "user_id", person);
        ObjectNode message = value.putArray("messages").addObject();
        name(message, "from", "from_user_id", person);
        return message.put("id", id).put("timestamp", seconds()).put("type", type);
    }

    /**
     * The number of somebody who shows it, and the id of who has ever hidden it: beside the number it joins what they wrote
     * under either.
     */
    private void name(ObjectNode somebody, String number, String userId, String person) {
        if (!hiding.has(person)) {
            somebody.put(number, person);
        }
        if (everHidden.has(person)) {
            somebody.put(userId, COUNTRY + person);
        }
    }

    private ObjectNode value(ObjectNode body) {
        body.put("object", "whatsapp_business_account");
        ObjectNode change = body.putArray("entry")
                .addObject()
                .put("id", "1")
                .putArray("changes")
                .addObject();
        change.put("field", "messages");
        ObjectNode value = change.putObject("value").put("messaging_product", "whatsapp");
        value.putObject("metadata").put("display_phone_number", NUMBER).put("phone_number_id", account());
        return value;
    }

    private static String seconds() {
        return Long.toString(System.currentTimeMillis() / MILLIS);
    }
}
