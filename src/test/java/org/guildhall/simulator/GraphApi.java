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
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Meta's Graph API on loopback that records what it is told and can be made to fail: Messenger's and Instagram's Send API
 * (https://developers.facebook.com/docs/messenger-platform/reference/send-api) and WhatsApp's Cloud API
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).
 */
public final class GraphApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "/v25.0";
    /** Far longer than any that there is. */
    private static final int LONGEST_PERSON = 128;

    private final Door door;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong messageIds = new AtomicLong();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
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
            return body.path("recipient").path("id").asString(body.path("to").asString(""));
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

        /** What can be tapped, one after the other: quick replies, a template's or a list's buttons. */
        public List<MetaSide.Button> buttons() {
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
                                    .flatMap(section -> buttons(section.path("rows"), "list_reply", "id")))
                    .flatMap(each -> each)
                    .toList();
        }

        private static Stream<MetaSide.Button> buttons(JsonNode all, String kind, String id) {
            return all.valueStream().map(button -> button(button, kind, id));
        }

        private static MetaSide.Button button(JsonNode button, String kind, String id) {
            return new MetaSide.Button(
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
        Call call = call(exchange);
        calls.add(call);
        if (call.person().length() > LONGEST_PERSON) {
            Door.write(exchange, error(400, 100, 0));
            return;
        }
        Door.answer(exchange, faults.apply(call), 200, () -> ok(call));
    }

    private static Call call(HttpExchange exchange) throws IOException {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return new Call(
                exchange.getRequestURI().getPath().replaceFirst("^" + VERSION, ""),
                authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "",
                JSON.readTree(exchange.getRequestBody().readAllBytes()));
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
