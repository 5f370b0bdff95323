package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Telegram Bot API on loopback that records what it is told and can be made to fail
 * (https://core.telegram.org/bots/api). It keeps updates until a later {@code getUpdates} confirms them, as the real one does.
 */
public final class BotApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PART =
            Pattern.compile("name=\"([a-z_]+)\"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">(.*?)</a>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("</?[a-z][^>]*>");

    /** Each in the name of a method that sends it, and in that of its parameter. */
    private static final Set<String> FILES =
            Set.of("photo", "video", "voice", "audio", "sticker", "animation", "document");

    /** The bot's name, by which people call it in groups. */
    static final String USERNAME = "rehearsal_bot";

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Door door;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final boolean remembering;
    private final AtomicLong messageIds = new AtomicLong();
    private final PendingUpdates pending = new PendingUpdates();
    private final KeptFiles files = new KeptFiles();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Call> listener = call -> {};
    private volatile Consumer<Shown> watcher = shown -> {};

    private BotApi(Door door, boolean remembering) {
        this.door = door;
        this.remembering = remembering;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static BotApi start(int port) {
        return new BotApi(Door.open(port), true);
    }

    /** Starts one on any free port that keeps no call: for runs of hundreds of thousands, with {@link #watching}. */
    public static BotApi startForgetful() {
        return new BotApi(Door.open(0), false);
    }

    /**
     * One call of a method.
     *
     * @param token the bot's token as it stood in the address
     * @param method in lower case, for instance {@code sendmessage}
     * @param nanos {@link System#nanoTime()} when it came
     */
    public record Call(String token, String method, JsonNode parameters, long nanos) {

        /** A parameter as text; empty when missing. */
        public String text(String parameter) {
            return parameters.path(parameter).asString("");
        }

        /** The buttons' titles, one after the other. */
        public List<String> buttons() {
            return keys("text");
        }

        /** What the buttons send back, one after the other. */
        public List<String> callbackData() {
            return keys("callback_data");
        }

        private List<String> keys(String field) {
            return keyboard("inline_keyboard")
                    .map(button -> button.path(field).asString(""))
                    .toList();
        }

        private Stream<JsonNode> keyboard(String kind) {
            return parameters.path("reply_markup").path(kind).valueStream().flatMap(JsonNode::valueStream);
        }

        /** Whether it shows something in a chat. */
        boolean isMessage() {
            return method.startsWith("send") && !method.equals("sendchataction");
        }

        /** What a person can tap: its buttons, and below the line for writing the one that sends where they are. */
        public List<Button> offer() {
            Stream<Button> buttons = keyboard("inline_keyboard").map(button -> button(button, "callback"));
            Stream<Button> places = keyboard("keyboard")
                    .filter(button -> button.path("request_location").asBoolean(false))
                    .map(button -> button(button, Button.PLACE));
            return Stream.concat(buttons, places).toList();
        }

        private static Button button(JsonNode button, String kind) {
            return new Button(
                    kind,
                    button.path("callback_data").asString(""),
                    button.path("text").asString(""));
        }

        /** The words of a message as a person reads them, without tags; empty when it has none. */
        public String words() {
            String words = text("text") + text("caption");
            return text("parse_mode").equals("HTML") ? untagged(words) : words;
        }

        private static String untagged(String html) {
            return TAG.matcher(LINK.matcher(html).replaceAll("$2 ($1)"))
                    .replaceAll("")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&");
        }

        /** What a message shows besides words, in words: a file, a place, a card; empty when there is nothing. */
        public String thing() {
            String kind = method.replaceFirst("^send", "");
            return switch (kind) {
                case "location", "venue" ->
                    InWords.place(
                            parameters.path("latitude").asDouble(0),
                            parameters.path("longitude").asDouble(0),
                            text("title"),
                            text("address"));
                case "contact" -> InWords.card(text("first_name"), text("phone_number"));
                default -> FILES.contains(kind) ? InWords.file(kind, "", text(kind)) : "";
            };
        }
    }

    /**
     * A message that a citizen now sees.
     *
     * @param messageId what the answer to the call says, if it arrives
     */
    public record Shown(Call call, long messageId) {}

    /** Its address, without a path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** What came so far for a method, in order of arrival, failed calls included. */
    public List<Call> calls(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return calls.stream().filter(call -> call.method().equals(name)).toList();
    }

    /** Messages sent to one chat so far. */
    public List<Call> messagesTo(long chat) {
        return calls("sendMessage").stream()
                .filter(call -> call.text("chat_id").equals(Long.toString(chat)))
                .toList();
    }

    /** Decides for every later call what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later call. */
    public void failing(Faults chance) {
        failing(call -> call.isMessage()
                ? chance.withMessage(
                        call.text("chat_id"),
                        Fault.tooMany(RETRY_AFTER_SECONDS),
                        Fault.error(500, "Internal Server Error"))
                : chance.withCall());
    }

    /** Tells of every later call as it comes. */
    public void listening(Consumer<Call> hear) {
        listener = hear;
    }

    /** Tells of every later message that citizens see, also of those whose answer is lost, as it is shown. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Puts an update where the next {@code getUpdates} finds it. */
    public void offer(JsonNode update) {
        pending.offer(update);
    }

    /** Tells of the updates that each later {@code getUpdates} confirms, in their order, before they are forgotten. */
    public void confirming(Consumer<List<JsonNode>> hear) {
        pending.confirming(hear);
    }

    /** Keeps a file that {@code getFile} tells of and that can be downloaded. */
    public void holds(String fileId, byte[] bytes) {
        files.keep(fileId, bytes);
    }

    /** The same under an id of its own. */
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return files.keep(url().resolve("/file/"), name, mediaType, bytes);
    }

    /** An id for a message in any chat, as the bot's and people's are counted together. */
    public long newMessageId() {
        return messageIds.incrementAndGet();
    }

    /** How many updates nobody has confirmed yet. */
    public int unconfirmed() {
        return pending.size();
    }

    @Override
    public void close() {
        door.close();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (exchange.getRequestURI().getPath().startsWith("/file/bot")) {
            // /file/bot<token>/<file_path>, the path as getFile gave it.
            if (!files.handOver(exchange)) {
                Door.write(exchange, Fault.error(404, "Not Found"));
            }
            return;
        }
        Call call = call(exchange);
        if (remembering) {
            calls.add(call);
        }
        listener.accept(call);
        Door.answer(exchange, faults.apply(call), 200, () -> ok(call));
    }

    private static Call call(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        String token = path.length > 1 ? path[1].replaceFirst("^bot", "") : "";
        String method = path.length > 2 ? path[2].toLowerCase(Locale.ROOT) : "";
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(token, method, parameters(body), System.nanoTime());
    }

    /** JSON, or the parts of a multipart form, as telegrambots sends {@code setWebhook}. */
    private static JsonNode parameters(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException form) {
            // Then it is the other kind.
        }
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        Matcher part = PART.matcher(body);
        while (part.find()) {
            parts.put(part.group(1), part.group(2));
        }
        return parts;
    }

    private String ok(Call call) throws InterruptedException {
        String result = switch (call.method()) {
            case "getupdates" -> pending.from(call.parameters()).toString();
            case "getfile" -> "{\"file_id\":\"%1$s\",\"file_path\":\"photos/%1$s\"}".formatted(call.text("file_id"));
            case "getme" ->
                "{\"id\":%s,\"is_bot\":true,\"first_name\":\"Rehearsal\",\"username\":\"%s\"}"
                        .formatted(call.token().split(":")[0], USERNAME);
            default -> call.isMessage() ? message(call) : "true";
        };
        return "{\"ok\":true,\"result\":" + result + "}";
    }

    private String message(Call call) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        long id = newMessageId();
        message.put("message_id", id);
        message.put("date", System.currentTimeMillis() / 1000);
        message.putObject("chat")
                .put("id", call.parameters().path("chat_id").asLong(0))
                .put("type", "private");
        if (call.parameters().has("text")) {
            message.put("text", call.text("text"));
        }
        watcher.accept(new Shown(call, id));
        return message.toString();
    }
}
