package org.guildhall.simulator;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Messenger or Instagram: https://developers.facebook.com/docs/messenger-platform/reference/webhook-events. */
public final class PlatformSide extends MetaSide {

    /**
     * Our page or account.
     *
     * @param channel {@code messenger} or {@code instagram}
     */
    public PlatformSide(String channel, URI server, String account, String appSecret) {
        super(channel, channel.equals("messenger") ? "PAGE_ID" : "ACCOUNT_ID", server, account, appSecret);
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return event(person, event -> message(event, id).put("text", words));
    }

    @Override
    public WebhookCall tapped(String id, String person, Button button) {
        return event(person, event -> {
            if (button.kind().equals("postback")) {
                event.putObject("postback")
                        .put("mid", id)
                        .put("title", button.title())
                        .put("payload", button.id());
            } else {
                message(event, id)
                        .put("text", button.title())
                        .putObject("quick_reply")
                        .put("payload", button.id());
            }
        });
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return event(person, event -> {
            ObjectNode delivery = event.putObject("delivery");
            delivery.putArray("mids").add(id);
            delivery.put("watermark", System.currentTimeMillis());
        });
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.Tapped(Button button) -> Optional.of(tapped(id, person, button));
            case Deed.SentFile sent -> Optional.of(event(person, event -> attach(message(event, id), sent)));
            case Deed.SentPlace place
            when onMessenger() -> Optional.of(event(person, event -> locate(message(event, id), place)));
            case Deed.SentPlace _, Deed.SentCard _ -> Optional.of(event(person, event -> withhold(message(event, id))));
            case Deed.Changed changed -> Optional.of(event(person, event -> change(event, changed)));
            case Deed.TookBack(String gone) ->
                Optional.of(event(person, event -> message(event, gone).put("is_deleted", true)));
            case Deed.Reacted reacted -> Optional.of(event(person, event -> react(event, reacted)));
            case Deed.Received(String message, String reference) ->
                onMessenger() ? Optional.of(arrived(message, person, reference)) : Optional.empty();
            case Deed.Read(String message, String _) ->
                Optional.of(event(person, event -> read(event.putObject("read"), message)));
            case Deed.WroteInGroup _, Deed.Blocked _, Deed.Hid _, Deed.LetADayPass _ -> Optional.empty();
        };
    }

    /** https://developers.facebook.com/docs/messenger-platform/error-codes */
    @Override
    Optional<Fault.Refused> unwanted() {
        return Optional.of(onMessenger() ? GraphApi.error(400, 551, 1545041) : GraphApi.error(400, 100, 2534014));
    }

    /** A person may still write: https://developers.facebook.com/docs/messenger-platform/policy/policy-overview */
    @Override
    Fault tooLate(GraphApi.Call call) {
        boolean byAPerson = call.body().path("tag").asString("").equals("HUMAN_AGENT");
        return byAPerson ? Fault.NONE : GraphApi.error(403, 10, onMessenger() ? 2018278 : 2534022);
    }

    private boolean onMessenger() {
        return channel().equals("messenger");
    }

    private static ObjectNode message(ObjectNode event, String id) {
        return event.putObject("message").put("mid", id);
    }

    private static void attach(ObjectNode message, Deed.SentFile sent) {
        if (!sent.words().isEmpty()) {
            message.put("text", sent.words());
        }
        String type = switch (sent.kind()) {
            case PHOTO -> "image";
            case VIDEO -> "video";
            case VOICE -> "audio";
            case FILE -> "file";
        };
        message.putArray("attachments")
                .addObject()
                .put("type", type)
                .putObject("payload")
                .put("url", sent.file().address().toString());
    }

    private static void locate(ObjectNode message, Deed.SentPlace place) {
        ObjectNode attachment = message.putArray("attachments").addObject().put("type", "location");
        attachment
                .putObject("payload")
                .putObject("coordinates")
                .put("lat", place.latitude())
                .put("long", place.longitude());
        attachment.put("title", place.name().isEmpty() ? "Pinned location" : place.name());
    }

    /** Only that something came is handed on, and not what it was. */
    private static void withhold(ObjectNode message) {
        message.put("is_unsupported", true).putArray("attachments");
    }

    private static void change(ObjectNode event, Deed.Changed changed) {
        event.putObject("message_edit")
                .put("mid", changed.message())
                .put("text", changed.words())
                .put("num_edit", changed.times());
    }

    private static void react(ObjectNode event, Deed.Reacted reacted) {
        ObjectNode reaction = event.putObject("reaction").put("mid", reacted.message());
        if (reacted.sign().isEmpty()) {
            reaction.put("action", "unreact");
        } else {
            reaction.put("action", "react").put("reaction", "other").put("emoji", reacted.sign());
        }
    }

    /** Messenger tells until when all was read, Instagram which message. */
    private void read(ObjectNode read, String message) {
        if (onMessenger()) {
            read.put("watermark", System.currentTimeMillis());
        } else {
            read.put("mid", message);
        }
    }

    private WebhookCall event(String person, Consumer<ObjectNode> fill) {
        ObjectNode body = JSON.objectNode();
        body.put("object", onMessenger() ? "page" : "instagram");
        ObjectNode entry = body.putArray("entry").addObject();
        entry.put("id", account()).put("time", System.currentTimeMillis());
        ObjectNode event = entry.putArray("messaging").addObject();
        event.putObject("sender").put("id", person);
        event.putObject("recipient").put("id", account());
        event.put("timestamp", System.currentTimeMillis());
        fill.accept(event);
        return call(body);
    }
}
