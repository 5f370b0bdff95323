package org.guildhall.channel.teams;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Teams' calls, an activity each (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object).
 * In a group or a channel only what names us is said to us; other messengers of the Bot Framework, what we wrote ourselves and
 * kinds we do not know carry nothing.
 */
final class TeamsReader {

    private static final String TEAMS = "msteams";
    private static final String PERSONAL = "personal";
    private static final String FILE = "application/vnd.microsoft.teams.file.download.info";
    private static final String READ = "application/vnd.microsoft.readReceipt";

    /** A file with this before its address is at the service itself, which gives it to who has our token. */
    static final String WITH_TOKEN = "token ";

    /** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
    private static final Map<String, String> SIGNS =
            Map.of("like", "👍", "heart", "❤️", "laugh", "😆", "surprised", "😮", "sad", "🙁", "angry", "😠");

    private static final Set<String> VIDEOS = Set.of("mp4", "mov", "avi", "webm", "mkv");
    private static final Set<String> SOUNDS = Set.of("mp3", "m4a", "wav", "ogg", "aac");
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "bmp", "webp", "heic");

    private final String account;
    private final TeamsSetup.Services services;
    private final String staffRoom;

    TeamsReader(TeamsSetup setup) {
        this.account = setup.properties().appId();
        this.services = setup.services();
        this.staffRoom = setup.properties().staffRoom();
    }

    /**
     * Reads one.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> read(byte[] body) {
        JsonNode activity = TeamsJson.object(body);
        String channel = TeamsJson.text(activity, "channelId");
        if (!channel.isEmpty() && !channel.equals(TEAMS) || ours(activity)) {
            return List.of();
        }
        List<Inbound> events = new ArrayList<>();
        TeamsStaff.heard(place(activity), account, staffRoom).ifPresent(events::add);
        events.addAll(said(activity));
        return events;
    }

    private List<Inbound> said(JsonNode activity) {
        return switch (TeamsJson.text(activity, "type")) {
            case "message" -> message(activity);
            case "messageUpdate" -> edited(activity);
            case "messageDelete" -> deleted(activity);
            case "messageReaction" -> reacted(activity);
            case "installationUpdate" -> installed(activity);
            case "event" -> event(activity);
            default -> List.of();
        };
    }

    /** Whether a bot says it, and then which: there are no other bots in a conversation than we. */
    private boolean ours(JsonNode activity) {
        JsonNode from = activity.path("from");
        String id = TeamsJson.text(from, "id");
        return TeamsJson.text(from, "role").equals("bot")
                || !id.isEmpty()
                        && (id.equals("28:" + account)
                                || id.equals(account)
                                || id.equals(TeamsJson.text(activity.path("recipient"), "id")));
    }

    private TeamsPlace place(JsonNode activity) {
        String service = TeamsJson.text(activity, "serviceUrl");
        return new TeamsPlace(
                TeamsJson.text(activity.path("conversation"), "id"), services.allow(service) ? service : "");
    }

    private static boolean group(JsonNode activity) {
        JsonNode conversation = activity.path("conversation");
        String type = TeamsJson.text(conversation, "conversationType");
        return conversation.path("isGroup").asBoolean(false) || !type.isEmpty() && !type.equals(PERSONAL);
    }

    private Address from(JsonNode activity) {
        return place(activity).of(account, TeamsJson.text(activity.path("from"), "id"), group(activity));
    }

    private List<Inbound> message(JsonNode activity) {
        if (group(activity) && !named(activity) && !activity.path("value").isObject()) {
            return List.of();
        }
        String id = TeamsJson.text(activity, "id");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        if (id.isEmpty() || from.person().isEmpty() || place.conversation().isEmpty()) {
            return List.of(new Inbound.Unreadable(id, from, "a message without its id, its place or its sender"));
        }
        Optional<Inbound> ofStaff = TeamsStaff.claim(
                        activity,
                        place.message(id),
                        place.of(account, TeamsJson.text(activity.path("from"), "id"), false))
                .or(() -> TeamsStaff.code(group(activity), place.message(id), from, words(activity)));
        if (ofStaff.isPresent()) {
            return List.of(ofStaff.get());
        }
        List<Content> contents = contents(activity);
        String choice = choice(activity);
        String name = TeamsJson.text(activity.path("from"), "name").strip();
        String language = TeamsJson.text(activity, "locale");
        Instant at = at(TeamsJson.text(activity, "timestamp"));
        List<Inbound> said = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            String eventId = place.message(id) + (i == 0 ? "" : "#" + (i + 1));
            said.add(new Inbound.Said(
                    eventId,
                    from,
                    contents.get(i),
                    choice.isEmpty() || i > 0 ? null : choice,
                    name.isEmpty() ? null : name,
                    language.isEmpty() ? null : language,
                    at));
        }
        return said;
    }

    /** Files, or words; nothing where a form came back that we did not give out. */
    private List<Content> contents(JsonNode activity) {
        String words = words(activity);
        List<Content> contents = new ArrayList<>();
        TeamsJson.elements(activity.path("attachments"))
                .flatMap(attachment -> file(attachment, TeamsJson.text(activity, "serviceUrl")))
                .forEach(file -> contents.add(file.with(contents.isEmpty() ? words : "")));
        JsonNode value = activity.path("value");
        if (!contents.isEmpty()) {
            return contents;
        }
        if (!words.isEmpty()) {
            return List.of(new Content.Text(words));
        }
        if (value.isObject()) {
            String title = TeamsJson.text(value, "title");
            String choice = choice(activity);
            return choice.isEmpty() ? List.of() : List.of(new Content.Text(title.isEmpty() ? choice : title));
        }
        return List.of(
                named(activity)
                        ? new Content.Text("/start")
                        : new Content.Media(MediaKind.OTHER, null, "", null, null, null));
    }

    /** What comes back of a button, which some programs of Teams' give as it is. */
    private static String choice(JsonNode activity) {
        JsonNode value = activity.path("value");
        return value.isString() ? value.stringValue() : TeamsJson.text(value, "choice");
    }

    /** Without our name, which is nothing that somebody says to us. */
    private static String words(JsonNode activity) {
        String words = TeamsJson.text(activity, "text");
        for (JsonNode entity : mentionsOfUs(activity).toList()) {
            String mention = TeamsJson.text(entity, "text");
            words = mention.isEmpty() ? words : words.replace(mention, "");
        }
        return words.replace("&nbsp;", " ").replace('\u00a0', ' ').strip();
    }

    private static boolean named(JsonNode activity) {
        return mentionsOfUs(activity).findAny().isPresent();
    }

    private static Stream<JsonNode> mentionsOfUs(JsonNode activity) {
        String us = TeamsJson.text(activity.path("recipient"), "id");
        return TeamsJson.elements(activity.path("entities"))
                .filter(entity -> TeamsJson.text(entity, "type").equals("mention"))
                .filter(entity -> !us.isEmpty()
                        && TeamsJson.text(entity.path("mentioned"), "id").equals(us));
    }

    /** A file whose words are not known yet. */
    private record FileOf(
            MediaKind kind,
            @Nullable Handle handle,
            String name,
            String type,
            @Nullable Long size) {
        Content with(String words) {
            return new Content.Media(
                    kind, handle, words, name.isEmpty() ? null : name, type.isEmpty() ? null : type, size);
        }
    }

    /**
     * A file, or a picture among the words. The same words once more, as a page, and cards are none.
     * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
     */
    private static Stream<FileOf> file(JsonNode attachment, String service) {
        String type = TeamsJson.text(attachment, "contentType");
        String name = TeamsJson.text(attachment, "name");
        JsonNode content = attachment.path("content");
        if (type.equals(FILE)) {
            String address = TeamsJson.text(content, "downloadUrl");
            String ending = TeamsJson.text(content, "fileType");
            return Stream.of(new FileOf(kind(ending.isEmpty() ? name : "." + ending), handle(address), name, "", null));
        }
        String address = TeamsJson.text(attachment, "contentUrl");
        if (!type.matches("(image|video|audio)/.*")) {
            return Stream.empty();
        }
        boolean ours = !service.isEmpty() && address.startsWith(service);
        JsonNode size = content.path("fileSize");
        return Stream.of(new FileOf(
                type.startsWith("image")
                        ? MediaKind.PHOTO
                        : type.startsWith("video") ? MediaKind.VIDEO : MediaKind.AUDIO,
                handle(ours ? WITH_TOKEN + address : address),
                name,
                type.contains("*") ? "" : type,
                size.isIntegralNumber() && size.canConvertToLong() ? size.longValue() : null));
    }

    private static @Nullable Handle handle(String address) {
        return address.isEmpty() ? null : new Handle(TeamsChannel.NAME, address);
    }

    private static MediaKind kind(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (PICTURES.contains(ending)) {
            return MediaKind.PHOTO;
        }
        if (VIDEOS.contains(ending)) {
            return MediaKind.VIDEO;
        }
        return SOUNDS.contains(ending) ? MediaKind.AUDIO : MediaKind.DOCUMENT;
    }

    private List<Inbound> edited(JsonNode activity) {
        String id = TeamsJson.text(activity, "id");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        List<Content> contents = contents(activity);
        if (!known(id, place, from) || contents.isEmpty()) {
            return List.of();
        }
        String event = place.message(id) + ":edit:" + TeamsJson.text(activity, "timestamp");
        return List.of(new Inbound.Edited(event, from, place.message(id), contents.getFirst()));
    }

    private List<Inbound> deleted(JsonNode activity) {
        String id = TeamsJson.text(activity, "id");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        return known(id, place, from)
                ? List.of(new Inbound.Deleted(place.message(id) + ":deleted", from, place.message(id)))
                : List.of();
    }

    private List<Inbound> reacted(JsonNode activity) {
        String about = TeamsJson.text(activity, "replyToId");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        if (!known(about, place, from)) {
            return List.of();
        }
        String event = place.message(about) + ":" + from.person() + ":" + TeamsJson.text(activity, "id");
        List<Inbound> reactions = new ArrayList<>();
        TeamsJson.elements(activity.path("reactionsAdded")).limit(1).forEach(reaction -> {
            String type = TeamsJson.text(reaction, "type");
            if (!type.isEmpty()) {
                reactions.add(new Inbound.Reacted(
                        event + ":added", from, place.message(about), SIGNS.getOrDefault(type, ":" + type + ":")));
            }
        });
        // Where one takes another's place, the other does not go.
        if (reactions.isEmpty()
                && TeamsJson.elements(activity.path("reactionsRemoved"))
                        .findAny()
                        .isPresent()) {
            reactions.add(new Inbound.Reacted(event + ":removed", from, place.message(about), ""));
        }
        return reactions;
    }

    /** Who takes the app away hears nothing from us any more. */
    private List<Inbound> installed(JsonNode activity) {
        String action = TeamsJson.text(activity, "action");
        boolean gone = action.startsWith("remove");
        String id = TeamsJson.text(activity, "id");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        return known(id, place, from) && !group(activity) && (gone || action.startsWith("add"))
                ? List.of(new Inbound.Blocked(place.message(id) + ":" + action, from, gone))
                : List.of();
    }

    /** Messages' ids are the moments when they were written, in milliseconds. */
    private List<Inbound> event(JsonNode activity) {
        String last = TeamsJson.text(activity.path("value"), "lastReadMessageId");
        TeamsPlace place = place(activity);
        Address from = from(activity);
        boolean read = TeamsJson.text(activity, "name").equals(READ) && last.matches("[0-9]{10,15}");
        return read && known(last, place, from)
                ? List.of(new Inbound.CaughtUp(
                        place.message(last) + ":read", from, Stage.READ, Instant.ofEpochMilli(Long.parseLong(last))))
                : List.of();
    }

    private static boolean known(String id, TeamsPlace place, Address from) {
        return !id.isEmpty()
                && !place.conversation().isEmpty()
                && !from.person().isEmpty();
    }

    private static @Nullable Instant at(String timestamp) {
        try {
            return timestamp.isEmpty() ? null : OffsetDateTime.parse(timestamp).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
