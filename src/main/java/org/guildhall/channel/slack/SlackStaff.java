package org.guildhall.channel.slack;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.guildhall.channel.AnnouncementWords;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Run;
import org.guildhall.channel.StaffMessenger;
import org.guildhall.channel.Verdict;
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
 * Staff on Slack: announcements in a channel of theirs with a button that takes the conversation, and what each of them is told.
 */
final class SlackStaff implements StaffMessenger {

    /** What our button is called; those under answers are called otherwise. */
    private static final String CLAIM = "claim";

    private final String room;
    private final JsonCaller api;
    private final ZoneId zone;

    SlackStaff(SlackProperties properties, JsonCaller api, ZoneId zone) {
        this.room = properties.staffRoom();
        this.api = api;
        this.zone = zone;
    }

    /** Whether this is our button under an announcement. */
    static boolean claims(JsonNode action) {
        return SlackJson.text(action, "action_id").equals(CLAIM);
    }

    /** The wish to take what was announced; whoever has it is answered in private. */
    static Inbound claim(String id, String user, JsonNode action) {
        return new Inbound.ClaimWanted(id, alone(user), SlackJson.text(action, "value"));
    }

    /** The code that somebody writes where nobody else reads it; empty when these words are none. */
    static Optional<Inbound> code(String id, SlackPlace place, String user, String words) {
        return place.direct()
                ? LinkCode.in(words).map(code -> new Inbound.CodeGiven(id, alone(user), code.value()))
                : Optional.empty();
    }

    /** Whoever is written to under their own id reads it in the app's messages. */
    private static Address alone(String user) {
        return new SlackPlace(user, "").of(user);
    }

    @Override
    public String name() {
        return SlackChannel.NAME;
    }

    @Override
    public String account() {
        return SlackChannel.ACCOUNT;
    }

    @Override
    public Optional<StaffRooms.Room> staffRoom() {
        return room.isEmpty() ? Optional.empty() : Optional.of(new StaffRooms.Room(name(), account(), room));
    }

    @Override
    public Optional<String> staffRoomAt() {
        return room.isEmpty() ? Optional.empty() : Optional.of(room);
    }

    @Override
    public Mono<Delivery> announce(Address to, Announcement announcement) {
        return call("/chat.postMessage", message(to.replyTo(), announcement));
    }

    /** https://docs.slack.dev/reference/methods/chat.update */
    @Override
    public Mono<Delivery> change(Address to, String message, Announcement announcement) {
        String timestamp = message.substring(message.indexOf(SlackPlace.PART) + 1);
        return call("/chat.update", message(to.replyTo(), announcement).put("ts", timestamp));
    }

    @Override
    public Mono<Delivery> tell(Address to, String words) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("channel", SlackPlace.to(to).channel());
        return call(
                "/chat.postMessage",
                message.put("text", SlackMarkup.of(List.of(Run.plain(words)))).put("unfurl_links", false));
    }

    private Mono<Delivery> call(String method, ObjectNode body) {
        return api.post(method, body).map(result -> Verdict.of(result, SlackErrors::verdict, SlackMessages::id));
    }

    private ObjectNode message(String channel, Announcement announcement) {
        String text = SlackMarkup.of(AnnouncementWords.runs(announcement, zone));
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("channel", channel);
        message.put("text", text).put("unfurl_links", false).put("unfurl_media", false);
        ArrayNode blocks = message.putArray("blocks");
        SlackMessages.section(blocks, text);
        ArrayNode buttons = blocks.addObject().put("type", "actions").putArray("elements");
        if (announcement.waiting()) {
            button(buttons, CLAIM, AnnouncementWords.claim())
                    .put("style", "primary")
                    .put("value", announcement.conversation().toString());
        }
        button(buttons, "desk", AnnouncementWords.open()).put("url", announcement.desk());
        return message;
    }

    private static ObjectNode button(ArrayNode buttons, String id, String title) {
        ObjectNode button = buttons.addObject().put("type", "button").put("action_id", id);
        button.putObject("text").put("type", "plain_text").put("text", title);
        return button;
    }
}
