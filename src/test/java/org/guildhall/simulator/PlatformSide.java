package org.guildhall.simulator;

import java.net.URI;
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

    private static ObjectNode message(ObjectNode event, String id) {
        return event.putObject("message").put("mid", id);
    }

    private WebhookCall event(String person, Consumer<ObjectNode> fill) {
        ObjectNode body = JSON.objectNode();
        body.put("object", channel().equals("messenger") ? "page" : "instagram");
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
