package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Viber: https://developers.viber.com/docs/api/rest-bot-api.
 *
 * @param server where its calls go
 * @param token the bot's, with which they are signed too
 */
public record ViberVendor(URI server, String token) implements AppVendor {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What people write is numbered below our own messages. */
    private static final long FIRST_OF_OURS = 5_000_000_000_000_000_000L;

    private static final long FIRST_OF_THEIRS = 4_000_000_000_000_000_000L;

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_VIBER_API_URL=%s
                GUILDHALL_CHANNELS_VIBER_AUTH_TOKEN=%s
                """.formatted(api, token);
    }

    /** Files are for who knows their address. */
    @Override
    public boolean known(String path, Headers headers) {
        return path.startsWith("/files/") || token.equals(headers.getFirst("X-Viber-Auth-Token"));
    }

    @Override
    public Fault.Refused unknown() {
        return error(2, "invalidAuthToken");
    }

    @Override
    public Fault.Refused tooMany() {
        return error(12, "tooManyRequests");
    }

    @Override
    public Fault.Refused broken() {
        return new Fault.Refused(500, "");
    }

    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.of(error(6, "notSubscribed"));
    }

    /** A refusal as Viber words it, which it calls a success of HTTP's. */
    public static Fault.Refused error(int status, String word) {
        return new Fault.Refused(200, "{\"status\":%d,\"status_message\":\"%s\"}".formatted(status, word));
    }

    @Override
    public AppApi.Call call(String path, String body) {
        JsonNode message = read(body);
        String name = message.path("sender").path("name").asString("");
        if (!path.equals("/pa/send_message") || name.isEmpty() || name.length() > 28) {
            throw new IllegalArgumentException("not a message under a name");
        }
        String words = InWords.together(message.path("text").asString(""), thing(message));
        return new AppApi.Call(
                message.path("receiver").asString(""), List.of(new AppApi.Bubble(words, offer(message))), "");
    }

    private static JsonNode read(String words) {
        try {
            return JSON.readTree(words);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }

    private static String thing(JsonNode message) {
        JsonNode place = message.path("location");
        JsonNode card = message.path("contact");
        return switch (message.path("type").asString("")) {
            case "picture", "video", "file" ->
                InWords.file(
                        message.path("type").asString("").replace("picture", "photo"),
                        message.path("file_name").asString(""),
                        message.path("media").asString(""));
            case "location" ->
                InWords.place(place.path("lat").asDouble(0), place.path("lon").asDouble(0));
            case "contact" ->
                InWords.card(
                        card.path("name").asString(""),
                        card.path("phone_number").asString(""));
            default -> "";
        };
    }

    /** What a tap sends, and what goes back beside it. */
    private static List<Button> offer(JsonNode message) {
        String tracked = message.path("tracking_data").asString("");
        return message.path("keyboard")
                .path("Buttons")
                .valueStream()
                .map(button ->
                        new Button("reply", tracked, button.path("ActionBody").asString("")))
                .toList();
    }

    @Override
    public String messageId(long number) {
        return Long.toString(FIRST_OF_OURS + number);
    }

    @Override
    public String taken(Headers headers, List<String> ids) {
        return "{\"status\":0,\"status_message\":\"ok\",\"message_token\":%s}".formatted(ids.getFirst());
    }

    @Override
    public String channel() {
        return "viber";
    }

    @Override
    public String newId() {
        return Long.toString(ThreadLocalRandom.current().nextLong(FIRST_OF_THEIRS, FIRST_OF_OURS));
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return message(id, person, message -> message.put("type", "text").put("text", words));
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return event("delivered", id, event -> event.put("user_id", person));
    }

    /** Nobody is told of what people change, take back or put a sign on. */
    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.Tapped(Button button) ->
                Optional.of(message(
                        id,
                        person,
                        message -> message.put("type", "text")
                                .put("text", button.title())
                                .put("tracking_data", button.id())));
            case Deed.SentFile sent -> Optional.of(message(id, person, message -> attach(message, sent)));
            case Deed.SentPlace place ->
                Optional.of(message(
                        id,
                        person,
                        message -> message.put("type", "location")
                                .putObject("location")
                                .put("lat", place.latitude())
                                .put("lon", place.longitude())));
            case Deed.SentCard(String name, String number) ->
                Optional.of(message(
                        id,
                        person,
                        message -> message.put("type", "contact")
                                .putObject("contact")
                                .put("name", name)
                                .put("phone_number", number)));
            case Deed.Received(String message, String reference) -> Optional.of(arrived(message, person, reference));
            case Deed.Read(String message, String _) ->
                Optional.of(event("seen", message, event -> event.put("user_id", person)));
            case Deed.Blocked(boolean now) -> Optional.of(now ? left(id, person) : came(id, person));
            case Deed.WroteInGroup _, Deed.Changed _, Deed.TookBack _, Deed.Reacted _, Deed.Hid _, Deed.LetADayPass _ ->
                Optional.empty();
        };
    }

    private WebhookCall left(String id, String person) {
        return event("unsubscribed", id, event -> event.put("user_id", person));
    }

    private WebhookCall came(String id, String person) {
        return event("subscribed", id, event -> event.set("user", somebody(person)));
    }

    private static void attach(ObjectNode message, Deed.SentFile sent) {
        String type = switch (sent.kind()) {
            case PHOTO -> "picture";
            case VIDEO -> "video";
            case VOICE, FILE -> "file";
        };
        message.put("type", type)
                .put("text", sent.words())
                .put("media", sent.file().address().toString())
                .put("file_name", sent.file().name())
                .put("size", sent.file().size());
    }

    private WebhookCall message(String id, String person, Consumer<ObjectNode> fill) {
        return event("message", id, event -> {
            event.set("sender", somebody(person));
            fill.accept(event.putObject("message"));
        });
    }

    private static ObjectNode somebody(String person) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", person)
                .put("name", Cast.nameOf(person))
                .put("language", "en-GB")
                .put("api_version", 10);
    }

    private WebhookCall event(String kind, String id, Consumer<ObjectNode> fill) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("event", kind).put("timestamp", System.currentTimeMillis());
        event.put("message_token", new BigInteger(id));
        fill.accept(event);
        String body = event.toString();
        return new WebhookCall(
                Rehearsal.at(server, "/webhooks/viber"), proof(body.getBytes(StandardCharsets.UTF_8)), body);
    }

    /** https://developers.viber.com/docs/api/rest-bot-api/#callbacks */
    @Override
    public Map<String, String> proof(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Map.of(
                    "Content-Type",
                    "application/json",
                    "X-Viber-Content-Signature",
                    HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
