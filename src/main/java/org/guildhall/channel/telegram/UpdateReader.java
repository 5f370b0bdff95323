package org.guildhall.channel.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Reads Telegram's {@code Update} (https://core.telegram.org/bots/api#update). Only what one person says to the bot in
 * private concerns us, with the signs they put on messages there, and what is said to it by name in a group: channels, bots
 * and kinds we do not know carry nothing.
 */
final class UpdateReader {

    private static final Sentences WORDS = Sentences.in("messages/channel");

    /** For a sign that is no emoji but a picture of the app's, or is paid for. */
    private static final String OTHER_SIGN = "\u2B50";

    private final ObjectMapper json;
    private final String account;
    private final BotName name;

    UpdateReader(ObjectMapper json, String account, BotName name) {
        this.json = json;
        this.account = account;
        this.name = name;
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
        Optional<? extends Inbound> event;
        if (update.getMessage() != null) {
            event = said(eventId, update.getMessage(), tree.path("message"));
        } else if (update.getEditedMessage() != null) {
            event = edited(eventId, update.getEditedMessage(), tree.path("edited_message"));
        } else if (update.getCallbackQuery() != null) {
            event = tapped(eventId, update.getCallbackQuery(), tree.path("callback_query"));
        } else if (update.getMyChatMember() != null) {
            event = blocked(eventId, update.getMyChatMember());
        } else {
            event = reacted(eventId, tree.path("message_reaction"));
        }
        return event.<List<Inbound>>map(List::of).orElseGet(List::of);
    }

    /**
     * What there is to be polite about.
     *
     * @param callback the tapped button's query, which Telegram wants answered; null when nothing was tapped
     * @param chat where it happened; null when unknown
     * @param message whose button was tapped; null when unknown
     */
    record Courtesy(
            @Nullable String callback,
            @Nullable String chat,
            @Nullable Long message) {}

    /** What there is to be polite about in this body: a tapped button, or something said in private. */
    Optional<Courtesy> courtesy(byte[] body) {
        JsonNode tree = tree(body);
        JsonNode tapped = tree.path("callback_query");
        if (!text(tapped.path("id")).isEmpty()) {
            JsonNode message = tapped.path("message");
            String chat = text(message.path("chat").path("id"));
            boolean known = !chat.isEmpty() && message.path("message_id").canConvertToLong();
            return Optional.of(new Courtesy(
                    text(tapped.path("id")),
                    known ? chat : null,
                    known ? message.path("message_id").asLong() : null));
        }
        JsonNode said = tree.path("message");
        JsonNode chat = UpdateTree.chat(said.get("chat"), said.path("from"));
        boolean fromBot = said.path("from").path("is_bot").asBoolean();
        return chat != null && !fromBot && text(chat.path("type")).equals("private")
                ? Optional.of(new Courtesy(null, text(chat.path("id")), null))
                : Optional.empty();
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
    }

    private JsonNode tree(byte[] body) {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (IOException notJson) {
            throw new UnreadableWebhook("not JSON");
        }
        if (tree == null
                || !tree.path("update_id").isIntegralNumber()
                || !tree.path("update_id").canConvertToLong()) {
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
        String id = id(tree);
        return where(message, tree)
                .flatMap(address -> content(message, tree)
                        .map(content -> said(eventId, address, content, null, from, at(tree))
                                .under(id)));
    }

    private Optional<Inbound.Edited> edited(String eventId, Message message, JsonNode tree) {
        String id = id(tree);
        return where(message, tree)
                .flatMap(address ->
                        content(message, tree).map(content -> new Inbound.Edited(eventId, address, id, content)));
    }

    /** Whose message it is when it is for us. */
    private Optional<Address> where(Message message, JsonNode tree) {
        User from = message.getFrom();
        // What a channel says comes into its group as if somebody said it there.
        boolean forwarded = tree.path("is_automatic_forward").asBoolean();
        if (from == null || from.getIsBot() || message.getChat() == null || forwarded) {
            return Optional.empty();
        }
        Long chat = message.getChat().getId();
        if (message.getChat().isUserChat()) {
            return Optional.of(address(from, chat));
        }
        boolean group = message.getChat().isGroupChat() || message.getChat().isSuperGroupChat();
        return group && Mention.in(tree, account, name.get())
                ? Optional.of(inGroup(from, chat, tree))
                : Optional.empty();
    }

    private Optional<Content> content(Message message, JsonNode tree) {
        Optional<Content> content = MessageContent.of(message, tree);
        return message.getChat().isUserChat() ? content : content.map(this::withoutOurName);
    }

    /**
     * Who only calls the bot by its name wants it to say what it can do. A conversation is not brought along to where all
     * would read it.
     */
    private Content withoutOurName(Content content) {
        if (!(content instanceof Content.Text(String text))) {
            return content;
        }
        String words = Mention.without(text, name.get());
        boolean opening = words.isEmpty() || words.startsWith(MessageContent.START + " ");
        return new Content.Text(opening ? MessageContent.START : words);
    }

    /** What the bot is called, without the sign; empty while nobody has told us. */
    String botName() {
        return name.get();
    }

    private Optional<Inbound.Said> tapped(String eventId, CallbackQuery query, JsonNode tree) {
        User from = query.getFrom();
        JsonNode chat = UpdateTree.chat(tree.path("message").get("chat"), tree.path("from"));
        String kind = chat == null ? "private" : chat.path("type").asText();
        boolean group = kind.equals("group") || kind.equals("supergroup");
        if (from == null || from.getIsBot() || query.getData() == null || !group && !kind.equals("private")) {
            return Optional.empty();
        }
        // In private the chat's id is the person's, also when the message of the button is long gone.
        Address address = group && chat != null
                ? inGroup(from, chat.path("id").asLong(), tree.path("message"))
                : address(from, from.getId());
        Content content = new Content.Text(title(tree, query.getData()));
        return Optional.of(said(eventId, address, content, query.getData(), from, null));
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

    /**
     * Signs on a message in private, all that are there now. In a group only an administrator hears of them, which we are not:
     * https://core.telegram.org/bots/api#messagereactionupdated
     */
    private Optional<Inbound.Reacted> reacted(String eventId, JsonNode change) {
        JsonNode person = change.path("user").path("id");
        JsonNode message = change.path("message_id");
        boolean whole = person.isIntegralNumber() && person.canConvertToLong() && message.isIntegralNumber();
        boolean bot = change.path("user").path("is_bot").asBoolean();
        if (!whole || bot || !person.equals(change.path("chat").path("id"))) {
            return Optional.empty();
        }
        String signs = StreamSupport.stream(change.path("new_reaction").spliterator(), false)
                .map(sign -> sign.path("emoji").asText(OTHER_SIGN))
                .collect(Collectors.joining());
        Address from = new Address(TelegramChannel.NAME, account, person.asText(), person.asText());
        return Optional.of(new Inbound.Reacted(eventId, from, message.asText(), signs));
    }

    private static Inbound.Said said(
            String eventId, Address from, Content content, @Nullable String choice, User person, @Nullable Instant at) {
        boolean group = !from.person().equals(person.getId().toString());
        String name = group ? WORDS.say("group", Map.of("name", String.valueOf(name(person)))) : name(person);
        return new Inbound.Said(eventId, from, content, choice, name, person.getLanguageCode(), at);
    }

    private Address address(User from, Long chat) {
        return new Address(TelegramChannel.NAME, account, from.getId().toString(), chat.toString());
    }

    /** Each person has a conversation of their own in a group, which everybody there reads. */
    private Address inGroup(User from, Long chat, JsonNode message) {
        return new Address(
                TelegramChannel.NAME, account, chat + ":" + from.getId(), TelegramChat.written(chat, message));
    }

    private static @Nullable String name(User person) {
        String last = person.getLastName();
        String name = (last == null ? person.getFirstName() : person.getFirstName() + " " + last).strip();
        return name.isEmpty() ? null : name;
    }

    private static String id(JsonNode message) {
        String id = text(message.path("message_id"));
        if (!id.matches("[0-9]{1,18}")) {
            throw new UnreadableWebhook("a message without its id");
        }
        return id;
    }

    private static @Nullable Instant at(JsonNode message) {
        String seconds = text(message.path("date"));
        return seconds.matches("[1-9][0-9]{0,10}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }
}
