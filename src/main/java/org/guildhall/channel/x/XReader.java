package org.guildhall.channel.x;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what X posts: the X Activity API (https://docs.x.com/x-api/activity/event-payloads), and the older Account Activity API
 * (https://docs.x.com/x-api/account-activity/introduction), whose events the other one wraps. What we wrote ourselves, encrypted
 * chats, other accounts and kinds we do not know carry nothing.
 */
final class XReader {

    private final String account;

    XReader(String account) {
        this.account = account;
    }

    /**
     * Reads one body.
     *
     * @return what concerns us, in the body's order; an element that cannot be read is {@link Inbound.Unreadable} and keeps none
     *     of its neighbours from being read
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> read(byte[] body) {
        JsonNode tree = XJson.object(body);
        List<Inbound> events = new ArrayList<>();
        if (XJson.text(tree, "for_user_id").equals(account)) {
            messages(tree, events);
            read(tree, events);
            typing(tree, events);
            XJson.elements(tree.path("tweet_create_events")).forEach(post -> older(post, events));
        }
        XJson.elements(tree.path("data"))
                .filter(event -> XJson.text(event.path("filter"), "user_id").equals(account))
                .forEach(event -> activity(event, events));
        return events;
    }

    private void activity(JsonNode event, List<Inbound> events) {
        JsonNode payload = event.path("payload");
        switch (XJson.text(event, "event_type")) {
            case "dm.received" -> messages(payload, events);
            case "dm.read" -> read(payload, events);
            case "dm.indicate_typing" -> typing(payload, events);
            case "post.mention.create" ->
                mention(payload, XJson.text(payload, "author_id"), name(event, payload), events);
            // Of chat.received nobody but the two can read anything, and the rest is no conversation.
            default -> {}
        }
    }

    private void messages(JsonNode payload, List<Inbound> events) {
        XJson.elements(payload.path("direct_message_events"))
                .filter(event -> XJson.text(event, "type").equals("message_create"))
                .forEach(event -> message(event, payload.path("users"), events));
    }

    private void message(JsonNode event, JsonNode users, List<Inbound> events) {
        JsonNode message = event.path("message_create");
        String sender = XJson.text(message, "sender_id");
        String id = XJson.text(event, "id");
        String to = XJson.text(message.path("target"), "recipient_id");
        if (sender.equals(account) || !to.isEmpty() && !to.equals(account)) {
            return;
        }
        if (id.isEmpty() || sender.isEmpty() || !message.path("message_data").isObject()) {
            events.add(new Inbound.Unreadable(id, person(sender), "a message without its id, its sender or its data"));
            return;
        }
        String tapped = XJson.text(message.path("message_data").path("quick_reply_response"), "metadata");
        XContent.of(message.path("message_data"))
                .ifPresent(content -> events.add(new Inbound.Said(
                        id,
                        person(sender),
                        content,
                        tapped.isEmpty() ? null : tapped,
                        name(users.path(sender)),
                        null,
                        XJson.at(event, "created_timestamp"))));
    }

    /** The last one that was read is named, and with it all that we sent before. */
    private void read(JsonNode payload, List<Inbound> events) {
        XJson.elements(payload.path("direct_message_mark_read_events")).forEach(event -> {
            String reader = XJson.text(event, "sender_id");
            String last = XJson.text(event, "last_read_event_id");
            Instant until = XJson.at(event, "created_timestamp");
            if (until != null && fromThem(reader) && !last.isEmpty()) {
                events.add(new Inbound.CaughtUp("read:" + reader + ":" + last, person(reader), Stage.READ, until));
            }
        });
    }

    private void typing(JsonNode payload, List<Inbound> events) {
        XJson.elements(payload.path("direct_message_indicate_typing_events")).forEach(event -> {
            String writer = XJson.text(event, "sender_id");
            if (fromThem(writer)) {
                String eventId = "typing:" + writer + ":" + XJson.text(event, "created_timestamp");
                events.add(new Inbound.Typing(eventId, person(writer)));
            }
        });
    }

    /** As the older API tells of a post: who passes it on, or quotes it, has not called us. */
    private void older(JsonNode post, List<Inbound> events) {
        boolean named = XJson.elements(post.path("entities").path("user_mentions"))
                .anyMatch(mention -> XJson.id(mention, "id").equals(account));
        if (named && !post.path("retweeted_status").isObject()) {
            JsonNode author = post.path("user");
            mention(post, XJson.id(author, "id"), XJson.text(author, "name"), events);
        }
    }

    /** Said to everybody, not to us: staff see where it stands, and what it says stays there. */
    private void mention(JsonNode post, String author, @Nullable String name, List<Inbound> events) {
        String id = XJson.id(post, "id");
        if (!id.matches("[0-9]{1,20}") || !fromThem(author)) {
            return;
        }
        Content where = new Content.Media(MediaKind.MENTION, null, "", "https://x.com/i/status/" + id, null, null);
        String called = name == null || name.isEmpty() ? null : name;
        events.add(new Inbound.Said(id, person(author), where, null, called, null, XJson.at(post, "created_at")));
    }

    private static @Nullable String name(JsonNode event, JsonNode post) {
        String author = XJson.text(post, "author_id");
        return XJson.elements(event.path("includes").path("users"))
                .filter(user -> XJson.text(user, "id").equals(author))
                .map(XReader::name)
                .findFirst()
                .orElse(null);
    }

    /** The newer API puts everybody into {@code data}. */
    private static @Nullable String name(JsonNode user) {
        String name = XJson.text(user.path("data").isObject() ? user.path("data") : user, "name");
        return name.isEmpty() ? null : name;
    }

    private boolean fromThem(String person) {
        return !person.isEmpty() && !person.equals(account);
    }

    private Address person(String id) {
        return new Address(XChannel.NAME, account, id, id);
    }
}
