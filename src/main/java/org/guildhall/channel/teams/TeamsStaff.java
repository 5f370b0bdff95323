package org.guildhall.channel.teams;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.AnnouncementWords;
import org.guildhall.channel.Run;
import org.guildhall.channel.StaffMessenger;
import org.guildhall.conversation.Announcement;
import org.guildhall.conversation.LinkCode;
import org.guildhall.conversation.StaffRooms;
import org.guildhall.message.Address;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Staff on Teams: announcements in a conversation of theirs with a button that takes what was handed over, and what each of them
 * is told. Where the room is, only a call from it tells, under a token that was checked.
 */
final class TeamsStaff implements StaffMessenger {

    private static final String CLAIM = "claim";

    /** What Teams numbers its messages with. */
    private static final Pattern MESSAGE = Pattern.compile("[A-Za-z0-9:._-]{1,200}");

    private final TeamsProperties properties;
    private final TeamsConnector service;
    private final ZoneId zone;

    TeamsStaff(TeamsProperties properties, TeamsConnector service, ZoneId zone) {
        this.properties = properties;
        this.service = service;
        this.zone = zone;
    }

    /** The wish to take what was announced; empty when nothing of that comes back. */
    static Optional<Inbound> claim(JsonNode activity, String id, Address from) {
        String conversation = TeamsJson.text(activity.path("value"), CLAIM);
        return conversation.isEmpty() ? Optional.empty() : Optional.of(new Inbound.ClaimWanted(id, from, conversation));
    }

    /** The code that somebody writes where nobody else reads it; empty when these words are none. */
    static Optional<Inbound> code(boolean group, String id, Address from, String words) {
        return group ? Optional.empty() : LinkCode.in(words).map(code -> new Inbound.CodeGiven(id, from, code.value()));
    }

    /**
     * How the room is reached, told by a call from it; empty where it comes from elsewhere.
     *
     * @param account the bot's
     * @param room Teams' id of the room; empty when there is none
     */
    static Optional<Inbound> heard(TeamsPlace place, String account, String room) {
        if (room.isEmpty() || !place.whole().equals(room) || place.service().isEmpty()) {
            return Optional.empty();
        }
        Address reached =
                new Address(TeamsChannel.NAME, account, room, new TeamsPlace(room, place.service()).replyTo());
        return Optional.of(new Inbound.RoomHeard("room:" + reached.replyTo(), reached));
    }

    @Override
    public String name() {
        return TeamsChannel.NAME;
    }

    @Override
    public String account() {
        return properties.appId();
    }

    @Override
    public Optional<StaffRooms.Room> staffRoom() {
        String room = properties.staffRoom();
        return room.isEmpty() ? Optional.empty() : Optional.of(new StaffRooms.Room(name(), account(), room));
    }

    /** Where everything goes to one service anyway, nobody has to name it. */
    @Override
    public Optional<String> staffRoomAt() {
        return properties.staffRoom().isEmpty() || properties.apiUrl().isEmpty()
                ? Optional.empty()
                : Optional.of(new TeamsPlace(properties.staffRoom(), "").replyTo());
    }

    @Override
    public Mono<Delivery> announce(Address room, Announcement announcement) {
        TeamsPlace place = TeamsPlace.to(room);
        return service.post(place, message(place, announcement));
    }

    @Override
    public Mono<Delivery> change(Address room, String message, Announcement announcement) {
        TeamsPlace place = TeamsPlace.to(room);
        String id = message.substring(message.lastIndexOf(TeamsPlace.PART) + 1);
        return MESSAGE.matcher(id).matches()
                ? service.put(place, id, message(place, announcement).put("id", id))
                : Mono.just(TeamsErrors.nowhere());
    }

    @Override
    public Mono<Delivery> tell(Address to, String words) {
        TeamsPlace place = TeamsPlace.to(to);
        ObjectNode message = TeamsMessages.activity(place, account(), "message");
        return service.post(
                place, message.put("textFormat", "xml").put("text", TeamsText.of(List.of(Run.plain(words)))));
    }

    private ObjectNode message(TeamsPlace place, Announcement announcement) {
        ObjectNode message = TeamsMessages.activity(place, account(), "message");
        message.put("textFormat", "xml").put("text", TeamsText.of(AnnouncementWords.runs(announcement, zone)));
        ObjectNode card = message.putArray("attachments").addObject();
        ArrayNode buttons =
                card.put("contentType", TeamsMessages.CARD).putObject("content").putArray("buttons");
        if (announcement.waiting()) {
            // Without words to show, so that nobody seems to say anything in the room.
            buttons.addObject()
                    .put("type", "messageBack")
                    .put("title", AnnouncementWords.claim())
                    .set(
                            "value",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put(CLAIM, announcement.conversation().toString()));
        }
        buttons.addObject()
                .put("type", "openUrl")
                .put("title", AnnouncementWords.open())
                .put("value", announcement.desk());
        return message;
    }
}
