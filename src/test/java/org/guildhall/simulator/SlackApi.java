package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's Web API on loopback that records what it is told and can be made to fail: chat.postMessage and chat.update
 * (https://docs.slack.dev/reference/methods/chat.postMessage), and files for who has the token.
 */
public final class SlackApi implements VendorApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "/api";
    private static final Pattern LINK = Pattern.compile("<([^<>|]*)(?:\\|([^<>]*))?>");

    private final Door door;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong times = new AtomicLong();
    private final KeptFiles files = new KeptFiles();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Shown> watcher = shown -> {};

    private SlackApi(Door door) {
        this.door = door;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static SlackApi start(int port) {
        return new SlackApi(Door.open(port));
    }

    /**
     * One call.
     *
     * @param token from the {@code Authorization} header; empty without one
     */
    public record Call(String path, String token, JsonNode body) {

        /** Whom it is for, digits; empty when it does not say. */
        public String person() {
            return body.path("channel").asString("").replaceAll("\\D", "");
        }

        /** Whether it shows the person something new. */
        boolean isMessage() {
            return path.equals("/chat.postMessage");
        }

        /** Whether all who are in a channel see it. */
        boolean inChannel() {
            return body.path("channel").asString("").startsWith("C");
        }

        /** Its words, as they are read. */
        public String text() {
            return LINK.matcher(body.path("text").asString(""))
                    .replaceAll(found -> Matcher.quoteReplacement(linked(found.group(1), found.group(2))))
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }

        private static String linked(String address, @Nullable String words) {
            return words == null || words.equals(address) ? address : words + " (" + address + ")";
        }

        /** What it shows besides words, in words: a picture; empty when there is none. */
        public String thing() {
            return blocks("image")
                    .map(block ->
                            InWords.file("image", "", block.path("image_url").asString("")))
                    .collect(Collectors.joining("\n"));
        }

        /** What can be tapped, one after the other. */
        public List<Button> buttons() {
            return blocks("actions")
                    .flatMap(block -> block.path("elements").valueStream())
                    .map(button -> new Button(
                            kind(button.path("action_id").asString("")),
                            button.path("value").asString(""),
                            button.path("text").path("text").asString("")))
                    .toList();
        }

        /** What is no choice under an answer is told apart by its name. */
        private static String kind(String action) {
            return action.startsWith("choice") ? "button" : action;
        }

        private Stream<JsonNode> blocks(String type) {
            return body.path("blocks")
                    .valueStream()
                    .filter(block -> block.path("type").asString("").equals(type));
        }
    }

    /**
     * A message that a citizen now sees.
     *
     * @param id when it was written, which is all the name it has where it stands
     */
    public record Shown(Call call, String id) {

        /** What the server is told that it is called, with where it stands. */
        public String told() {
            return call.body().path("channel").asString("") + ":" + id;
        }
    }

    /** Its address. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port() + PREFIX);
    }

    /** Messages to one person so far, in order of arrival, failed calls included. */
    public List<Call> messagesTo(String person) {
        return calls.stream()
                .filter(call -> call.person().equals(person) && call.isMessage())
                .toList();
    }

    /** What has been put in place of messages so far, in order of arrival. */
    public List<Call> changes() {
        return calls.stream().filter(call -> call.path().equals("/chat.update")).toList();
    }

    /** Decides for every later call what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later call. */
    public void failing(Faults chance) {
        failing(call -> call.isMessage()
                ? chance.withMessage(call.person(), error(429, "ratelimited"), error(200, "internal_error"))
                : chance.withCall());
    }

    /** Tells of every later message that citizens see, also of those whose answer is lost, as it is shown. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Keeps a file that somebody is about to send. */
    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return files.keep(url().resolve("/files/"), name, mediaType, bytes);
    }

    /** A refusal as Slack words it, mostly in a 200. */
    public static Fault.Refused error(int status, String error) {
        return new Fault.Refused(status, "{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    @Override
    public void close() {
        door.close();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (token(exchange).isEmpty()) {
            Door.write(exchange, error(200, "not_authed"));
        } else if (exchange.getRequestMethod().equals("GET")) {
            if (!files.handOver(exchange)) {
                Door.write(exchange, error(404, "file_not_found"));
            }
        } else {
            Call call = new Call(
                    exchange.getRequestURI().getPath().replaceFirst("^" + PREFIX, ""),
                    token(exchange),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()));
            calls.add(call);
            Door.answer(exchange, faults.apply(call), 200, () -> ok(call));
        }
    }

    private static String token(HttpExchange exchange) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
    }

    private String ok(Call call) {
        if (!call.isMessage()) {
            return "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}"
                    .formatted(
                            call.body().path("channel").asString(""),
                            call.body().path("ts").asString(""));
        }
        String time = "1767262000.%06d".formatted(times.incrementAndGet());
        watcher.accept(new Shown(call, time));
        return "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}"
                .formatted(call.body().path("channel").asString(""), time);
    }
}
