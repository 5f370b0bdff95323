package org.guildhall.channel.matrix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a homeserver sends to an application service
 * (https://spec.matrix.org/latest/application-service-api/#pushing-events). A person is known by their id and answered in their
 * room. What we said ourselves, what machines say, what is encrypted and kinds we do not know carry nothing.
 */
final class MatrixReader {

    private static final Set<String> GONE = Set.of("leave", "ban");

    /** The year 3000, after which no database wants to hear of a moment. */
    private static final long LATEST = 32_503_680_000_000L;

    private final String account;

    MatrixReader(String account) {
        this.account = account;
    }

    /**
     * Somebody wants us in a room.
     *
     * @param direct whether it is for the two of them
     */
    record Invitation(String room, boolean direct) {}

    /**
     * Reads one transaction.
     *
     * @return what concerns us, in its order; an element that cannot be read is {@link Inbound.Unreadable} and keeps none of its
     *     neighbours from being read
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> read(byte[] body) {
        JsonNode tree = MatrixJson.object(body);
        List<Inbound> events = new ArrayList<>();
        MatrixJson.elements(tree.path("events"))
                .filter(event -> !MatrixJson.text(event, "sender").equals(account))
                .forEach(event -> event(event, events));
        ephemeral(tree).forEach(event -> {
            switch (MatrixJson.text(event, "type")) {
                case "m.receipt" -> receipts(event, events);
                case "m.typing" -> typing(event, events);
                default -> {}
            }
        });
        return events;
    }

    /** The invitations in it, for who can answer them. */
    List<Invitation> invitations(byte[] body) {
        return MatrixJson.elements(MatrixJson.object(body).path("events"))
                .filter(event -> MatrixJson.text(event, "type").equals("m.room.member"))
                .filter(event -> MatrixJson.text(event, "state_key").equals(account))
                .filter(event ->
                        MatrixJson.text(event.path("content"), "membership").equals("invite"))
                .map(event -> new Invitation(
                        MatrixJson.text(event, "room_id"),
                        event.path("content").path("is_direct").asBoolean(false)))
                .toList();
    }

    /** Under the name of the specification, or the one before that. */
    private static Stream<JsonNode> ephemeral(JsonNode tree) {
        JsonNode now = tree.path("ephemeral");
        return MatrixJson.elements(now.isArray() ? now : tree.path("de.sorunome.msc2409.ephemeral"));
    }

    private void event(JsonNode event, List<Inbound> events) {
        switch (MatrixJson.text(event, "type")) {
            case "m.room.message" -> message(event, events);
            case "m.sticker" ->
                known(
                        event,
                        events,
                        (id, from) -> new Inbound.Said(
                                id, from, MatrixContent.sticker(event.path("content")), null, null, null, at(event)));
            case "m.reaction" -> reacted(event, events);
            case "m.room.redaction" -> takenBack(event, events);
            case "m.room.member" -> member(event, events);
            default -> {}
        }
    }

    private interface Reading {
        Inbound of(String id, Address from);
    }

    /** What has an id, a room and somebody in it. */
    private void known(JsonNode event, List<Inbound> events, Reading reading) {
        String id = MatrixJson.text(event, "event_id");
        Address from = address(MatrixJson.text(event, "sender"), MatrixJson.text(event, "room_id"));
        boolean known =
                !id.isEmpty() && !from.person().isEmpty() && !from.replyTo().isEmpty();
        events.add(
                known
                        ? reading.of(id, from)
                        : new Inbound.Unreadable(id, from, "a message without its id, its sender or its room"));
    }

    private void message(JsonNode event, List<Inbound> events) {
        JsonNode content = event.path("content");
        JsonNode relation = content.path("m.relates_to");
        if (MatrixJson.text(relation, "rel_type").equals("m.replace")) {
            String before = MatrixJson.text(relation, "event_id");
            MatrixContent.of(content.path("m.new_content"))
                    .filter(edited -> !before.isEmpty())
                    .ifPresent(
                            edited -> known(event, events, (id, from) -> new Inbound.Edited(id, from, before, edited)));
            return;
        }
        MatrixContent.of(content)
                .ifPresent(said -> known(
                        event, events, (id, from) -> new Inbound.Said(id, from, said, null, null, null, at(event))));
    }

    private void reacted(JsonNode event, List<Inbound> events) {
        JsonNode relation = event.path("content").path("m.relates_to");
        String message = MatrixJson.text(relation, "event_id");
        String sign = MatrixJson.text(relation, "key");
        if (!message.isEmpty() && !sign.isEmpty()) {
            known(event, events, (id, from) -> new Inbound.Reacted(id, from, message, sign));
        }
    }

    /** Where it says what is taken back depends on the room's version. */
    private void takenBack(JsonNode event, List<Inbound> events) {
        String inside = MatrixJson.text(event.path("content"), "redacts");
        String message = inside.isEmpty() ? MatrixJson.text(event, "redacts") : inside;
        if (!message.isEmpty()) {
            known(event, events, (id, from) -> new Inbound.Deleted(id, from, message));
        }
    }

    /** Who invites us lets us in; who goes, or has us go, has said that nothing more should come. */
    private void member(JsonNode event, List<Inbound> events) {
        String whom = MatrixJson.text(event, "state_key");
        String membership = MatrixJson.text(event.path("content"), "membership");
        if (whom.equals(account) && membership.equals("invite")) {
            known(event, events, (id, from) -> new Inbound.Blocked(id, from, false));
        } else if (GONE.contains(membership) && !whom.isEmpty()) {
            String room = MatrixJson.text(event, "room_id");
            known(
                    event,
                    events,
                    (id, from) -> new Inbound.Blocked(id, whom.equals(account) ? from : address(whom, room), true));
        }
    }

    /** Each says that somebody has read a message, and with it what stands above. */
    private void receipts(JsonNode event, List<Inbound> events) {
        String room = MatrixJson.text(event, "room_id");
        event.path("content")
                .properties()
                .forEach(message -> message.getValue()
                        .path("m.read")
                        .properties()
                        .forEach(reader -> {
                            long millis = reader.getValue().path("ts").asLong(0);
                            String person = reader.getKey();
                            if (millis > 0 && millis < LATEST && !person.equals(account) && !room.isEmpty()) {
                                events.add(new Inbound.CaughtUp(
                                        "read:" + person + ":" + message.getKey(),
                                        address(person, room),
                                        Stage.READ,
                                        Instant.ofEpochMilli(millis)));
                            }
                        }));
    }

    private void typing(JsonNode event, List<Inbound> events) {
        String room = MatrixJson.text(event, "room_id");
        MatrixJson.texts(event.path("content").path("user_ids"))
                .filter(person -> !person.equals(account) && !room.isEmpty())
                .forEach(person ->
                        events.add(new Inbound.Typing("typing:" + person + ":" + room, address(person, room))));
    }

    private static @Nullable Instant at(JsonNode event) {
        long millis = event.path("origin_server_ts").asLong(0);
        return millis > 0 && millis < LATEST ? Instant.ofEpochMilli(millis) : null;
    }

    private Address address(String person, String room) {
        return new Address(MatrixChannel.NAME, account, person, room);
    }
}
