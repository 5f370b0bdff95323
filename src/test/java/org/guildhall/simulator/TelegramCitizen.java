package org.guildhall.simulator;

import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A made-up person on Telegram: turns what they do into updates. */
public final class TelegramCitizen {

    /** Runs ahead of the clock of a later rehearsal only above a hundred updates a second. */
    private static final AtomicLong UPDATE_IDS = new AtomicLong(System.currentTimeMillis() / 10 % 1_000_000_000);

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
        ObjectNode update = update();
        ObjectNode message = message(update.putObject("message"));
        person(message.putObject("from"));
        message.put("text", text);
        return update;
    }

    /** The update of a photo they took, which {@link BotApi#holds} under this id. */
    public ObjectNode photographs(String fileId, String caption) {
        ObjectNode update = update();
        ObjectNode message = message(update.putObject("message"));
        person(message.putObject("from"));
        message.putArray("photo")
                .addObject()
                .put("file_id", fileId)
                .put("file_unique_id", fileId)
                .put("width", 640)
                .put("height", 480);
        message.put("caption", caption);
        return update;
    }

    /** The update of a button they tapped under a message of the bot. */
    public ObjectNode taps(BotApi.Call shown, String callbackData) {
        ObjectNode update = update();
        ObjectNode query = update.putObject("callback_query");
        query.put("id", Long.toString(UPDATE_IDS.incrementAndGet()));
        person(query.putObject("from"));
        ObjectNode message = message(query.putObject("message"));
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

    private ObjectNode message(ObjectNode message) {
        message.put("message_id", messageIds.incrementAndGet());
        message.put("date", System.currentTimeMillis() / 1000);
        message.putObject("chat").put("id", id).put("type", "private").put("first_name", name);
        return message;
    }

    private void person(ObjectNode from) {
        from.put("id", id).put("is_bot", false).put("first_name", name).put("language_code", "en");
    }
}
