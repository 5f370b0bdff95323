package org.guildhall.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack as a server's webhook meets it: https://docs.slack.dev/apis/events-api. A person of so many digits is {@code U…} there,
 * and their conversation with us {@code D…}.
 */
public final class SlackSide implements Caller {

    /** Our bot's own id; of none there is. */
    private static final String BOT = "U0BOT";

    private static final String TEAM = "T0COUNCIL";
    private static final int MILLIS = 1_000;
    private static final int MICROS = 1_000_000;

    /** Slack's names of the signs that a rehearsal puts on messages. */
    private static final Map<String, String> SIGNS = Map.of("👍", "thumbsup", "👎", "thumbsdown", "❤️", "heart");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final URI server;
    private final String signingSecret;
    private final AtomicLong ids = new AtomicLong(System.nanoTime() % MICROS);
    /** What is taken away names the sign that was there. */
    private final Map<String, String> signs = new ConcurrentHashMap<>();

    /**
     * Our workspace there.
     *
     * @param server its address without a path
     */
    public SlackSide(URI server, String signingSecret) {
        this.server = server;
        this.signingSecret = signingSecret;
    }

    @Override
    public String channel() {
        return "slack";
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_SLACK_API_URL=%s
                GUILDHALL_CHANNELS_SLACK_BOT_TOKEN=%s-token
                GUILDHALL_CHANNELS_SLACK_SIGNING_SECRET=%s
                """.formatted(api, signingSecret, signingSecret);
    }

    /** A moment of its own, which is how Slack names a message. */
    @Override
    public String newId() {
        return "%d.%06d".formatted(System.currentTimeMillis() / MILLIS, ids.incrementAndGet() % MICROS);
    }

    /** https://docs.slack.dev/authentication/verifying-requests-from-slack */
    @Override
    public Map<String, String> proof(byte[] body) {
        String stamp = Long.toString(System.currentTimeMillis() / MILLIS);
        boolean json = body.length > 0 && (body[0] == '{' || body[0] == '[');
        return Map.of(
                "Content-Type",
                json ? "application/json" : "application/x-www-form-urlencoded",
                "X-Slack-Request-Timestamp",
                stamp,
                "X-Slack-Signature",
                signature(stamp, body));
    }

    @Override
    public WebhookCall again(WebhookCall call) {
        return new WebhookCall(call.address(), proof(call.body().getBytes(StandardCharsets.UTF_8)), call.body());
    }

    private String signature(String stamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + stamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return event(message(id, person, escaped(words)));
    }

    /** Slack tells nobody that a message has arrived, but shows us our own. */
    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return event(message(id, person, "").put("user", BOT).put("bot_id", "B0BOT"));
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.WroteInGroup(String words) -> Optional.of(event(inChannel(id, person, words)));
            case Deed.Tapped(Button button) -> Optional.of(tapped(id, person, button));
            case Deed.SentFile sent -> Optional.of(event(attached(id, person, sent)));
            case Deed.Changed changed -> Optional.of(event(changed(id, person, changed)));
            case Deed.TookBack(String gone) -> Optional.of(event(deleted(id, person, gone)));
            case Deed.Reacted reacted -> Optional.of(event(reaction(person, reacted)));
            case Deed.SentPlace _,
                    Deed.SentCard _,
                    Deed.Received _,
                    Deed.Read _,
                    Deed.Blocked _,
                    Deed.Hid _,
                    Deed.LetADayPass _ -> Optional.empty();
        };
    }

    private static ObjectNode message(String id, String person, String text) {
        return JSON.objectNode()
                .put("type", "message")
                .put("channel", "D" + person)
                .put("channel_type", "im")
                .put("user", "U" + person)
                .put("text", text)
                .put("ts", id)
                .put("event_ts", id);
    }

    /** Whoever is called by any name there is the bot. */
    private static ObjectNode inChannel(String id, String person, String words) {
        return message(id, person, escaped(words).replaceFirst("@\\w+", "<@" + BOT + ">"))
                .put("channel", "C" + person)
                .put("channel_type", "channel");
    }

    private static ObjectNode attached(String id, String person, Deed.SentFile sent) {
        ObjectNode message = message(id, person, escaped(sent.words())).put("subtype", "file_share");
        ObjectNode file = message.putArray("files").addObject();
        file.put("id", sent.file().id())
                .put("name", sent.file().name())
                .put("mimetype", sent.file().mediaType())
                .put("size", sent.file().size())
                .put("url_private", sent.file().address().toString());
        if (sent.kind() == Deed.Kind.VOICE) {
            file.put("subtype", "slack_audio");
        }
        return message;
    }

    private static ObjectNode changed(String id, String person, Deed.Changed changed) {
        ObjectNode event = hidden(id, person, "message_changed");
        ObjectNode now = message(changed.message(), person, escaped(changed.words()));
        now.putObject("edited").put("user", "U" + person).put("ts", id);
        event.set("message", now);
        return event;
    }

    private static ObjectNode deleted(String id, String person, String gone) {
        ObjectNode event = hidden(id, person, "message_deleted").put("deleted_ts", gone);
        event.set("previous_message", message(gone, person, ""));
        return event;
    }

    private static ObjectNode hidden(String id, String person, String subtype) {
        return JSON.objectNode()
                .put("type", "message")
                .put("subtype", subtype)
                .put("hidden", true)
                .put("channel", "D" + person)
                .put("channel_type", "im")
                .put("ts", id);
    }

    private ObjectNode reaction(String person, Deed.Reacted reacted) {
        String where = person + ":" + reacted.message();
        boolean taken = reacted.sign().isEmpty();
        String sign = taken
                ? Optional.ofNullable(signs.remove(where)).orElse("thumbsup")
                : SIGNS.getOrDefault(reacted.sign(), "eyes");
        if (!taken) {
            signs.put(where, sign);
        }
        ObjectNode event = JSON.objectNode()
                .put("type", taken ? "reaction_removed" : "reaction_added")
                .put("user", "U" + person)
                .put("reaction", sign);
        event.putObject("item")
                .put("type", "message")
                .put("channel", "D" + person)
                .put("ts", reacted.message());
        return event;
    }

    /** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
    private WebhookCall tapped(String id, String person, Button button) {
        ObjectNode payload = JSON.objectNode().put("type", "block_actions");
        payload.putObject("user").put("id", "U" + person).put("name", "citizen" + person);
        payload.putObject("team").put("id", TEAM);
        payload.putObject("channel").put("id", "D" + person);
        ObjectNode action = payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", button.kind().equals("button") ? "choice" : button.kind());
        action.put("value", button.id()).put("action_ts", id);
        action.putObject("text").put("type", "plain_text").put("text", button.title());
        return call("payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8));
    }

    private WebhookCall event(ObjectNode event) {
        ObjectNode body = JSON.objectNode()
                .put("type", "event_callback")
                .put("team_id", TEAM)
                .put("api_app_id", "A0GUILDHALL")
                .put("event_id", "Ev" + UUID.randomUUID().toString().replace("-", ""))
                .put("event_time", System.currentTimeMillis() / MILLIS);
        body.set("event", event);
        body.putArray("authorizations")
                .addObject()
                .put("team_id", TEAM)
                .put("user_id", BOT)
                .put("is_bot", true);
        return call(body.toString());
    }

    private WebhookCall call(String body) {
        return new WebhookCall(
                Rehearsal.at(server, "/webhooks/slack"), proof(body.getBytes(StandardCharsets.UTF_8)), body);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
