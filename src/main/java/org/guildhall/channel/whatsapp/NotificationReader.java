package org.guildhall.channel.whatsapp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.meta.MetaJson;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Meta's notifications (https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components). One body may
 * hold messages and receipts of several numbers; only ours concern us. Groups, reactions, calls, what we sent ourselves,
 * changes of the account and kinds we do not know carry nothing.
 */
final class NotificationReader {

    private static final String OBJECT = "whatsapp_business_account";

    /** Nothing a citizen says: a reaction, a changed number, a chat that was opened and not written in. */
    private static final Set<String> NOTHING_SAID = Set.of("reaction", "system", "request_welcome");

    private static final Pattern CATEGORY = Pattern.compile("[a-z_]{1,40}");

    private static final Map<String, Stage> STAGES = Map.of(
            "sent", Stage.SENT,
            "delivered", Stage.DELIVERED,
            "read", Stage.READ,
            "played", Stage.READ,
            "failed", Stage.FAILED);

    private final String account;

    NotificationReader(String account) {
        this.account = account;
    }

    /**
     * Reads one body.
     *
     * @return what concerns us, in the body's order; an element that cannot be read is {@link Inbound.Unreadable} and
     *     keeps none of its neighbours from being read
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> read(byte[] body) {
        JsonNode tree = MetaJson.object(body);
        List<Inbound> events = new ArrayList<>();
        if (tree.path("object").stringValue(OBJECT).equals(OBJECT)) {
            MetaJson.elements(tree.path("entry"))
                    .flatMap(entry -> MetaJson.elements(entry.path("changes")))
                    .filter(change ->
                            change.path("field").stringValue("messages").equals("messages"))
                    .map(change -> change.path("value"))
                    .filter(value -> MetaJson.text(value.path("metadata"), "phone_number_id")
                            .equals(account))
                    .forEach(value -> read(value, events));
        }
        return events;
    }

    private void read(JsonNode value, List<Inbound> events) {
        Map<String, String> names = names(value.path("contacts"));
        String ourNumber = digits(MetaJson.text(value.path("metadata"), "display_phone_number"));
        MetaJson.elements(value.path("messages"))
                .filter(message -> !message.hasNonNull("group_id"))
                .filter(message -> ourNumber.isEmpty() || !ourNumber.equals(MetaJson.text(message, "from")))
                .forEach(message -> message(message, names, events));
        MetaJson.elements(value.path("statuses")).forEach(status -> status(status, events));
    }

    private static Map<String, String> names(JsonNode contacts) {
        Map<String, String> names = new HashMap<>();
        MetaJson.elements(contacts).forEach(contact -> {
            String name = MetaJson.text(contact.path("profile"), "name").strip();
            if (!name.isEmpty()) {
                names.put(MetaJson.text(contact, "wa_id"), name);
                names.put(MetaJson.text(contact, "user_id"), name);
            }
        });
        names.remove("");
        return names;
    }

    private void message(JsonNode message, Map<String, String> names, List<Inbound> events) {
        String type = MetaJson.text(message, "type");
        if (NOTHING_SAID.contains(type)) {
            return;
        }
        String id = MetaJson.text(message, "id");
        // Who has a username may hide the number, and is then known by an id that only we see.
        String person = MetaJson.text(message, "from").isEmpty()
                ? MetaJson.text(message, "from_user_id")
                : MetaJson.text(message, "from");
        Address from = address(person);
        if (id.isEmpty() || person.isEmpty()) {
            events.add(new Inbound.Unreadable(id, from, "a message without its id or its sender"));
            return;
        }
        switch (type) {
            case "edit" -> edited(id, from, message.path("edit"), events);
            case "revoke" -> revoked(id, from, message.path("revoke"), events);
            default -> said(id, from, message, names.get(person), events);
        }
    }

    private static void edited(String id, Address from, JsonNode edit, List<Inbound> events) {
        String original = MetaJson.text(edit, "original_message_id");
        List<Content> contents = MessageContent.of(edit.path("message"));
        if (!original.isEmpty() && !contents.isEmpty()) {
            events.add(new Inbound.Edited(id, from, original, contents.getFirst()));
        }
    }

    private static void revoked(String id, Address from, JsonNode revoke, List<Inbound> events) {
        String original = MetaJson.text(revoke, "original_message_id");
        if (!original.isEmpty()) {
            events.add(new Inbound.Deleted(id, from, original));
        }
    }

    /** Several cards in one message are several things said, under ids of their own. */
    private static void said(String id, Address from, JsonNode message, @Nullable String name, List<Inbound> events) {
        List<Content> contents = MessageContent.of(message);
        String choice = MessageContent.choice(message);
        Instant at = at(MetaJson.text(message, "timestamp"));
        for (int i = 0; i < contents.size(); i++) {
            String eventId = i == 0 ? id : id + "#" + (i + 1);
            events.add(new Inbound.Said(eventId, from, contents.get(i), choice, name, null, at));
        }
    }

    /** WhatsApp's own id of the message in which this was said, of which it may be the second or third card. */
    static String messageId(Inbound.Said said) {
        return said.eventId().replaceFirst("#[0-9]+$", "");
    }

    private void status(JsonNode status, List<Inbound> events) {
        String id = MetaJson.text(status, "id");
        String word = MetaJson.text(status, "status");
        Stage stage = STAGES.get(word);
        if (id.isEmpty() || stage == null) {
            return;
        }
        String person = MetaJson.text(status, "recipient_id").isEmpty()
                ? MetaJson.text(status, "recipient_user_id")
                : MetaJson.text(status, "recipient_id");
        int code = status.path("errors").path(0).path("code").asInt(0);
        String reason = stage == Stage.FAILED ? WhatsAppErrors.reason(code) : null;
        boolean windowClosed = stage == Stage.FAILED && code == WhatsAppErrors.WINDOW_CLOSED;
        events.add(new Inbound.Receipt(id + ":" + word, address(person), id, stage, reason, windowClosed));
        charged(id, address(person), stage, status.path("pricing"), events);
    }

    /**
     * Once for each message, when it has arrived: https://developers.facebook.com/docs/whatsapp/pricing. The word may stand
     * in the receipt that it was delivered or in the one that it was read. Older ones say only by their type that it costs.
     */
    private static void charged(String id, Address to, Stage stage, JsonNode pricing, List<Inbound> events) {
        boolean arrived = stage == Stage.DELIVERED || stage == Stage.READ;
        boolean billable = pricing.hasNonNull("billable")
                ? pricing.path("billable").asBoolean(false)
                : MetaJson.text(pricing, "type").equals("regular");
        if (arrived && billable) {
            String category = MetaJson.text(pricing, "category");
            events.add(new Inbound.Charged(
                    id + ":charged", to, CATEGORY.matcher(category).matches() ? category : "other"));
        }
    }

    private Address address(String person) {
        return new Address(WhatsAppChannel.NAME, account, person, person);
    }

    private static @Nullable Instant at(String seconds) {
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }
}
