package org.guildhall.channel.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Reads Telegram's {@code Update} (https://core.telegram.org/bots/api#update). Only what one person says to the bot in
 * private concerns us: groups, channels, edits, bots and kinds we do not know carry nothing.
 */
final class UpdateReader {

    private final ObjectMapper json;
    private final String account;

    UpdateReader(ObjectMapper json, String account) {
        this.json = json;
        this.account = account;
    }

    /**
     * Reads one update.
     *
     * @throws UnreadableWebhook when it is not JSON, or not an update
     */
    List<Inbound> read(byte[] body) {
        JsonNode tree = tree(body);
        Update update = update(tree);
        String eventId = tree.get("update_id").asText();
        Optional<? extends Inbound> event = Optional.empty();
        if (update.getMessage() != null) {
            event = said(eventId, update.getMessage(), tree.path("message"));
        } else if (update.getCallbackQuery() != null) {
            event = tapped(eventId, update.getCallbackQuery(), tree.path("callback_query"));
        } else if (update.getMyChatMember() != null) {
            event = blocked(eventId, update.getMyChatMember());
        }
        return event.<List<Inbound>>map(List::of).orElseGet(List::of);
    }

    /** The id of the tapped button's query in this body, which Telegram wants answered; empty when there is none. */
    Optional<String> callbackId(byte[] body) {
        JsonNode id = tree(body).path("callback_query").path("id");
        return id.isValueNode() && !id.asText().isBlank() ? Optional.of(id.asText()) : Optional.empty();
    }

    private JsonNode tree(byte[] body) {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (IOException notJson) {
            throw new UnreadableWebhook("not JSON");
        }
        if (tree == null || !tree.path("update_id").canConvertToLong()) {
            throw new UnreadableWebhook("no update_id");
        }
        return tree;
    }

    private Update update(JsonNode tree) {
        // Words are worth having even when telegrambots stumbles over the photo they came with.
        return bound(UpdateTree.pruned(tree))
                .or(() -> bound(UpdateTree.withoutMedia(tree)))
                .orElseThrow(() -> new UnreadableWebhook("not an update as documented"));
    }

    private Optional<Update> bound(JsonNode pruned) {
        try {
            return Optional.of(json.treeToValue(pruned, Update.class));
        } catch (JsonProcessingException | IllegalArgumentException unlikeTheDocumentation) {
            return Optional.empty();
        }
    }

    private Optional<Inbound.Said> said(String eventId, Message message, JsonNode tree) {
        User from = message.getFrom();
        if (from == null
                || from.getIsBot()
                || message.getChat() == null
                || !message.getChat().isUserChat()) {
            return Optional.empty();
        }
        Address address = address(from, message.getChat().getId());
        return MessageContent.of(message, tree)
                .map(content -> said(eventId, address, content, null, from, at(message.getDate())));
    }

    private Optional<Inbound.Said> tapped(String eventId, CallbackQuery query, JsonNode tree) {
        User from = query.getFrom();
        JsonNode chat = UpdateTree.chat(tree.path("message").get("chat"), tree.path("from"));
        boolean elsewhere = chat != null && !chat.path("type").asText().equals("private");
        if (from == null || from.getIsBot() || query.getData() == null || elsewhere) {
            return Optional.empty();
        }
        // In private the chat's id is the person's, also when the message of the button is long gone.
        Content content = new Content.Text(title(tree, query.getData()));
        return Optional.of(said(eventId, address(from, from.getId()), content, query.getData(), from, null));
    }

    /** What the tapped button read, as the citizen saw it; empty when Telegram does not tell. */
    private static String title(JsonNode tree, String data) {
        JsonNode rows = tree.path("message").path("reply_markup").path("inline_keyboard");
        return StreamSupport.stream(rows.spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false))
                .filter(button -> data.equals(button.path("callback_data").asText()))
                .map(button -> button.path("text").asText())
                .findFirst()
                .orElse("");
    }

    private Optional<Inbound.Blocked> blocked(String eventId, ChatMemberUpdated change) {
        User from = change.getFrom();
        if (from == null
                || change.getChat() == null
                || !change.getChat().isUserChat()
                || change.getNewChatMember() == null) {
            return Optional.empty();
        }
        boolean blocked = change.getNewChatMember().getStatus().equals("kicked");
        return Optional.of(
                new Inbound.Blocked(eventId, address(from, change.getChat().getId()), blocked));
    }

    private static Inbound.Said said(
            String eventId, Address from, Content content, @Nullable String choice, User person, @Nullable Instant at) {
        return new Inbound.Said(eventId, from, content, choice, name(person), person.getLanguageCode(), at);
    }

    private Address address(User from, Long chat) {
        return new Address(TelegramChannel.NAME, account, from.getId().toString(), chat.toString());
    }

    private static @Nullable String name(User person) {
        String last = person.getLastName();
        String name = (last == null ? person.getFirstName() : person.getFirstName() + " " + last).strip();
        return name.isEmpty() ? null : name;
    }

    private static @Nullable Instant at(@Nullable Integer seconds) {
        return seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
