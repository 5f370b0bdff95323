package org.guildhall.channel.whatsapp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.meta.MetaJson;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads Meta's notifications (https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components). One body may
 * hold messages and receipts of several numbers; only ours concern us. Groups, calls, what we sent ourselves, changes of the
 * account and kinds we do not know carry nothing.
 */
final class NotificationReader {

    private static final String OBJECT = "whatsapp_business_account";

    /** A chat that was opened and not written in. */
    private static final String NOTHING_SAID = "request_welcome";

    /** Who has another number or another id now. */
    private static final Set<String> MOVED =
            Set.of("user_changed_number", "user_changed_user_id", "customer_changed_number");

    private static final Pattern CATEGORY = Pattern.compile("[a-z_]{1,40}");

    /** A country and what Meta thought of: {@code GB.123}, {@code GB.ENT.123}. */
    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9._-]{1,200}");

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
        Map<String, JsonNode> contacts = contacts(value.path("contacts"));
        String ourNumber = digits(MetaJson.text(value.path("metadata"), "display_phone_number"));
        MetaJson.elements(value.path("messages"))
                .filter(message -> !message.hasNonNull("group_id"))
                .filter(message -> ourNumber.isEmpty() || !ourNumber.equals(MetaJson.text(message, "from")))
                .forEach(message -> message(message, contacts, events));
        MetaJson.elements(value.path("statuses")).forEach(status -> status(status, events));
    }

    /** By whichever of their names Meta gives. */
    private static Map<String, JsonNode> contacts(JsonNode contacts) {
        Map<String, JsonNode> known = new HashMap<>();
        MetaJson.elements(contacts).forEach(contact -> {
            known.put(MetaJson.text(contact, "wa_id"), contact);
            known.put(MetaJson.text(contact, "user_id"), contact);
        });
        known.remove("");
        return known;
    }

    private void message(JsonNode message, Map<String, JsonNode> contacts, List<Inbound> events) {
        String type = MetaJson.text(message, "type");
        String id = MetaJson.text(message, "id");
        Person person = Person.of(message, contacts);
        if (type.equals(NOTHING_SAID)) {
            return;
        }
        if (type.equals("system")) {
            moved(id, person, message.path("system"), events);
            return;
        }
        Address from = address(person);
        if (id.isEmpty() || from.person().isEmpty()) {
            events.add(new Inbound.Unreadable(id, from, "a message without its id or its sender"));
            return;
        }
        switch (type) {
            case "edit" -> edited(id, from, message.path("edit"), events);
            case "revoke" -> revoked(id, from, message.path("revoke"), events);
            case "reaction" -> reacted(id, from, message.path("reaction"), events);
            default -> said(id, person, message, events);
        }
    }

    /**
     * Another number brings another id with it
     * (https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system). What
     * does not say under which name they were known, or are now, moves nobody.
     */
    private void moved(String id, Person before, JsonNode system, List<Inbound> events) {
        String number = MetaJson.text(system, "wa_id").isEmpty()
                ? MetaJson.text(system, "new_wa_id")
                : MetaJson.text(system, "wa_id");
        Person now = Person.named(number, MetaJson.text(system, "user_id"), "");
        if (id.isEmpty() || now.known().isEmpty() || !MOVED.contains(MetaJson.text(system, "type"))) {
            return;
        }
        Stream.of(MetaJson.text(system, "previous_user_id"), before.userId(), before.number())
                .filter(name -> !name.isEmpty() && !name.equals(now.userId()) && !name.equals(now.number()))
                .distinct()
                .forEach(name -> events.add(new Inbound.Moved(id + ":" + name, address(name, name), address(now))));
    }

    /** Without an emoji it was taken away. */
    private static void reacted(String id, Address from, JsonNode reaction, List<Inbound> events) {
        String about = MetaJson.text(reaction, "message_id");
        if (!about.isEmpty()) {
            events.add(new Inbound.Reacted(id, from, about, MetaJson.text(reaction, "emoji")));
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
    private void said(String id, Person person, JsonNode message, List<Inbound> events) {
        Address from = address(person);
        Address alias = person.alias().isEmpty() ? null : address(person.alias(), person.replyTo());
        String name = person.name().isEmpty() ? null : person.name();
        List<Content> contents = MessageContent.of(message);
        String choice = MessageContent.choice(message);
        Instant at = at(MetaJson.text(message, "timestamp"));
        for (int i = 0; i < contents.size(); i++) {
            String eventId = i == 0 ? id : id + "#" + (i + 1);
            Inbound.Said said = new Inbound.Said(eventId, from, contents.get(i), choice, name, null, at);
            events.add(said.alsoKnownAs(alias));
        }
    }

    /** WhatsApp's own id of the message in which this was said, of which it may be the second or third card. */
    static String messageId(Inbound.Said said) {
        return said.eventId().replaceFirst("#[0-9]+$", "");
    }

    /**
     * How far a message of ours got. That it was delivered tells also under which names somebody is the same person, so that who
     * wrote before there were ids and hides the number from now on is known; once for each message is enough.
     */
    private void status(JsonNode status, List<Inbound> events) {
        String id = MetaJson.text(status, "id");
        String word = MetaJson.text(status, "status");
        Stage stage = STAGES.get(word);
        if (id.isEmpty()
                || stage == null
                || MetaJson.text(status, "recipient_type").equals("group")) {
            return;
        }
        Person person =
                Person.named(MetaJson.text(status, "recipient_id"), MetaJson.text(status, "recipient_user_id"), "");
        Address to = address(person);
        int code = status.path("errors").path(0).path("code").asInt(0);
        String reason = stage == Stage.FAILED ? WhatsAppErrors.reason(code) : null;
        boolean windowClosed = stage == Stage.FAILED && code == WhatsAppErrors.WINDOW_CLOSED;
        boolean passing = stage == Stage.FAILED && WhatsAppErrors.passes(code);
        events.add(new Inbound.Receipt(id + ":" + word, to, id, stage, reason, windowClosed, false, passing));
        charged(id, to, stage, status.path("pricing"), events);
        if (stage == Stage.DELIVERED && !person.alias().isEmpty()) {
            events.add(new Inbound.Moved(id + ":named", address(person.alias(), person.replyTo()), to));
        }
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

    private Address address(Person person) {
        return address(person.known(), person.replyTo());
    }

    private Address address(String person, String replyTo) {
        return new Address(WhatsAppChannel.NAME, account, person, replyTo);
    }

    private static @Nullable Instant at(String seconds) {
        return seconds.matches("[0-9]{1,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }

    private static String digits(String number) {
        return number.replaceAll("[^0-9]", "");
    }

    /**
     * Somebody on WhatsApp. Who has a username may hide the number, and everybody has an id that only we see: by that they are
     * known here where Meta names it, and they are answered at the number where it names one
     * (https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids).
     *
     * @param number digits; empty when it is not named, and so are the others
     * @param userId for instance {@code GB.123}
     * @param name what they call themself
     */
    private record Person(String number, String userId, String name) {

        static Person of(JsonNode message, Map<String, JsonNode> contacts) {
            String number = MetaJson.text(message, "from");
            String userId = MetaJson.text(message, "from_user_id");
            JsonNode contact = contacts.getOrDefault(number, contacts.getOrDefault(userId, MissingNode.getInstance()));
            return named(
                    number,
                    userId.isEmpty() ? MetaJson.text(contact, "user_id") : userId,
                    MetaJson.text(contact.path("profile"), "name").strip());
        }

        /** Who hides the number may have the id in its place; what looks like no id is none beside a number. */
        static Person named(String number, String userId, String name) {
            if (USER_ID.matcher(number).matches()) {
                return new Person("", userId.isEmpty() ? number : userId, name);
            }
            boolean named = number.isEmpty() || USER_ID.matcher(userId).matches();
            return new Person(number, named ? userId : "", name);
        }

        /** By what they are told apart from others. */
        String known() {
            return userId.isEmpty() ? number : userId;
        }

        String replyTo() {
            return number.isEmpty() ? userId : number;
        }

        /** What they were known by before Meta named the id; empty when that is all there is, or hidden. */
        String alias() {
            return userId.isEmpty() ? "" : number;
        }
    }
}
