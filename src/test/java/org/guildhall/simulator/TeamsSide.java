package org.guildhall.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Teams as a server's webhook meets it:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object. A person of
 * so many digits is {@code 29:…} there, and their conversation with us {@code a:…}.
 */
public final class TeamsSide implements Caller {

    /** Our bot's application; of none there is. */
    private static final String APP = "00000000-0000-4000-8000-0000000000aa";

    private static final String FILE = "application/vnd.microsoft.teams.file.download.info";

    private static final Map<String, String> SIGNS = Map.of("👍", "like", "❤️", "heart", "🙁", "sad");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final TokenMaker microsoft;
    private final Supplier<URI> service;
    private final String secret;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis());

    /**
     * Our bot there.
     *
     * @param server its address without a path
     * @param service where it replies to
     * @param secret what the bot logs in with
     */
    public TeamsSide(URI server, TokenMaker microsoft, Supplier<URI> service, String secret) {
        this.server = server;
        this.microsoft = microsoft;
        this.service = service;
        this.secret = secret;
    }

    @Override
    public String channel() {
        return "teams";
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_TEAMS_API_URL=%1$s
                GUILDHALL_CHANNELS_TEAMS_LOGIN_URL=%1$s
                GUILDHALL_CHANNELS_TEAMS_OPENID_URL=%1$s/openid
                GUILDHALL_CHANNELS_TEAMS_APP_ID=%2$s
                GUILDHALL_CHANNELS_TEAMS_APP_PASSWORD=%3$s
                """.formatted(api, APP, secret);
    }

    /** A moment in milliseconds. */
    @Override
    public String newId() {
        return Long.toString(ids.incrementAndGet());
    }

    /** A token for our bot that names the service in the body, as Microsoft makes no other. */
    @Override
    public Map<String, String> proof(byte[] body) {
        return Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + microsoft.token(APP, serviceIn(body), Instant.now()));
    }

    private String serviceIn(byte[] body) {
        try {
            String named = JSON.readTree(body).path("serviceUrl").asString("");
            return named.isEmpty() ? service.get().toString() : named;
        } catch (JacksonException noActivity) {
            return service.get().toString();
        }
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return call(activity(id, person, "message").put("text", words));
    }

    /** Teams does not tell that a message has arrived; that somebody looks at it, it does. */
    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        String digits = person.replaceAll("\\D", "");
        ObjectNode event = activity(newId(), digits, "event").put("name", "application/vnd.microsoft.readReceipt");
        event.putObject("value").put("lastReadMessageId", id);
        return call(event);
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.WroteInGroup(String words) -> Optional.of(call(inGroup(id, person, words)));
            case Deed.Tapped(Button button) -> Optional.of(call(tapped(id, person, button)));
            case Deed.SentFile sent -> Optional.of(call(attached(id, person, sent)));
            case Deed.Changed changed ->
                Optional.of(call(
                        activity(changed.message(), person, "messageUpdate").put("text", changed.words())));
            case Deed.TookBack(String gone) -> Optional.of(call(activity(gone, person, "messageDelete")));
            case Deed.Reacted reacted -> Optional.of(call(reaction(id, person, reacted)));
            case Deed.Read(String message, String reference) -> Optional.of(arrived(message, person, reference));
            case Deed.Blocked(boolean now) ->
                Optional.of(call(activity(id, person, "installationUpdate").put("action", now ? "remove" : "add")));
            case Deed.SentPlace _, Deed.SentCard _, Deed.Received _, Deed.Hid _, Deed.LetADayPass _ -> Optional.empty();
        };
    }

    private ObjectNode activity(String id, String person, String type) {
        ObjectNode activity = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("id", id)
                .put("timestamp", Instant.now().toString())
                .put("serviceUrl", service.get().toString())
                .put("channelId", "msteams");
        activity.putObject("from").put("id", "29:" + person).put("name", Cast.nameOf(person));
        activity.putObject("conversation").put("conversationType", "personal").put("id", "a:" + person);
        activity.putObject("recipient").put("id", "28:" + APP).put("name", "Council help");
        return activity;
    }

    /** Whoever is called by any name there is the bot. */
    private ObjectNode inGroup(String id, String person, String words) {
        boolean named = words.matches("(?s).*@\\w+.*");
        ObjectNode activity =
                activity(id, person, "message").put("text", words.replaceFirst("@\\w+", "<at>Council help</at>"));
        activity.putObject("conversation")
                .put("isGroup", true)
                .put("conversationType", "groupChat")
                .put("id", "19:" + person + "@thread.v");
        if (named) {
            ObjectNode mention = activity.putArray("entities").addObject().put("type", "mention");
            mention.put("text", "<at>Council help</at>").putObject("mentioned").put("id", "28:" + APP);
        }
        return activity;
    }

    /** Its call when somebody presses the button under an announcement in the group, which shows nobody anything. */
    public WebhookCall claims(String id, String person, String conversation) {
        ObjectNode activity = inGroup(id, person, "").put("text", "");
        activity.putObject("value").put("claim", conversation);
        return call(activity);
    }

    private ObjectNode tapped(String id, String person, Button button) {
        ObjectNode activity = activity(id, person, "message").put("text", button.title());
        activity.putObject("value").put("choice", button.id());
        return activity;
    }

    /** A picture stands among the words, at the service itself; anything else is on OneDrive. */
    private ObjectNode attached(String id, String person, Deed.SentFile sent) {
        ObjectNode activity = activity(id, person, "message").put("text", sent.words());
        ObjectNode attachment = activity.putArray("attachments").addObject();
        String address = sent.file().address().toString();
        if (sent.kind() == Deed.Kind.PHOTO) {
            attachment.put("contentType", "image/*").put("contentUrl", address);
        } else {
            attachment.put("contentType", FILE).put("name", sent.file().name());
            String ending = sent.file().mediaType().replaceFirst(".*/", "");
            attachment.putObject("content").put("downloadUrl", address).put("fileType", ending);
        }
        return activity;
    }

    private ObjectNode reaction(String id, String person, Deed.Reacted reacted) {
        boolean taken = reacted.sign().isEmpty();
        ObjectNode activity = activity("f:" + id, person, "messageReaction").put("replyToId", reacted.message());
        activity.putArray(taken ? "reactionsRemoved" : "reactionsAdded")
                .addObject()
                .put("type", taken ? "like" : SIGNS.getOrDefault(reacted.sign(), "surprised"));
        return activity;
    }

    private WebhookCall call(ObjectNode activity) {
        String body = activity.toString();
        return new WebhookCall(
                Rehearsal.at(server, "/webhooks/teams"), proof(body.getBytes(StandardCharsets.UTF_8)), body);
    }
}
