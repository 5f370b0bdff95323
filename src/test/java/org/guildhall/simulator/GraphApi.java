package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Meta's Graph API on loopback that records what it is told and can be made to fail: Messenger's and Instagram's Send API
 * (https://developers.facebook.com/docs/messenger-platform/reference/send-api) and WhatsApp's Cloud API
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).
 */
public final class GraphApi implements VendorApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "/v25.0";
    /** Below it are files that are given to who has the token, as WhatsApp's are. */
    private static final String WITH_TOKEN = "/with-token/";
    /** Far longer than any that there is. */
    private static final int LONGEST_PERSON = 128;

    private final Door door;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong messageIds = new AtomicLong();
    private final KeptFiles files = new KeptFiles();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Call> listener = call -> {};
    private volatile Consumer<Shown> watcher = shown -> {};

    private GraphApi(Door door) {
        this.door = door;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static GraphApi start(int port) {
        return new GraphApi(Door.open(port));
    }

    /**
     * One call.
     *
     * @param token from the {@code Authorization} header; empty without one
     */
    public record Call(String path, String token, JsonNode body) {

        /** Whom it is for; empty when it does not say. */
        public String person() {
            JsonNode recipient = body.path("recipient");
            return recipient.isString()
                    ? recipient.stringValue()
                    : recipient.path("id").asString(body.path("to").asString(""));
        }

        /** Whether it shows the person something. */
        boolean isMessage() {
            return body.has("message") || (onWhatsApp() && !body.has("status"));
        }

        boolean onWhatsApp() {
            return body.path("messaging_product").asString("").equals("whatsapp");
        }

        /** The words of a message, of what stands over its buttons, or of its template; empty when it has none. */
        public String text() {
            if (onWhatsApp()) {
                return Stream.of(
                                body.path("text"),
                                body.path("interactive").path("body").path("text"),
                                body.path(body.path("type").asString("")).path("caption"),
                                body.path("template")
                                        .path("components")
                                        .path(0)
                                        .path("parameters")
                                        .path(0))
                        .map(node -> node.asString(
                                node.path("body").asString(node.path("text").asString(""))))
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("");
            }
            JsonNode message = body.path("message");
            return message.path("text")
                    .asString(message.path("attachment")
                            .path("payload")
                            .path("text")
                            .asString(""));
        }

        /** What it shows besides words, in words: a file, a place, a card; empty when there is nothing. */
        public String thing() {
            return onWhatsApp() ? inside(body.path("type").asString("")) : attachment();
        }

        private String inside(String type) {
            JsonNode inside = body.path(type);
            return switch (type) {
                case "image", "video", "audio", "sticker", "document" ->
                    InWords.file(
                            type,
                            inside.path("filename").asString(""),
                            inside.path("link").asString(inside.path("id").asString("")));
                case "location" ->
                    InWords.place(
                            inside.path("latitude").asDouble(0),
                            inside.path("longitude").asDouble(0),
                            inside.path("name").asString(""),
                            inside.path("address").asString(""));
                case "contacts" -> {
                    JsonNode card = inside.path(0);
                    yield InWords.card(
                            card.path("name").path("formatted_name").asString(""),
                            card.path("phones").path(0).path("phone").asString(""));
                }
                default -> "";
            };
        }

        private String attachment() {
            JsonNode attachment = body.path("message").path("attachment");
            String address = attachment.path("payload").path("url").asString("");
            return address.isEmpty() ? "" : InWords.file(attachment.path("type").asString(""), "", address);
        }

        /** What can be tapped, one after the other: quick replies, a template's or a list's buttons. */
        public List<Button> buttons() {
            JsonNode message = body.path("message");
            JsonNode action = body.path("interactive").path("action");
            return Stream.of(
                            buttons(message.path("quick_replies"), "quick_reply", "payload"),
                            buttons(message.path("attachment").path("payload").path("buttons"), "postback", "payload"),
                            action.path("buttons")
                                    .valueStream()
                                    .map(button -> button(button.path("reply"), "button_reply", "id")),
                            action.path("sections")
                                    .valueStream()
                                    .flatMap(section -> buttons(section.path("rows"), "list_reply", "id")),
                            place(action))
                    .flatMap(each -> each)
                    .toList();
        }

        private static Stream<Button> buttons(JsonNode all, String kind, String id) {
            return all.valueStream().map(button -> button(button, kind, id));
        }

        /** https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-request-messages */
        private static Stream<Button> place(JsonNode action) {
            return Stream.of(action)
                    .filter(each -> each.path("name").asString("").equals("send_location"))
                    .map(each -> new Button(Button.PLACE, "", "Send location"));
        }

        private static Button button(JsonNode button, String kind, String id) {
            return new Button(
                    kind, button.path(id).asString(""), button.path("title").asString(""));
        }
    }

    /**
     * A message that a citizen now sees.
     *
     * @param id what the answer to the call says, if it arrives
     */
    public record Shown(Call call, String id) {}

    /** Its address, with its version. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port() + VERSION);
    }

    /** Messages to one person so far, in order of arrival, failed calls included. */
    public List<Call> messagesTo(String person) {
        return calls.stream()
                .filter(call -> call.person().equals(person) && call.isMessage())
                .toList();
    }

    /** Decides for every later call what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later call. */
    public void failing(Faults chance) {
        failing(call -> call.isMessage()
                ? chance.withMessage(call.person(), error(400, call.onWhatsApp() ? 130429 : 613, 0), error(500, 2, 0))
                : chance.withCall());
    }

    /** Tells of every later message that citizens see, also of those whose answer is lost, as it is shown. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Tells of every later call as it comes, but for files. */
    public void listening(Consumer<Call> hear) {
        listener = hear;
    }

    /** Keeps a file that somebody is about to send. */
    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return files.keep(url().resolve("/files/"), name, mediaType, bytes);
    }

    /**
     * A refusal as Meta words it.
     *
     * @param subcode 0 for none
     */
    public static Fault.Refused error(int status, int code, int subcode) {
        String more = subcode == 0 ? "" : ",\"error_subcode\":" + subcode;
        return new Fault.Refused(
                status,
                "{\"error\":{\"message\":\"(#%d) Refused\",\"type\":\"OAuthException\",\"code\":%d%s,\"fbtrace_id\":\"x\"}}"
                        .formatted(code, code, more));
    }

    @Override
    public void close() {
        door.close();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (exchange.getRequestMethod().equals("GET")) {
            handOver(exchange);
            return;
        }
        Call call = call(exchange);
        calls.add(call);
        listener.accept(call);
        if (call.person().length() > LONGEST_PERSON) {
            Door.write(exchange, error(400, 100, 0));
            return;
        }
        Door.answer(exchange, faults.apply(call), 200, () -> ok(call));
    }

    private static Call call(HttpExchange exchange) throws IOException {
        return new Call(
                exchange.getRequestURI().getPath().replaceFirst("^" + VERSION, ""),
                token(exchange),
                JSON.readTree(exchange.getRequestBody().readAllBytes()));
    }

    private static String token(HttpExchange exchange) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
    }

    /**
     * A file; or where one is, which WhatsApp tells who knows its id:
     * https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
     */
    private void handOver(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(VERSION + "/")) {
            locate(exchange, path.substring(VERSION.length()));
        } else if (path.startsWith(WITH_TOKEN) && token(exchange).isEmpty()) {
            Door.write(exchange, error(401, 190, 0));
        } else if (!files.handOver(exchange)) {
            Door.write(exchange, error(404, 100, 0));
        }
    }

    private void locate(HttpExchange exchange, String path) throws IOException, InterruptedException {
        Fault fault = faults.apply(new Call(path, token(exchange), JsonNodeFactory.instance.objectNode()));
        Optional<Kept> file = files.find(path.substring(1));
        // As Meta answers who asks for what is not there.
        Fault missing = fault instanceof Fault.None ? error(400, 100, 33) : fault;
        Door.answer(
                exchange,
                file.isPresent() ? fault : missing,
                200,
                () -> file.map(this::located).orElse("{}"));
    }

    private String located(Kept file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("messaging_product", "whatsapp")
                .put("id", file.id())
                .put("url", url().resolve(WITH_TOKEN + file.id()).toString())
                .put("mime_type", file.mediaType())
                .put("file_size", file.size())
                .toString();
    }

    private String ok(Call call) {
        if (!call.isMessage()) {
            return call.onWhatsApp() ? "{\"success\":true}" : "{\"recipient_id\":\"" + call.person() + "\"}";
        }
        String id = (call.onWhatsApp() ? "wamid.OURS" : "m_") + messageIds.incrementAndGet();
        watcher.accept(new Shown(call, id));
        return (call.onWhatsApp()
                        ? "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"%1$s\",\"wa_id\":\"%1$s\"}],\"messages\":[{\"id\":\"%2$s\"}]}"
                        : "{\"recipient_id\":\"%s\",\"message_id\":\"%s\"}")
                .formatted(call.person(), id);
    }
}
