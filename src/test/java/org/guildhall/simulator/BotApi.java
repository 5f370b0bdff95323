package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Door door;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final boolean remembering;
    private final AtomicLong messageIds = new AtomicLong();
    private final PendingUpdates pending = new PendingUpdates();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
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
            return parameters
                    .path("reply_markup")
                    .path("inline_keyboard")
                    .valueStream()
                    .flatMap(JsonNode::valueStream)
                    .map(button -> button.path(field).asString(""))
                    .toList();
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
        failing(call -> call.method().equals("sendmessage")
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
        files.put(fileId, bytes);
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
            download(exchange);
            return;
        }
        Call call = call(exchange);
        if (remembering) {
            calls.add(call);
        }
        listener.accept(call);
        Door.answer(exchange, faults.apply(call), 200, () -> ok(call));
    }

    /** {@code /file/bot<token>/<file_path>}, the path as {@code getFile} gave it. */
    private void download(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] bytes = files.get(path.substring(path.lastIndexOf('/') + 1));
        if (bytes == null) {
            Door.write(exchange, Fault.error(404, "Not Found"));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
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
            case "sendmessage" -> message(call);
            case "getupdates" -> pending.from(call.parameters()).toString();
            case "getfile" -> "{\"file_id\":\"%1$s\",\"file_path\":\"photos/%1$s\"}".formatted(call.text("file_id"));
            case "getme" ->
                "{\"id\":%s,\"is_bot\":true,\"first_name\":\"Rehearsal\"}"
                        .formatted(call.token().split(":")[0]);
            default -> "true";
        };
        return "{\"ok\":true,\"result\":" + result + "}";
    }

    private String message(Call call) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        long id = messageIds.incrementAndGet();
        message.put("message_id", id);
        message.put("date", System.currentTimeMillis() / 1000);
        message.putObject("chat")
                .put("id", call.parameters().path("chat_id").asLong(0))
                .put("type", "private");
        message.put("text", call.text("text"));
        watcher.accept(new Shown(call, id));
        return message.toString();
    }
}
