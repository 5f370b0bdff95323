package org.guildhall.simulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A made-up person on Telegram: turns what they do into updates. */
public final class TelegramCitizen {

    /** Runs ahead of the clock of a later rehearsal only above a hundred updates a second. */
    private static final AtomicLong UPDATE_IDS = new AtomicLong(System.currentTimeMillis() / 10 % 1_000_000_000);

    /** The bot's id, where an update has to name it. */
    private static final long BOT = 42;

    private static final Pattern NAME = Pattern.compile("@[A-Za-z0-9_]{5,32}");

    private final long id;
    private final String name;
    private final AtomicLong messageIds = new AtomicLong();

    /** Somebody with this id, which is also their private chat's. */
    public TelegramCitizen(long id, String name) {
        this.id = id;
        this.name = name;
    }

    /** Their id and their chat's. */
    public long id() {
        return id;
    }

    /** The update of a text they wrote. */
    public ObjectNode says(String text) {
        return sends(messageIds.incrementAndGet(), message -> message.put("text", text));
    }

    /** The update of a photo they took, which {@link BotApi#holds} under this id. */
    public ObjectNode photographs(String fileId, String caption) {
        return sends(messageIds.incrementAndGet(), message -> {
            photo(message, fileId);
            message.put("caption", caption);
        });
    }

    /** The update of a button they tapped under a message of the bot. */
    public ObjectNode taps(BotApi.Call shown, String callbackData) {
        return taps(shown, messageIds.incrementAndGet(), callbackData);
    }

    /** The same, which names the message. */
    public ObjectNode taps(BotApi.Shown shown, String callbackData) {
        return taps(shown.call(), shown.messageId(), callbackData);
    }

    /**
     * The update of anything they do but tap.
     *
     * @param messageId of what they send by it
     * @return empty when Telegram tells no bot of it
     */
    public Optional<ObjectNode> does(long messageId, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(sends(messageId, message -> message.put("text", words)));
            case Deed.WroteInGroup(String words) ->
                Optional.of(sends(group(), messageId, message -> mention(message.put("text", words), words)));
            case Deed.SentFile sent -> Optional.of(sends(messageId, message -> attach(message, sent)));
            case Deed.SentPlace place -> Optional.of(sends(messageId, message -> locate(message, place)));
            case Deed.SentCard(String who, String number) ->
                Optional.of(sends(
                        messageId,
                        message -> message.putObject("contact")
                                .put("phone_number", number)
                                .put("first_name", who)));
            case Deed.Changed changed -> Optional.of(changes(changed));
            case Deed.Reacted reacted -> Optional.of(reacts(reacted));
            case Deed.Blocked(boolean now) -> Optional.of(blocks(now));
            case Deed.Tapped _, Deed.TookBack _, Deed.Received _, Deed.Read _, Deed.Hid _, Deed.LetADayPass _ ->
                Optional.empty();
        };
    }

    private ObjectNode sends(long messageId, Consumer<ObjectNode> fill) {
        return sends(id, messageId, fill);
    }

    private ObjectNode sends(long chat, long messageId, Consumer<ObjectNode> fill) {
        ObjectNode update = update();
        ObjectNode message = message(update.putObject("message"), chat, messageId);
        person(message.putObject("from"));
        fill.accept(message);
        return update;
    }

    /** Marks names as Telegram does, in UTF-16: https://core.telegram.org/bots/api#messageentity */
    private static void mention(ObjectNode message, String words) {
        ArrayNode entities = message.putArray("entities");
        Matcher name = NAME.matcher(words);
        while (name.find()) {
            entities.addObject()
                    .put("type", "mention")
                    .put("offset", name.start())
                    .put("length", name.end() - name.start());
        }
    }

    private static void attach(ObjectNode message, Deed.SentFile sent) {
        Kept file = sent.file();
        switch (sent.kind()) {
            case PHOTO -> photo(message, file.id());
            case VIDEO ->
                file(message, "video", file)
                        .put("width", 640)
                        .put("height", 480)
                        .put("duration", 4);
            case VOICE -> file(message, "voice", file).put("duration", 4);
            case FILE -> file(message, "document", file).put("file_name", file.name());
        }
        if (!sent.words().isEmpty()) {
            message.put("caption", sent.words());
        }
    }

    private static void photo(ObjectNode message, String fileId) {
        message.putArray("photo")
                .addObject()
                .put("file_id", fileId)
                .put("file_unique_id", fileId)
                .put("width", 640)
                .put("height", 480);
    }

    private static ObjectNode file(ObjectNode message, String kind, Kept file) {
        return message.putObject(kind)
                .put("file_id", file.id())
                .put("file_unique_id", file.id())
                .put("mime_type", file.mediaType())
                .put("file_size", file.size());
    }

    /** A venue has to have a name and an address; any other place is a pin without words. */
    private static void locate(ObjectNode message, Deed.SentPlace place) {
        degrees(message, place);
        if (!place.name().isEmpty() && !place.address().isEmpty()) {
            ObjectNode venue = message.putObject("venue");
            degrees(venue, place);
            venue.put("title", place.name()).put("address", place.address());
        }
    }

    private static void degrees(ObjectNode thing, Deed.SentPlace place) {
        thing.putObject("location").put("latitude", place.latitude()).put("longitude", place.longitude());
    }

    private ObjectNode changes(Deed.Changed changed) {
        ObjectNode update = update();
        ObjectNode message = message(update.putObject("edited_message"), id, Long.parseLong(changed.message()));
        person(message.putObject("from"));
        message.put("edit_date", now()).put("text", changed.words());
        return update;
    }

    private ObjectNode reacts(Deed.Reacted reacted) {
        ObjectNode update = update();
        ObjectNode reaction = update.putObject("message_reaction");
        chat(reaction, id);
        person(reaction.putObject("user"));
        reaction.put("message_id", Long.parseLong(reacted.message())).put("date", now());
        reaction.putArray("old_reaction");
        ArrayNode signs = reaction.putArray("new_reaction");
        if (!reacted.sign().isEmpty()) {
            signs.addObject().put("type", "emoji").put("emoji", reacted.sign());
        }
        return update;
    }

    private ObjectNode blocks(boolean now) {
        ObjectNode update = update();
        ObjectNode change = update.putObject("my_chat_member");
        chat(change, id);
        person(change.putObject("from"));
        change.put("date", now());
        member(change.putObject("old_chat_member"), !now);
        member(change.putObject("new_chat_member"), now);
        return update;
    }

    private static void member(ObjectNode member, boolean kicked) {
        member.putObject("user").put("id", BOT).put("is_bot", true).put("first_name", "Rehearsal");
        member.put("status", kicked ? "kicked" : "member");
        if (kicked) {
            member.put("until_date", 0);
        }
    }

    private ObjectNode taps(BotApi.Call shown, long messageId, String callbackData) {
        ObjectNode update = update();
        ObjectNode query = update.putObject("callback_query");
        query.put("id", Long.toString(UPDATE_IDS.incrementAndGet()));
        person(query.putObject("from"));
        boolean inGroup = shown.text("chat_id").equals(Long.toString(group()));
        ObjectNode message = message(query.putObject("message"), inGroup ? group() : id, messageId);
        message.put("text", shown.text("text"));
        JsonNode keyboard = shown.parameters().get("reply_markup");
        if (keyboard != null) {
            message.set("reply_markup", keyboard);
        }
        query.put("data", callbackData);
        return update;
    }

    private static ObjectNode update() {
        return JsonNodeFactory.instance.objectNode().put("update_id", UPDATE_IDS.incrementAndGet());
    }

    private ObjectNode message(ObjectNode message, long chat, long messageId) {
        message.put("message_id", messageId);
        message.put("date", now());
        chat(message, chat);
        return message;
    }

    /** The one group that they are in; ids of groups are below 0. */
    private long group() {
        return -id;
    }

    private void chat(ObjectNode inside, long chat) {
        ObjectNode described = inside.putObject("chat").put("id", chat);
        if (chat == group()) {
            described.put("type", "group").put("title", "Neighbours of " + name);
        } else {
            described.put("type", "private").put("first_name", name);
        }
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }

    private void person(ObjectNode from) {
        from.put("id", id).put("is_bot", false).put("first_name", name).put("language_code", "en");
    }
}
