package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A homeserver of Matrix, on which everybody has a direct chat with the council
 * (https://spec.matrix.org/latest/application-service-api/). What it has had under an id before, it shows nobody twice.
 */
public final class MatrixVendor implements TextVendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROOMS = "/_matrix/client/v3/rooms/";
    private static final String SEND = "/send/m.room.message/";
    private static final String HOST = ":example.org";

    private final URI server;
    private final String account;
    private final String hsToken;
    private final Map<String, String> taken = new ConcurrentHashMap<>();

    /**
     * Our account there.
     *
     * @param server its address without a path
     * @param account its whole id
     * @param hsToken what the homeserver shows
     */
    public MatrixVendor(URI server, String account, String hsToken) {
        this.server = server;
        this.account = account;
        this.hsToken = hsToken;
    }

    @Override
    public String channel() {
        return "matrix";
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_MATRIX_API_URL=%s
                GUILDHALL_CHANNELS_MATRIX_USER_ID=%s
                GUILDHALL_CHANNELS_MATRIX_HS_TOKEN=%s
                GUILDHALL_CHANNELS_MATRIX_AS_TOKEN=%s
                """.formatted(api, account, hsToken, asToken());
    }

    /** What the server shows when it calls. */
    public String asToken() {
        return hsToken + "-as";
    }

    @Override
    public boolean known(Headers headers) {
        return ("Bearer " + asToken()).equals(headers.getFirst("Authorization"));
    }

    @Override
    public Fault.Refused unknown() {
        return error(401, "M_UNKNOWN_TOKEN");
    }

    @Override
    public Fault.Refused tooMany() {
        return new Fault.Refused(
                429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many requests\",\"retry_after_ms\":1000}");
    }

    @Override
    public Fault.Refused broken() {
        return error(500, "M_UNKNOWN");
    }

    /** Who blocks somebody leaves the chat with them, and has them put out of it. */
    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.of(error(403, "M_FORBIDDEN"));
    }

    /** A refusal as a homeserver words it. */
    public static Fault.Refused error(int status, String code) {
        return new Fault.Refused(status, "{\"errcode\":\"%s\",\"error\":\"Refused\"}".formatted(code));
    }

    @Override
    public Optional<String> besides(String path, String body) {
        if (path.startsWith(ROOMS) && !path.contains(SEND)) {
            return Optional.of("{}");
        }
        return Optional.ofNullable(taken.get(path)).map(MatrixVendor::event);
    }

    @Override
    public TextApi.Shown message(String path, String body, String id) {
        JsonNode content = JSON.readTree(body);
        String words = content.path("body").asString("");
        int sent = path.indexOf(SEND);
        if (!path.startsWith(ROOMS) || sent < 0 || words.isEmpty()) {
            throw new IllegalArgumentException("not a message of words");
        }
        return new TextApi.Shown("$" + id, path.substring(ROOMS.length(), sent), words, path, "");
    }

    @Override
    public String taken(TextApi.Shown message) {
        taken.put(message.reference(), message.id());
        return event(message.id());
    }

    private static String event(String id) {
        return "{\"event_id\":\"" + id + "\"}";
    }

    @Override
    public String newId() {
        return "$" + UUID.randomUUID();
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return message(id, person, content -> content.put("msgtype", "m.text").put("body", words));
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("events");
        ObjectNode receipt = body.putArray("ephemeral").addObject();
        receipt.put("type", "m.receipt").put("room_id", room(person));
        receipt.putObject("content")
                .putObject(id)
                .putObject("m.read")
                .putObject(user(person))
                .put("ts", System.currentTimeMillis());
        return transaction(body);
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.SentFile sent -> Optional.of(message(id, person, content -> attach(content, sent)));
            case Deed.SentPlace place ->
                Optional.of(message(
                        id,
                        person,
                        content -> content.put("msgtype", "m.location")
                                .put("body", place.name())
                                .put("geo_uri", "geo:" + place.latitude() + "," + place.longitude())));
            case Deed.Changed changed -> Optional.of(message(id, person, content -> change(content, changed)));
            case Deed.TookBack(String gone) ->
                Optional.of(event(id, person, "m.room.redaction", content -> content.put("redacts", gone)));
            case Deed.Reacted(String message, String sign)
            when !sign.isEmpty() ->
                Optional.of(event(
                        id,
                        person,
                        "m.reaction",
                        content -> content.putObject("m.relates_to")
                                .put("rel_type", "m.annotation")
                                .put("event_id", message)
                                .put("key", sign)));
            case Deed.Read(String message, String reference) -> Optional.of(arrived(message, person, reference));
            case Deed.Blocked(boolean now) -> Optional.of(membership(person, now));
            default -> Optional.empty();
        };
    }

    private static void attach(ObjectNode content, Deed.SentFile sent) {
        String type = switch (sent.kind()) {
            case PHOTO -> "m.image";
            case VIDEO -> "m.video";
            case VOICE -> "m.audio";
            case FILE -> "m.file";
        };
        content.put("msgtype", type)
                .put("body", sent.words().isEmpty() ? sent.file().name() : sent.words())
                .put("filename", sent.file().name())
                .put("url", "mxc://example.org/" + sent.file().id());
        content.putObject("info")
                .put("mimetype", sent.file().mediaType())
                .put("size", sent.file().size());
        if (sent.kind() == Deed.Kind.VOICE) {
            content.putObject("org.matrix.msc3245.voice");
        }
    }

    private static void change(ObjectNode content, Deed.Changed changed) {
        content.put("msgtype", "m.text").put("body", "* " + changed.words());
        content.putObject("m.new_content").put("msgtype", "m.text").put("body", changed.words());
        content.putObject("m.relates_to").put("rel_type", "m.replace").put("event_id", changed.message());
    }

    /** Who blocks us has us put out, and who lets us in again invites us. */
    private WebhookCall membership(String person, boolean out) {
        ObjectNode event = event(newId(), person, "m.room.member");
        event.put("state_key", account);
        event.putObject("content").put("membership", out ? "ban" : "invite").put("is_direct", true);
        return transactionOf(event);
    }

    private WebhookCall message(String id, String person, Consumer<ObjectNode> fill) {
        return event(id, person, "m.room.message", fill);
    }

    private WebhookCall event(String id, String person, String type, Consumer<ObjectNode> fill) {
        ObjectNode event = event(id, person, type);
        fill.accept(event.putObject("content"));
        return transactionOf(event);
    }

    private static ObjectNode event(String id, String person, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("event_id", id)
                .put("sender", user(person))
                .put("room_id", room(person))
                .put("origin_server_ts", System.currentTimeMillis());
    }

    private WebhookCall transactionOf(ObjectNode event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("events").add(event);
        return transaction(body);
    }

    private WebhookCall transaction(ObjectNode body) {
        String path = "/webhooks/matrix/_matrix/app/v1/transactions/" + UUID.randomUUID();
        return new WebhookCall(Rehearsal.at(server, path), proof(new byte[0]), body.toString());
    }

    @Override
    public Map<String, String> proof(byte[] body) {
        return Map.of("Content-Type", "application/json", "Authorization", "Bearer " + hsToken);
    }

    /** Everybody's name holds their digits, and nothing else does. */
    private static String user(String person) {
        return "@" + person.replaceAll("\\D", "") + HOST;
    }

    private static String room(String person) {
        return "!chat" + person.replaceAll("\\D", "") + HOST;
    }
}
