package org.guildhall.channel.meta;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the Messenger Platform posts (https://developers.facebook.com/docs/messenger-platform/reference/webhook-events).
 * One body may hold events of several accounts; only ours concern us. What we sent ourselves, threads that another app has
 * ({@code standby}), posts and comments ({@code changes}), referrals and kinds we do not know carry nothing.
 */
final class PlatformReader {

    private final MessengerPlatform platform;
    private final String account;

    PlatformReader(MessengerPlatform platform, String account) {
        this.platform = platform;
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
        if (MetaJson.text(tree, "object").equals(platform.object())) {
            MetaJson.elements(tree.path("entry"))
                    .forEach(entry -> MetaJson.elements(entry.path("messaging"))
                            .filter(event -> toUs(entry, event))
                            .forEach(event -> read(event, events)));
        }
        return events;
    }

    /** An echo of our own words goes to somebody else, or is from us. */
    private boolean toUs(JsonNode entry, JsonNode event) {
        String to = MetaJson.text(event.path("recipient"), "id");
        return (to.isEmpty() ? MetaJson.text(entry, "id") : to).equals(account)
                && !sender(event).equals(account);
    }

    private void read(JsonNode event, List<Inbound> events) {
        Address from = new Address(platform.name(), account, sender(event), sender(event));
        if (event.path("message").isObject()) {
            message(event.path("message"), from, at(event, "timestamp"), events);
        } else if (event.path("postback").isObject()) {
            tapped(event, from, events);
        } else if (event.path("message_edit").isObject()) {
            edited(event.path("message_edit"), from, events);
        } else if (event.path("reaction").isObject()) {
            reacted(event, from, events);
        } else if (!from.person().isEmpty()) {
            receipts(event.path("delivery"), from, Stage.DELIVERED, events);
            receipts(event.path("read"), from, Stage.READ, events);
        }
    }

    /** Of single messages where they are named, which older ones are not; else of all until a moment. */
    private static void receipts(JsonNode told, Address from, Stage stage, List<Inbound> events) {
        List<String> mids = Stream.concat(MetaJson.texts(told.path("mids")), Stream.of(MetaJson.text(told, "mid")))
                .filter(mid -> !mid.isEmpty())
                .toList();
        String word = stage.name().toLowerCase(Locale.ROOT);
        mids.forEach(mid -> events.add(new Inbound.Receipt(mid + ":" + word, from, mid, stage, null)));
        Instant until = at(told, "watermark");
        if (mids.isEmpty() && until != null) {
            String eventId = word + ":" + from.person() + ":" + until.toEpochMilli();
            events.add(new Inbound.CaughtUp(eventId, from, stage, until));
        }
    }

    private void message(JsonNode message, Address from, @Nullable Instant at, List<Inbound> events) {
        String mid = MetaJson.text(message, "mid");
        if (message.path("is_echo").asBoolean(false)) {
            return;
        }
        if (mid.isEmpty() || from.person().isEmpty()) {
            events.add(new Inbound.Unreadable(mid, from, "a message without its id or its sender"));
            return;
        }
        if (message.path("is_deleted").asBoolean(false)) {
            events.add(new Inbound.Deleted(mid + ":deleted", from, mid));
            return;
        }
        String tapped = MetaJson.text(message.path("quick_reply"), "payload");
        List<Content> contents = PlatformContent.of(message, platform.name());
        // Several pictures in one message are several things said, under ids of their own.
        for (int i = 0; i < contents.size(); i++) {
            String eventId = i == 0 ? mid : mid + "#" + (i + 1);
            String choice = tapped.isEmpty() || i > 0 ? null : tapped;
            events.add(new Inbound.Said(eventId, from, contents.get(i), choice, null, null, at));
        }
    }

    /** A button of a template, of the menu, or a question that was offered before anybody wrote. */
    private static void tapped(JsonNode event, Address from, List<Inbound> events) {
        JsonNode postback = event.path("postback");
        String payload = MetaJson.text(postback, "payload");
        String title = MetaJson.text(postback, "title");
        if (from.person().isEmpty()) {
            events.add(new Inbound.Unreadable(MetaJson.text(postback, "mid"), from, "a tap without its sender"));
        } else if (!payload.isEmpty() || !title.isEmpty()) {
            events.add(new Inbound.Said(
                    tapId(event, payload),
                    from,
                    new Content.Text(title),
                    payload.isEmpty() ? null : payload,
                    null,
                    null,
                    at(event, "timestamp")));
        }
    }

    /** Its own id where it has one; else by whom, when and what, of which redelivery changes nothing. */
    private static String tapId(JsonNode event, String payload) {
        String mid = MetaJson.text(event.path("postback"), "mid");
        return mid.isEmpty()
                ? "tap:" + sender(event) + ":" + MetaJson.text(event, "timestamp") + ":"
                        + UUID.nameUUIDFromBytes(payload.getBytes(StandardCharsets.UTF_8))
                : mid;
    }

    private static void edited(JsonNode edit, Address from, List<Inbound> events) {
        String mid = MetaJson.text(edit, "mid");
        String text = MetaJson.text(edit, "text");
        if (!mid.isEmpty() && !text.isEmpty() && !from.person().isEmpty()) {
            String eventId = mid + ":edit:" + MetaJson.text(edit, "num_edit");
            events.add(new Inbound.Edited(eventId, from, mid, new Content.Text(text)));
        }
    }

    /** It has no id of its own: known by whose it is, on what, and when. Without an emoji it was taken away. */
    private static void reacted(JsonNode event, Address from, List<Inbound> events) {
        JsonNode reaction = event.path("reaction");
        String mid = MetaJson.text(reaction, "mid");
        if (!mid.isEmpty() && !from.person().isEmpty()) {
            boolean gone = MetaJson.text(reaction, "action").equals("unreact");
            String what = gone ? ":unreact:" : ":react:";
            String eventId = mid + what + from.person() + ":" + MetaJson.text(event, "timestamp");
            events.add(new Inbound.Reacted(eventId, from, mid, gone ? "" : MetaJson.text(reaction, "emoji")));
        }
    }

    private static String sender(JsonNode event) {
        return MetaJson.text(event.path("sender"), "id");
    }

    /** In milliseconds; now and then Meta counts seconds. */
    private static @Nullable Instant at(JsonNode event, String field) {
        String time = MetaJson.text(event, field);
        if (time.matches("[0-9]{1,10}")) {
            return Instant.ofEpochSecond(Long.parseLong(time));
        }
        return time.matches("[0-9]{11,14}") ? Instant.ofEpochMilli(Long.parseLong(time)) : null;
    }
}
