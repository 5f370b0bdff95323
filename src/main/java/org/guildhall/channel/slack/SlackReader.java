package org.guildhall.channel.slack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads Slack's calls: events (https://docs.slack.dev/apis/events-api), taps
 * (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload) and commands
 * (https://docs.slack.dev/interactivity/implementing-slash-commands). In a channel only what names us is said to us; what bots
 * write, ourselves among them, and kinds we do not know carry nothing.
 */
final class SlackReader {

    /** Kinds of message that a person writes. All others tell of something else. */
    private static final Set<String> WRITTEN = Set.of("", "file_share", "thread_broadcast", "me_message");

    /** What a message is called that was taken away and under which a thread stands still. */
    private static final String TOMBSTONE = "tombstone";

    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{1,12})\\.[0-9]{1,9}");

    private final String team;
    private final SlackForms forms;

    /**
     * A reader.
     *
     * @param team the workspace whose calls concern us; empty for any
     */
    SlackReader(String team) {
        this.team = team;
        this.forms = new SlackForms(team);
    }

    /**
     * Reads an event.
     *
     * @throws UnreadableWebhook when it is not a JSON object
     */
    List<Inbound> event(byte[] body) {
        JsonNode call = SlackJson.object(body);
        JsonNode event = call.path("event");
        if (!SlackJson.text(call, "type").equals("event_callback") || elsewhere(SlackJson.text(call, "team_id"))) {
            return List.of();
        }
        String id = SlackJson.text(call, "event_id");
        Us us = Us.in(call);
        return switch (SlackJson.text(event, "type")) {
            case "message" -> message(id, event, us);
            case "app_mention" -> written(id, event, us.mentioned());
            case "reaction_added" -> reacted(id, event, us, SlackSigns.of(SlackJson.text(event, "reaction")));
            case "reaction_removed" -> reacted(id, event, us, "");
            default -> List.of();
        };
    }

    /**
     * Reads a form: something that was tapped, or a command.
     *
     * @throws UnreadableWebhook when it is no form, or holds no JSON object where it should
     */
    List<Inbound> form(byte[] body) {
        return forms.read(body);
    }

    private boolean elsewhere(String there) {
        return !team.isEmpty() && !team.equals(there);
    }

    /** By which ids we are known in a call, which tells for whom it is. */
    private record Us(Set<String> bots, Set<String> named) {
        /** Slack tells no bot that it has named itself, so whoever names us is somebody else. */
        Us mentioned() {
            return new Us(Set.of(), named);
        }

        static Us in(JsonNode call) {
            Set<String> bots = new HashSet<>();
            SlackJson.elements(call.path("authorizations"))
                    .filter(each -> each.path("is_bot").asBoolean(false))
                    .forEach(each -> bots.add(SlackJson.text(each, "user_id")));
            Set<String> named = new HashSet<>(bots);
            // Older calls say only for whom they are, and not whether that is a bot.
            if (bots.isEmpty() && call.path("authed_users").isArray()) {
                call.path("authed_users").forEach(user -> named.add(user.asString("")));
            }
            bots.remove("");
            named.remove("");
            return new Us(bots, named);
        }
    }

    private List<Inbound> message(String id, JsonNode event, Us us) {
        return switch (SlackJson.text(event, "subtype")) {
            case "message_changed" -> changed(id, event, us);
            case "message_deleted" -> deleted(id, event, event.path("previous_message"), us);
            default -> toUs(event, us) ? written(id, event, us) : List.of();
        };
    }

    /** Older calls do not say where they come from; what comes then is taken for said to us. */
    private static boolean toUs(JsonNode event, Us us) {
        String where = SlackJson.text(event, "channel_type");
        boolean direct = where.equals("im") || SlackJson.text(event, "channel").startsWith("D");
        return where.isEmpty() || direct || SlackWords.names(SlackJson.text(event, "text"), us.named());
    }

    private static boolean ofABot(JsonNode message, Us us) {
        return message.hasNonNull("bot_id")
                || message.hasNonNull("bot_profile")
                || us.bots().contains(SlackJson.text(message, "user"));
    }

    /** A mention comes as a message too, under another event's id; what they share is where and when it was written. */
    private static List<Inbound> written(String id, JsonNode event, Us us) {
        if (ofABot(event, us) || !WRITTEN.contains(SlackJson.text(event, "subtype"))) {
            return List.of();
        }
        String person = SlackJson.text(event, "user");
        String timestamp = SlackJson.text(event, "ts");
        SlackPlace place = place(event, timestamp);
        Address from = place.of(person);
        if (person.isEmpty() || timestamp.isEmpty() || place.channel().isEmpty()) {
            return List.of(new Inbound.Unreadable(id, from, "a message without its time, its place or its sender"));
        }
        List<Content> contents = contents(event, us);
        return SlackStaff.code(place.message(timestamp), place, person, words(contents))
                .map(List::of)
                .orElseGet(() -> said(place.message(timestamp), from, contents, null, at(timestamp)));
    }

    /** What is written there alone, without any file. */
    private static String words(List<Content> contents) {
        return contents.size() == 1 && contents.getFirst() instanceof Content.Text(String text) ? text : "";
    }

    /** In a channel the answer stands under the question, so that it disturbs nobody else. */
    private static SlackPlace place(JsonNode event, String timestamp) {
        SlackPlace place = new SlackPlace(SlackJson.text(event, "channel"), SlackJson.text(event, "thread_ts"));
        return place.direct() || !place.thread().isEmpty() ? place : new SlackPlace(place.channel(), timestamp);
    }

    /** Several files in one message are several things said, under ids of their own. */
    private static List<Inbound> said(
            String id, Address from, List<Content> contents, @Nullable String choice, @Nullable Instant at) {
        List<Inbound> said = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            String eventId = i == 0 ? id : id + "#" + (i + 1);
            said.add(new Inbound.Said(eventId, from, contents.get(i), choice, null, null, at));
        }
        return said;
    }

    private static List<Content> contents(JsonNode message, Us us) {
        String words = SlackWords.of(SlackJson.text(message, "text"), us.named());
        List<Content> contents = new ArrayList<>();
        SlackJson.elements(message.path("files"))
                .forEach(file -> contents.add(file(file, contents.isEmpty() ? words : "")));
        if (contents.isEmpty()) {
            contents.add(words.isEmpty() ? wordless(message, us) : new Content.Text(words));
        }
        return contents;
    }

    /** Whoever says nothing but our name wants to begin; of what else has no words staff see that something came. */
    private static Content wordless(JsonNode message, Us us) {
        return SlackWords.names(SlackJson.text(message, "text"), us.named())
                ? new Content.Text("/start")
                : new Content.Media(MediaKind.OTHER, null, "", null, null, null);
    }

    /** https://docs.slack.dev/reference/objects/file-object */
    private static Content file(JsonNode file, String words) {
        String address = Stream.of("url_private_download", "url_private")
                .map(field -> SlackJson.text(file, field))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        String name = SlackJson.text(file, "name");
        String type = SlackJson.text(file, "mimetype");
        JsonNode size = file.path("size");
        return new Content.Media(
                kind(SlackJson.text(file, "subtype"), type),
                address.isEmpty() ? null : new Handle(SlackChannel.NAME, address),
                words,
                name.isEmpty() ? null : name,
                type.isEmpty() ? null : type,
                size.canConvertToLong() && size.isIntegralNumber() ? size.longValue() : null);
    }

    private static MediaKind kind(String subtype, String type) {
        if (subtype.equals("slack_audio")) {
            return MediaKind.VOICE;
        }
        return switch (type.replaceFirst("/.*", "")) {
            case "image" -> MediaKind.PHOTO;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            default -> MediaKind.DOCUMENT;
        };
    }

    /** Slack tells also that it has put a preview under a message, which nobody has changed then. */
    private static List<Inbound> changed(String id, JsonNode event, Us us) {
        JsonNode message = event.path("message");
        if (SlackJson.text(message, "subtype").equals(TOMBSTONE)) {
            return deleted(id, event, event.path("previous_message"), us);
        }
        String timestamp = SlackJson.text(message, "ts");
        String person = SlackJson.text(message, "user");
        SlackPlace place = new SlackPlace(SlackJson.text(event, "channel"), SlackJson.text(message, "thread_ts"));
        boolean known = !id.isEmpty()
                && !timestamp.isEmpty()
                && !person.isEmpty()
                && !place.channel().isEmpty();
        if (!known || ofABot(message, us) || !message.path("edited").isObject()) {
            return List.of();
        }
        return List.of(new Inbound.Edited(
                id,
                place.of(person),
                place.message(timestamp),
                contents(message, us).getFirst()));
    }

    private static List<Inbound> deleted(String id, JsonNode event, JsonNode before, Us us) {
        String deleted = SlackJson.text(event, "deleted_ts");
        String timestamp = deleted.isEmpty() ? SlackJson.text(before, "ts") : deleted;
        String person = SlackJson.text(before, "user");
        SlackPlace place = new SlackPlace(SlackJson.text(event, "channel"), SlackJson.text(before, "thread_ts"));
        boolean known = !id.isEmpty()
                && !timestamp.isEmpty()
                && !person.isEmpty()
                && !place.channel().isEmpty();
        return known && !ofABot(before, us)
                ? List.of(new Inbound.Deleted(id, place.of(person), place.message(timestamp)))
                : List.of();
    }

    private static List<Inbound> reacted(String id, JsonNode event, Us us, String sign) {
        JsonNode item = event.path("item");
        String person = SlackJson.text(event, "user");
        String timestamp = SlackJson.text(item, "ts");
        SlackPlace place = new SlackPlace(SlackJson.text(item, "channel"), "");
        boolean known = !id.isEmpty()
                && !person.isEmpty()
                && !timestamp.isEmpty()
                && !place.channel().isEmpty();
        boolean taken = SlackJson.text(event, "type").equals("reaction_removed");
        return known && (taken || !sign.isEmpty()) && !us.bots().contains(person)
                ? List.of(new Inbound.Reacted(id, place.of(person), place.message(timestamp), sign))
                : List.of();
    }

    static @Nullable Instant at(String timestamp) {
        Matcher time = TIMESTAMP.matcher(timestamp);
        return time.matches() ? Instant.ofEpochSecond(Long.parseLong(time.group(1))) : null;
    }
}
