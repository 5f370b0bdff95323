package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.guildhall.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a reply goes: a chat, and in a group with topics the one in which the bot was called. An address holds both, as
 * {@code -100200300/5}.
 *
 * @param topic {@code message_thread_id}; null where there are no topics, and in the general one
 */
record TelegramChat(String id, @Nullable Long topic) {

    private static final char BEFORE_TOPIC = '/';

    /** The chat in an address. */
    static TelegramChat of(Address to) {
        String replyTo = to.replyTo();
        int end = replyTo.indexOf(BEFORE_TOPIC);
        if (end < 0) {
            return new TelegramChat(replyTo, null);
        }
        String topic = replyTo.substring(end + 1);
        return new TelegramChat(replyTo.substring(0, end), topic.matches("[0-9]{1,18}") ? Long.valueOf(topic) : null);
    }

    /**
     * How an address holds it.
     *
     * @param message in that chat; a thread of mere answers, in a group without topics, is none to send to
     */
    static String written(Long chat, JsonNode message) {
        String topic = message.path("is_topic_message").asBoolean()
                ? message.path("message_thread_id").asText()
                : "";
        return topic.matches("[1-9][0-9]{0,17}") ? chat.toString() + BEFORE_TOPIC + topic : chat.toString();
    }

    /** Whether others read there too. */
    boolean group() {
        return id.startsWith("-");
    }

    /** The same call, to here. */
    BotMethods.Call on(BotMethods.Call call) {
        BotMethods.Call here = call.with("chat_id", id);
        return topic == null ? here : here.with("message_thread_id", topic);
    }

    /** Where to say it instead, as Telegram says that this group has another id now, or that the topic is no more. */
    Optional<TelegramChat> instead(Throwable trouble) {
        Optional<TelegramChat> moved = TelegramVerdict.movedTo(trouble).map(chat -> new TelegramChat(chat, null));
        return moved.isEmpty() && topic != null && TelegramVerdict.topicGone(trouble)
                ? Optional.of(new TelegramChat(id, null))
                : moved;
    }
}
