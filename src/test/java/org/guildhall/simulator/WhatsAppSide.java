package org.guildhall.simulator;

import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** WhatsApp's Cloud API: https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/payload-examples. */
public final class WhatsAppSide extends MetaSide {

    /** Our number, of no line there is. */
    private static final String NUMBER = "441632960000";

    private static final int MILLIS = 1_000;

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
        ObjectNode body = JSON.objectNode();
        value(body)
                .putArray("statuses")
                .addObject()
                .put("id", id)
                .put("status", "delivered")
                .put("timestamp", seconds())
                .put("recipient_id", person);
        return call(body);
    }

    private ObjectNode message(ObjectNode body, String id, String person, String type) {
        ObjectNode value = value(body);
        ObjectNode contact = value.putArray("contacts").addObject();
        contact.putObject("profile").put("name", "Citizen " + person);
        contact.put("wa_id", person);
        return value.putArray("messages")
                .addObject()
                .put("from", person)
                .put("id", id)
                .put("timestamp", seconds())
                .put("type", type);
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
