package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Bot Framework on loopback that records what it is told and can be made to fail: its keys, where a bot gets its token, and
 * the service that takes activities
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference).
 */
public final class TeamsApi implements VendorApi {

    /** What a bot shows us that has logged in here. */
    public static final String TOKEN = "rehearsal-token";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OPENID = "/openid";
    private static final String KEYS = "/keys";
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\">(.*?)</a>", Pattern.DOTALL);
    private static final Pattern ACTIVITIES = Pattern.compile("/v3/conversations/([^/]+)/activities(/[^/]*)?");

    private final Door door;
    private final TokenMaker microsoft;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong ids = new AtomicLong(1_767_262_000_000L);
    private final KeptFiles files = new KeptFiles();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Call> listener = call -> {};
    private volatile Consumer<Shown> watcher = shown -> {};

    private TeamsApi(Door door, TokenMaker microsoft) {
        this.door = door;
        this.microsoft = microsoft;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     * @param microsoft whose keys it tells
     */
    public static TeamsApi start(int port, TokenMaker microsoft) {
        return new TeamsApi(Door.open(port), microsoft);
    }

    /**
     * One activity.
     *
     * @param conversation where it goes
     */
    public record Call(String conversation, String token, JsonNode body) {

        /** Whom it is for, digits. */
        public String person() {
            return conversation.replaceFirst("^19:", "").replaceAll("\\D", "");
        }

        /** Whether it shows the person something that stays. */
        boolean isMessage() {
            return body.path("type").asString("").equals("message");
        }

        /** Whether all who are in a group see it. */
        boolean inGroup() {
            return conversation.startsWith("19:");
        }

        /** Its words, as they are read. */
        public String text() {
            return LINK.matcher(body.path("text").asString(""))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(1).equals(found.group(2))
                                    ? found.group(1)
                                    : found.group(2) + " (" + found.group(1) + ")"))
                    .replace("<br>", "\n")
                    .replaceAll("</?(b|i|code|pre|blockquote)>", "")
                    .replace("&quot;", "\"")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }

        /** What it shows besides words, in words: a picture; empty when there is none. */
        public String thing() {
            return attachments("image/")
                    .map(picture ->
                            InWords.file("image", "", picture.path("contentUrl").asString("")))
                    .collect(Collectors.joining("\n"));
        }

        /** What can be tapped, one after the other. */
        public List<Button> buttons() {
            return attachments("application/vnd.microsoft.card.hero")
                    .flatMap(card -> card.path("content").path("buttons").valueStream())
                    .map(button -> new Button(
                            button.path("type").asString(""),
                            button.path("value").path("choice").asString(""),
                            button.path("text").asString("")))
                    .toList();
        }

        private Stream<JsonNode> attachments(String type) {
            return body.path("attachments")
                    .valueStream()
                    .filter(each -> each.path("contentType").asString("").startsWith(type));
        }
    }

    /**
     * A message that a citizen now sees.
     *
     * @param id what the answer to the call says, if it arrives
     */
    public record Shown(Call call, String id) {

        /** What a server calls it, to which Teams' ids mean nothing without where they are. */
        public String told() {
            return call.conversation() + "|" + id;
        }
    }

    /** Its address, where replies go and tokens are. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** Where its keys are told. */
    public URI openid() {
        return url().resolve(OPENID);
    }

    /** Messages to one person so far, in order of arrival, failed calls included. */
    public List<Call> messagesTo(String person) {
        return calls.stream()
                .filter(call -> call.person().equals(person) && call.isMessage())
                .toList();
    }

    /** Decides for every later activity what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later activity. */
    public void failing(Faults chance) {
        failing(call -> call.isMessage()
                ? chance.withMessage(call.person(), error(429, "Throttled"), error(502, "ServiceError"))
                : chance.withCall());
    }

    /** Tells of every later message that citizens see, also of those whose answer is lost, as it is shown. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Tells of every later activity as it comes. */
    public void listening(Consumer<Call> hear) {
        listener = hear;
    }

    /** Keeps a file that somebody is about to send. */
    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return files.keep(url().resolve("/files/"), name, mediaType, bytes);
    }

    /** A refusal as Teams words it. */
    public static Fault.Refused error(int status, String code) {
        return new Fault.Refused(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Refused\"}}");
    }

    @Override
    public void close() {
        door.close();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher activities = ACTIVITIES.matcher(path);
        if (path.equals(OPENID)) {
            ObjectNode document = JsonNodeFactory.instance.objectNode().put("issuer", TokenMaker.ISSUER);
            document.put("jwks_uri", url().resolve(KEYS).toString());
            say(exchange, document.toString());
        } else if (path.equals(KEYS)) {
            say(exchange, microsoft.keys().toString());
        } else if (path.endsWith("/oauth2/v2.0/token")) {
            login(exchange, body);
        } else if (exchange.getRequestMethod().equals("GET")) {
            if (!files.handOver(exchange)) {
                Door.write(exchange, error(404, "NotFound"));
            }
        } else if (!token(exchange).equals(TOKEN)) {
            Door.write(exchange, error(401, "Unauthorized"));
        } else if (activities.matches()) {
            String changed = exchange.getRequestMethod().equals("PUT") ? activities.group(2) : "";
            take(exchange, new Call(activities.group(1), token(exchange), JSON.readTree(body)), changed);
        } else {
            Door.write(exchange, error(404, "NotFound"));
        }
    }

    private static void say(HttpExchange exchange, String body) throws IOException, InterruptedException {
        Door.answer(exchange, Fault.NONE, 200, () -> body);
    }

    /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
    private static void login(HttpExchange exchange, String form) throws IOException, InterruptedException {
        String fields = URLDecoder.decode(form, StandardCharsets.UTF_8);
        boolean complete = fields.contains("grant_type=client_credentials")
                && fields.contains("scope=https://api.botframework.com/.default")
                && fields.contains("client_secret=");
        if (complete) {
            say(exchange, "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" + TOKEN + "\"}");
        } else {
            Door.write(exchange, new Fault.Refused(400, "{\"error\":\"invalid_request\"}"));
        }
    }

    /**
     * Takes an activity.
     *
     * @param changed of which it takes the place, with a slash before it; empty for a new one
     */
    private void take(HttpExchange exchange, Call call, String changed) throws IOException, InterruptedException {
        calls.add(call);
        listener.accept(call);
        Door.answer(exchange, faults.apply(call), 201, () -> {
            String id = changed.isEmpty() ? Long.toString(ids.incrementAndGet()) : changed.substring(1);
            if (call.isMessage() && changed.isEmpty()) {
                watcher.accept(new Shown(call, id));
            }
            return "{\"id\":\"" + id + "\"}";
        });
    }

    private static String token(HttpExchange exchange) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
    }
}
