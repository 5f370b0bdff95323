package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** LINE: https://developers.line.biz/en/reference/messaging-api/. */
public final class LineVendor implements AppVendor {

    /** The bot's id there; of no bot there is. */
    public static final String BOT = "U00000000000000000000000000000b07";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern REPLY_TOKEN = Pattern.compile("reply-([^-]+)-.+");
    private static final Pattern CONTENT = Pattern.compile("/v2/bot/message/([^/]+)/content");
    private static final int MOST_AT_ONCE = 5;

    private final URI server;
    private final String secret;
    private final Set<String> usedTokens = ConcurrentHashMap.newKeySet();
    /** By retry key: the ids of what was taken under it. */
    private final Map<String, List<String>> taken = new ConcurrentHashMap<>();
    /** By the message's id. */
    private final Map<String, String> files = new ConcurrentHashMap<>();

    /**
     * An official account.
     *
     * @param server where its calls go
     * @param secret with which they are signed
     */
    public LineVendor(URI server, String secret) {
        this.server = server;
        this.secret = secret;
    }

    /** What the server shows when it calls. */
    public String accessToken() {
        return secret + "-token";
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_LINE_API_URL=%1$s
                GUILDHALL_CHANNELS_LINE_DATA_URL=%1$s
                GUILDHALL_CHANNELS_LINE_CHANNEL_SECRET=%2$s
                GUILDHALL_CHANNELS_LINE_ACCESS_TOKEN=%3$s
                """.formatted(api, secret, accessToken());
    }

    @Override
    public boolean known(String path, Headers headers) {
        return ("Bearer " + accessToken()).equals(headers.getFirst("Authorization"));
    }

    @Override
    public Fault.Refused unknown() {
        return error(401, "Authentication failed.");
    }

    @Override
    public Fault.Refused tooMany() {
        return error(429, "The API rate limit has been exceeded. Try again later.");
    }

    @Override
    public Fault.Refused broken() {
        return error(500, "Internal error.");
    }

    /** LINE takes what is for somebody who has blocked the account, and shows it to nobody. */
    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.empty();
    }

    /** A refusal as LINE words it. */
    public static Fault.Refused error(int status, String message) {
        return new Fault.Refused(
                status,
                JsonNodeFactory.instance.objectNode().put("message", message).toString());
    }

    @Override
    public Optional<Fault.Refused> repeated(Headers headers) {
        List<String> before = taken.get(retryKey(headers));
        return Optional.ofNullable(before)
                .map(ids -> new Fault.Refused(
                        409,
                        sent(ids)
                                .put("message", "The retry key is already accepted.")
                                .toString()));
    }

    private static String retryKey(Headers headers) {
        return String.valueOf(headers.getFirst("X-Line-Retry-Key"));
    }

    @Override
    public AppApi.Call call(String path, String body) {
        JsonNode call = read(body);
        return switch (path) {
            case "/v2/bot/message/reply" ->
                messages(answered(call.path("replyToken").asString("")), call);
            case "/v2/bot/message/push" -> messages(call.path("to").asString(""), call);
            case "/v2/bot/chat/loading/start" ->
                new AppApi.Call(call.path("chatId").asString(""), List.of(), "typing …");
            case "/v2/bot/chat/markAsRead" ->
                new AppApi.Call(
                        call.path("markAsReadToken").asString("").replaceFirst("^read-", ""),
                        List.of(),
                        "read by the council");
            default -> throw new IllegalArgumentException("no such path");
        };
    }

    private static JsonNode read(String words) {
        try {
            return JSON.readTree(words);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }

    /** Whom a token answers, once. */
    private String answered(String token) {
        Matcher person = REPLY_TOKEN.matcher(token);
        if (!person.matches() || !usedTokens.add(token)) {
            throw new IllegalArgumentException("Invalid reply token");
        }
        return person.group(1);
    }

    private static AppApi.Call messages(String person, JsonNode call) {
        List<AppApi.Bubble> bubbles = call.path("messages")
                .valueStream()
                .map(message -> new AppApi.Bubble(words(message), offer(message)))
                .toList();
        if (person.isEmpty() || bubbles.isEmpty() || bubbles.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("not one to five messages for somebody");
        }
        return new AppApi.Call(person, bubbles, "");
    }

    private static String words(JsonNode message) {
        return switch (message.path("type").asString("")) {
            case "text" -> message.path("text").asString("");
            case "template" -> message.path("template").path("text").asString("");
            case "image" ->
                InWords.file("image", "", message.path("originalContentUrl").asString(""));
            case "location" ->
                InWords.place(
                        message.path("latitude").asDouble(0),
                        message.path("longitude").asDouble(0),
                        message.path("title").asString(""),
                        message.path("address").asString(""));
            default -> throw new IllegalArgumentException("no such message");
        };
    }

    private static List<Button> offer(JsonNode message) {
        return Stream.concat(
                        message.path("template").path("actions").valueStream(),
                        message.path("quickReply").path("items").valueStream().map(item -> item.path("action")))
                .map(action -> new Button(
                        action.path("type").asString("").equals("location") ? Button.PLACE : "postback",
                        action.path("data").asString(""),
                        action.path("label").asString("")))
                .toList();
    }

    @Override
    public String messageId(long number) {
        return Long.toString(460_000_000_000_000_000L + number);
    }

    @Override
    public String taken(Headers headers, List<String> ids) {
        if (ids.isEmpty()) {
            return "{}";
        }
        if (headers.containsKey("X-Line-Retry-Key")) {
            taken.put(retryKey(headers), ids);
        }
        return sent(ids).toString();
    }

    private static ObjectNode sent(List<String> ids) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode messages = answer.putArray("sentMessages");
        ids.forEach(id -> messages.addObject().put("id", id));
        return answer;
    }

    @Override
    public String file(String path) {
        Matcher content = CONTENT.matcher(path);
        return content.matches() ? files.getOrDefault(content.group(1), "") : "";
    }

    @Override
    public String channel() {
        return "line";
    }

    @Override
    public String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return message(id, person, message -> message.put("type", "text").put("text", words));
    }

    /** Nobody is told: the same call as from the console's button, which carries nothing. */
    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return call(events -> {});
    }

    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.Tapped(Button button) ->
                Optional.of(event(
                        id,
                        person,
                        "postback",
                        event -> event.putObject("postback").put("data", button.id())));
            case Deed.SentFile sent -> Optional.of(withFile(id, person, sent));
            case Deed.SentPlace place -> Optional.of(message(id, person, message -> locate(message, place)));
            case Deed.TookBack(String gone) ->
                Optional.of(event(
                        id, person, "unsend", event -> event.putObject("unsend").put("messageId", gone)));
            case Deed.Blocked(boolean now) -> Optional.of(event(id, person, now ? "unfollow" : "follow", event -> {}));
            case Deed.WroteInGroup _,
                    Deed.SentCard _,
                    Deed.Changed _,
                    Deed.Reacted _,
                    Deed.Received _,
                    Deed.Read _,
                    Deed.Hid _,
                    Deed.LetADayPass _ -> Optional.empty();
        };
    }

    /** What is written beside a file is a message of its own there. */
    private WebhookCall withFile(String id, String person, Deed.SentFile sent) {
        files.put(id, sent.file().id());
        return call(events -> {
            attach(begin(events, id, person, "message").putObject("message").put("id", id), sent);
            if (!sent.words().isEmpty()) {
                begin(events, id + "w", person, "message")
                        .putObject("message")
                        .put("id", id + "w")
                        .put("type", "text")
                        .put("text", sent.words());
            }
        });
    }

    private static void attach(ObjectNode message, Deed.SentFile sent) {
        switch (sent.kind()) {
            case PHOTO -> message.put("type", "image");
            case VIDEO -> message.put("type", "video").put("duration", 12_000);
            case VOICE -> message.put("type", "audio").put("duration", 12_000);
            case FILE ->
                message.put("type", "file")
                        .put("fileName", sent.file().name())
                        .put("fileSize", sent.file().size());
        }
        if (sent.kind() != Deed.Kind.FILE) {
            message.putObject("contentProvider").put("type", "line");
        }
    }

    private static void locate(ObjectNode message, Deed.SentPlace place) {
        message.put("type", "location").put("latitude", place.latitude()).put("longitude", place.longitude());
        if (!place.name().isEmpty()) {
            message.put("title", place.name());
        }
        if (!place.address().isEmpty()) {
            message.put("address", place.address());
        }
    }

    private WebhookCall message(String id, String person, Consumer<ObjectNode> fill) {
        return event(id, person, "message", event -> {
            ObjectNode message = event.putObject("message").put("id", id);
            message.put("markAsReadToken", "read-" + person);
            fill.accept(message);
        });
    }

    private WebhookCall event(String id, String person, String type, Consumer<ObjectNode> fill) {
        return call(events -> fill.accept(begin(events, id, person, type)));
    }

    private static ObjectNode begin(ArrayNode events, String id, String person, String type) {
        ObjectNode event = events.addObject();
        event.put("type", type).put("mode", "active").put("timestamp", System.currentTimeMillis());
        event.put("webhookEventId", "event-" + id);
        event.putObject("deliveryContext").put("isRedelivery", false);
        event.putObject("source").put("type", "user").put("userId", person);
        if (!type.startsWith("un")) {
            event.put("replyToken", "reply-" + person + "-" + id);
        }
        return event;
    }

    private WebhookCall call(Consumer<ArrayNode> fill) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("destination", BOT);
        fill.accept(body.putArray("events"));
        String text = body.toString();
        return new WebhookCall(
                Rehearsal.at(server, "/webhooks/line"), proof(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    /** https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/ */
    @Override
    public Map<String, String> proof(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Map.of(
                    "Content-Type",
                    "application/json",
                    "x-line-signature",
                    Base64.getEncoder().encodeToString(mac.doFinal(body)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
