package org.guildhall.channel.slack;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import tools.jackson.databind.JsonNode;

/** Reads what Slack posts as forms: something that was tapped, or a command. Both tell who it was and say it in private. */
final class SlackForms {

    private final String team;

    /**
     * A reader.
     *
     * @param team the workspace whose calls concern us; empty for any
     */
    SlackForms(String team) {
        this.team = team;
    }

    /**
     * Reads one.
     *
     * @throws UnreadableWebhook when it is no form, or holds no JSON object where it should
     */
    List<Inbound> read(byte[] body) {
        Map<String, String> form = SlackJson.form(body);
        String payload = form.get("payload");
        if (payload != null) {
            return tapped(SlackJson.object(payload.getBytes(StandardCharsets.UTF_8)));
        }
        if (!form.containsKey("command")) {
            throw new UnreadableWebhook("neither a payload nor a command");
        }
        return elsewhere(form.getOrDefault("team_id", "")) ? List.of() : commanded(form);
    }

    private boolean elsewhere(String there) {
        return !team.isEmpty() && !team.equals(there);
    }

    /** Each thing that was tapped; what is filled in or picked otherwise we never offer. */
    private List<Inbound> tapped(JsonNode payload) {
        String type = SlackJson.text(payload, "type");
        boolean offered = type.equals("block_actions") || type.equals("interactive_message");
        if (!offered || elsewhere(SlackJson.text(payload.path("team"), "id"))) {
            return List.of();
        }
        JsonNode person = payload.path("user");
        String user = SlackJson.text(person, "id");
        SlackPlace place = tappedAt(payload, user);
        String name = SlackJson.text(person, "name");
        List<Inbound> taps = new ArrayList<>();
        SlackJson.elements(payload.path("actions")).forEach(action -> {
            Tap tap = Tap.of(action);
            String at = SlackJson.text(action, "action_ts").isEmpty()
                    ? SlackJson.text(payload, "action_ts")
                    : SlackJson.text(action, "action_ts");
            if (tap.value().isEmpty() || user.isEmpty()) {
                return;
            }
            if (at.isEmpty()) {
                taps.add(new Inbound.Unreadable("", place.of(user), "a tap without its time"));
                return;
            }
            String id =
                    "tap:" + place.channel() + ":" + user + ":" + at + (taps.isEmpty() ? "" : "#" + (taps.size() + 1));
            if (SlackStaff.claims(action)) {
                taps.add(SlackStaff.claim(id, user, action));
                return;
            }
            taps.add(new Inbound.Said(
                    id,
                    place.of(user),
                    new Content.Text(tap.title()),
                    tap.value(),
                    name.isEmpty() ? null : name,
                    null,
                    SlackReader.at(at)));
        });
        return taps;
    }

    /** Under the message where it was tapped; what is tapped elsewhere is answered to the person alone. */
    private static SlackPlace tappedAt(JsonNode payload, String user) {
        String channel = SlackJson.text(payload.path("channel"), "id");
        if (channel.isEmpty()) {
            return new SlackPlace(user, "");
        }
        JsonNode message = payload.path("message");
        String thread = SlackJson.text(message, "thread_ts");
        SlackPlace place = new SlackPlace(channel, thread);
        return place.direct() || !thread.isEmpty() ? place : new SlackPlace(channel, SlackJson.text(message, "ts"));
    }

    /**
     * What a tap says.
     *
     * @param value what comes back of what we offered; empty when it is nothing of ours
     */
    private record Tap(String value, String title) {
        static Tap of(JsonNode action) {
            JsonNode option = action.path("selected_option").isObject()
                    ? action.path("selected_option")
                    : action.path("selected_options").path(0);
            JsonNode tapped = option.isObject() ? option : action;
            String value = SlackJson.text(tapped, "value");
            String title = SlackJson.text(tapped.path("text"), "text");
            return new Tap(value, title.isEmpty() ? value : title);
        }
    }

    /** Wherever a command is given, its answer goes to the person alone. Without words it says what it is called. */
    private static List<Inbound> commanded(Map<String, String> form) {
        String user = form.getOrDefault("user_id", "");
        String trigger = form.getOrDefault("trigger_id", "");
        Address from = new SlackPlace(user, "").of(user);
        if (user.isEmpty() || trigger.isEmpty()) {
            return List.of(new Inbound.Unreadable(trigger, from, "a command without its id or its sender"));
        }
        String text = form.getOrDefault("text", "").isBlank()
                ? form.getOrDefault("command", "")
                : form.getOrDefault("text", "");
        String name = form.getOrDefault("user_name", "");
        String words = SlackWords.of(text, Set.of());
        return SlackStaff.code("command:" + trigger, new SlackPlace(user, ""), user, words)
                .map(List::of)
                .orElseGet(() -> List.of(new Inbound.Said(
                        "command:" + trigger,
                        from,
                        new Content.Text(words),
                        null,
                        name.isEmpty() ? null : name,
                        null,
                        null)));
    }
}
