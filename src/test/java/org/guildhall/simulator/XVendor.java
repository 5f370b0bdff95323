package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** X, with its X Activity API: https://docs.x.com/x-api/activity/event-payloads. */
public final class XVendor implements TextVendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MESSAGES = "/2/dm_conversations/with/";
    private static final String POSTS = "/2/tweets";
    private static final String TOKENS = "/2/oauth2/token";

    private final URI server;
    private final String account;
    private final String consumerSecret;
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis() * 1000);

    /**
     * Our account there.
     *
     * @param server its address without a path
     * @param account X's id of it
     * @param consumerSecret with which X signs
     */
    public XVendor(URI server, String account, String consumerSecret) {
        this.server = server;
        this.account = account;
        this.consumerSecret = consumerSecret;
    }

    @Override
    public String channel() {
        return "x";
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_X_API_URL=%s
                GUILDHALL_CHANNELS_X_USER_ID=%s
                GUILDHALL_CHANNELS_X_CONSUMER_SECRET=%s
                GUILDHALL_CHANNELS_X_CLIENT_ID=rehearsal
                GUILDHALL_CHANNELS_X_CLIENT_SECRET=%s
                GUILDHALL_CHANNELS_X_REFRESH_TOKEN=%s
                """.formatted(api, account, consumerSecret, consumerSecret, consumerSecret + "-refresh");
    }

    /** As the app when it asks for a token, and else as the account. */
    @Override
    public boolean known(Headers headers) {
        String authorization = String.valueOf(headers.getFirst("Authorization"));
        return authorization.startsWith("Basic ") || authorization.equals("Bearer " + accessToken());
    }

    private String accessToken() {
        return consumerSecret + "-access";
    }

    @Override
    public Fault.Refused unknown() {
        return error(401, "Unauthorized");
    }

    @Override
    public Fault.Refused tooMany() {
        return error(429, "Too Many Requests");
    }

    @Override
    public Fault.Refused broken() {
        return error(503, "Service Unavailable");
    }

    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.of(error(403, "You do not have permission to DM one or more participants."));
    }

    /** A refusal as X words it. */
    public static Fault.Refused error(int status, String detail) {
        return new Fault.Refused(
                status,
                "{\"title\":\"Refused\",\"detail\":\"%s\",\"status\":%d,\"type\":\"about:blank\"}"
                        .formatted(detail, status));
    }

    /** A refresh token is good once, and another comes with each token. */
    @Override
    public Optional<String> besides(String path, String body) {
        return path.equals(TOKENS)
                ? Optional.of(
                        "{\"token_type\":\"bearer\",\"expires_in\":7200,\"access_token\":\"%s\",\"refresh_token\":\"%s\"}"
                                .formatted(accessToken(), consumerSecret + "-refresh-" + ids.incrementAndGet()))
                : Optional.empty();
    }

    @Override
    public TextApi.Shown message(String path, String body, String id) {
        JsonNode message = JSON.readTree(body);
        String words = message.path("text").asString("");
        if (path.equals(POSTS)) {
            String post = message.path("reply").path("in_reply_to_tweet_id").asString("");
            return new TextApi.Shown(id, "post " + post, words, "", "");
        }
        if (!path.startsWith(MESSAGES) || !path.endsWith("/messages") || words.isEmpty()) {
            throw new IllegalArgumentException("not a message of words");
        }
        return new TextApi.Shown(
                id, path.substring(MESSAGES.length(), path.length() - "/messages".length()), words, "", "");
    }

    @Override
    public String taken(TextApi.Shown message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("data")
                .put("id", message.id())
                .put("dm_event_id", message.id())
                .put("dm_conversation_id", account + "-" + message.person());
        return answer.toString();
    }

    @Override
    public String newId() {
        return Long.toString(ids.incrementAndGet());
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return received(id, person, data -> data.put("text", words));
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return activity(
                "dm.read",
                payload -> payload.putArray("direct_message_mark_read_events")
                        .addObject()
                        .put("created_timestamp", now())
                        .put("sender_id", person)
                        .put("last_read_event_id", id)
                        .putObject("target")
                        .put("recipient_id", account));
    }

    /** Words, photos and films come in; that something is on a phone nobody is told, only that it was read. */
    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.SentFile sent
            when sent.kind() == Deed.Kind.PHOTO || sent.kind() == Deed.Kind.VIDEO ->
                Optional.of(received(id, person, data -> attach(data, id, sent)));
            case Deed.Read(String message, String reference) -> Optional.of(arrived(message, person, reference));
            default -> Optional.empty();
        };
    }

    /** The words end in a link to the file: https://docs.x.com/x-api/direct-messages/media/introduction */
    private static void attach(ObjectNode data, String id, Deed.SentFile sent) {
        data.put("text", (sent.words() + " https://t.co/rehearsal").strip());
        data.putObject("attachment")
                .put("type", "media")
                .putObject("media")
                .put("type", sent.kind() == Deed.Kind.PHOTO ? "photo" : "video")
                .put(
                        "media_url_https",
                        "https://ton.twitter.com/1.1/ton/data/dm/%s/1/%s"
                                .formatted(id, sent.file().id()));
    }

    private WebhookCall received(String id, String person, Consumer<ObjectNode> fill) {
        return activity("dm.received", payload -> {
            ObjectNode event = payload.putArray("direct_message_events").addObject();
            event.put("type", "message_create").put("id", id).put("created_timestamp", now());
            ObjectNode message = event.putObject("message_create").put("sender_id", person);
            message.putObject("target").put("recipient_id", account);
            fill.accept(message.putObject("message_data"));
            payload.putObject("users").putObject(person).putObject("data").put("name", Cast.nameOf(person));
        });
    }

    private WebhookCall activity(String type, Consumer<ObjectNode> fill) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode data = body.putObject("data");
        data.put("event_uuid", newId()).put("event_type", type).put("tag", "rehearsal");
        data.putObject("filter").put("user_id", account);
        fill.accept(data.putObject("payload"));
        String text = body.toString();
        return new WebhookCall(Rehearsal.at(server, "/webhooks/x"), proof(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    @Override
    public Map<String, String> proof(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(consumerSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String hash = Base64.getEncoder().encodeToString(mac.doFinal(body));
            return Map.of("Content-Type", "application/json", "x-twitter-webhooks-signature", "sha256=" + hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }
}
