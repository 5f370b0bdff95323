package org.guildhall.channel.line;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what LINE posts (https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects). One body may hold
 * events of several people, in any order. Groups and rooms, in which everybody would read an answer, events that another module
 * answers ({@code standby}) and kinds we do not know carry nothing.
 */
final class LineReader {

    private LineReader() {}

    /**
     * Reads one body.
     *
     * @return what concerns us, in the body's order; an element that cannot be read is {@link Inbound.Unreadable} and
     *     keeps none of its neighbours from being read
     * @throws UnreadableWebhook when it is not a JSON object
     */
    static List<Inbound> read(byte[] body) {
        List<Inbound> events = new ArrayList<>();
        LineJson.elements(LineJson.object(body).path("events"))
                .filter(LineReader::fromOnePerson)
                .forEach(event -> read(event, events));
        return events;
    }

    /**
     * What goes with each thing that somebody said, for as long as they wait for an answer.
     *
     * @param person who said it
     * @param reply under which the first answer costs nothing; empty when there is none
     * @param read by which it is marked as read; empty when it cannot be
     */
    record Waiting(String person, String reply, String read) {}

    /** Those in a body who said something. */
    static List<Waiting> waiting(byte[] body) {
        return LineJson.elements(LineJson.object(body).path("events"))
                .filter(LineReader::fromOnePerson)
                .filter(event -> asked(event) && !person(event).isEmpty())
                .map(event -> new Waiting(
                        person(event),
                        LineJson.text(event, "replyToken"),
                        LineJson.text(event.path("message"), "markAsReadToken")))
                .toList();
    }

    private static boolean fromOnePerson(JsonNode event) {
        String type = LineJson.text(event.path("source"), "type");
        return !type.equals("group") && !type.equals("room");
    }

    private static boolean asked(JsonNode event) {
        String type = LineJson.text(event, "type");
        return (type.equals("message") || type.equals("postback"))
                && !LineJson.text(event, "mode").equals("standby");
    }

    private static void read(JsonNode event, List<Inbound> events) {
        String person = person(event);
        Address from = new Address(LineChannel.NAME, LineChannel.ACCOUNT, person, person);
        if (asked(event)) {
            if (person.isEmpty()) {
                events.add(new Inbound.Unreadable(id(event), from, "something said by nobody"));
            } else if (LineJson.text(event, "type").equals("message")) {
                message(event, from, events);
            } else {
                tapped(event, from, events);
            }
        } else if (!person.isEmpty()) {
            changed(event, from, events);
        }
    }

    private static void changed(JsonNode event, Address from, List<Inbound> events) {
        String gone = LineJson.text(event.path("unsend"), "messageId");
        switch (LineJson.text(event, "type")) {
            case "follow" -> events.add(new Inbound.Blocked(idOr(event, "follow"), from, false));
            case "unfollow" -> events.add(new Inbound.Blocked(idOr(event, "unfollow"), from, true));
            case "unsend" -> {
                if (!gone.isEmpty()) {
                    events.add(new Inbound.Deleted(gone + ":unsent", from, gone));
                }
            }
            default -> {}
        }
    }

    /** Known by the message's own id, under which it may be taken back, and which redelivery does not change. */
    private static void message(JsonNode event, Address from, List<Inbound> events) {
        JsonNode message = event.path("message");
        String id = LineJson.text(message, "id");
        if (id.isEmpty()) {
            events.add(new Inbound.Unreadable(id(event), from, "a message without its id"));
            return;
        }
        Content content = LineContent.of(message, id);
        if (content != null) {
            events.add(new Inbound.Said(id, from, content, null, null, null, at(event)));
        }
    }

    /** LINE tells what was behind a button and not what stood on it, so that goes along with it. */
    private static void tapped(JsonNode event, Address from, List<Inbound> events) {
        String data = LineJson.text(event.path("postback"), "data");
        if (!data.isEmpty()) {
            String[] both = data.split("\n", 2);
            events.add(new Inbound.Said(
                    idOr(event, "tap:" + UUID.nameUUIDFromBytes(data.getBytes(StandardCharsets.UTF_8))),
                    from,
                    new Content.Text(both.length == 2 ? both[1] : ""),
                    both[0].isEmpty() ? null : both[0],
                    null,
                    null,
                    at(event)));
        }
    }

    private static String person(JsonNode event) {
        return LineJson.text(event.path("source"), "userId");
    }

    /** The same at every delivery. */
    private static String id(JsonNode event) {
        return LineJson.text(event, "webhookEventId");
    }

    /** Its own id where it has one; else what it is, by whom and when, of which redelivery changes nothing. */
    private static String idOr(JsonNode event, String what) {
        String id = id(event);
        return id.isEmpty() ? what + ":" + person(event) + ":" + LineJson.text(event, "timestamp") : id;
    }

    /** In milliseconds. */
    private static @Nullable Instant at(JsonNode event) {
        String time = LineJson.text(event, "timestamp");
        return time.matches("[0-9]{11,14}") ? Instant.ofEpochMilli(Long.parseLong(time)) : null;
    }
}
