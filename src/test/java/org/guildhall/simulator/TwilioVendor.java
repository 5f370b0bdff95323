package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Twilio: https://www.twilio.com/docs/messaging */
public final class TwilioVendor implements TextVendor {

    /** The account's id; of no account there is. */
    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

    /** The server's number. */
    public static final String NUMBER = "+441632960000";

    /** What WhatsApp puts before the name of who hides their number. */
    private static final String COUNTRY = "GB.";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final String token;
    private final String prefix;
    private final People hiding = new People();
    private final People everHidden = new People();
    /** Messages that went through a template. */
    private final Set<String> templates = ConcurrentHashMap.newKeySet();

    /**
     * Our account there.
     *
     * @param server where its callbacks go, and where the server thinks it is reached
     * @param token the auth token, which both sides sign with
     * @param prefix {@code whatsapp:}, or empty for text messages
     */
    public TwilioVendor(URI server, String token, String prefix) {
        this.server = server;
        this.token = token;
        this.prefix = prefix;
    }

    /** What stands before a number. */
    public String prefix() {
        return prefix;
    }

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_PUBLIC_URL=%s
                GUILDHALL_CHANNELS_TWILIO_API_URL=%s
                GUILDHALL_CHANNELS_TWILIO_ACCOUNT_SID=%s
                GUILDHALL_CHANNELS_TWILIO_AUTH_TOKEN=%s
                GUILDHALL_CHANNELS_TWILIO_FROM=%s
                GUILDHALL_CHANNELS_TWILIO_WHATSAPP_FROM=%s
                """.formatted(server, api, ACCOUNT, token, NUMBER, NUMBER);
    }

    @Override
    public boolean known(Headers headers) {
        byte[] both = (ACCOUNT + ":" + token).getBytes(StandardCharsets.UTF_8);
        return String.valueOf(headers.getFirst("Authorization"))
                .equals("Basic " + Base64.getEncoder().encodeToString(both));
    }

    @Override
    public Fault.Refused unknown() {
        return error(401, 20003);
    }

    @Override
    public Fault.Refused tooMany() {
        return error(429, 20429);
    }

    @Override
    public Fault.Refused broken() {
        return error(500, 20500);
    }

    /** After STOP by text, and on WhatsApp of who has blocked the number: https://www.twilio.com/docs/api/errors */
    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.of(error(400, onWhatsApp() ? 63033 : 21610));
    }

    @Override
    public boolean hides(String person, boolean now) {
        if (onWhatsApp()) {
            hiding.put(person, now);
            everHidden.put(person, true);
        }
        return onWhatsApp();
    }

    @Override
    public boolean windowed() {
        return onWhatsApp();
    }

    /** https://www.twilio.com/docs/api/errors/63016 */
    @Override
    public Optional<WebhookCall> tooLate(TextApi.Shown message) {
        return templates.remove(message.id())
                ? Optional.empty()
                : Optional.of(call(
                        message.reference(),
                        Map.of(
                                "AccountSid",
                                ACCOUNT,
                                "MessageSid",
                                message.id(),
                                "MessageStatus",
                                "failed",
                                "ErrorCode",
                                "63016",
                                "From",
                                prefix + NUMBER,
                                "To",
                                message.person())));
    }

    private boolean onWhatsApp() {
        return !prefix.isEmpty();
    }

    /** A refusal as Twilio words it. */
    public static Fault.Refused error(int status, int code) {
        return new Fault.Refused(status, "{\"code\":%d,\"message\":\"Refused\",\"status\":%d}".formatted(code, status));
    }

    @Override
    public TextApi.Shown message(String path, String body, String id) {
        Map<String, String> fields = fields(body);
        if (!path.equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")
                || !fields.getOrDefault("From", "").endsWith(NUMBER)) {
            throw new IllegalArgumentException("not a message from our number");
        }
        if (fields.containsKey("ContentSid")) {
            templates.add("SM" + id.replace("-", ""));
        }
        return new TextApi.Shown(
                "SM" + id.replace("-", ""),
                fields.getOrDefault("To", ""),
                words(fields),
                fields.getOrDefault("StatusCallback", ""),
                fields.getOrDefault("MediaUrl", ""));
    }

    /** Its own, or those that go through a template. */
    private static String words(Map<String, String> fields) {
        String variables = fields.getOrDefault("ContentVariables", "");
        return variables.isEmpty()
                ? fields.getOrDefault("Body", "")
                : JSON.readTree(variables).path("1").asString("");
    }

    @Override
    public String taken(TextApi.Shown message) {
        return "{\"sid\":\"%s\",\"status\":\"queued\",\"error_code\":null}".formatted(message.id());
    }

    @Override
    public String channel() {
        return "twilio";
    }

    @Override
    public String newId() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return message(id, person, words, Map.of());
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return status(id, person, "delivered", reference);
    }

    /** Texts have no places, and nobody learns when one is read; cards come as files. */
    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.SentFile sent -> Optional.of(message(id, person, sent.words(), file(id, sent.file())));
            case Deed.SentPlace place when onWhatsApp() -> Optional.of(message(id, person, place.name(), place(place)));
            case Deed.Reacted(String message, String sign)
            when onWhatsApp() ->
                Optional.of(message(
                        id, person, sign, Map.of("MessageType", "reaction", "OriginalRepliedMessageSid", message)));
            case Deed.Received(String message, String callback)
            when !callback.isEmpty() -> Optional.of(arrived(message, prefix + "+" + person, callback));
            case Deed.Read(String message, String callback)
            when onWhatsApp() && !callback.isEmpty() ->
                Optional.of(status(message, prefix + "+" + person, "read", callback));
            case Deed.Blocked(boolean now) when !onWhatsApp() -> Optional.of(said(id, person, now ? "STOP" : "START"));
            default -> Optional.empty();
        };
    }

    /** https://www.twilio.com/docs/messaging/guides/webhook-request */
    private WebhookCall message(String id, String person, String words, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "AccountSid",
                ACCOUNT,
                "MessageSid",
                id,
                "SmsStatus",
                "received",
                "From",
                hiding.has(person) ? prefix + COUNTRY + person : prefix + "+" + person,
                "To",
                prefix + NUMBER,
                "NumMedia",
                "0",
                "Body",
                words));
        if (everHidden.has(person)) {
            fields.put("ExternalUserId", prefix + COUNTRY + person);
        }
        fields.putAll(more);
        return call(webhook(), fields);
    }

    private static Map<String, String> file(String id, Kept file) {
        String path = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages/" + id + "/Media/" + file.id();
        return Map.of(
                "NumMedia", "1",
                "MediaUrl0", file.address().resolve(path).toString(),
                "MediaContentType0", file.mediaType());
    }

    private static Map<String, String> place(Deed.SentPlace place) {
        return Map.of(
                "MessageType", "location",
                "Latitude", Double.toString(place.latitude()),
                "Longitude", Double.toString(place.longitude()),
                "Label", place.name(),
                "Address", place.address());
    }

    /** https://www.twilio.com/docs/messaging/guides/track-outbound-message-status */
    private WebhookCall status(String id, String person, String status, String callback) {
        return call(
                callback,
                Map.of(
                        "AccountSid", ACCOUNT,
                        "MessageSid", id,
                        "MessageStatus", status,
                        "From", prefix + NUMBER,
                        "To", person));
    }

    private WebhookCall call(String address, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new WebhookCall(URI.create(address), proof(address, fields), form);
    }

    @Override
    public Map<String, String> proof(byte[] body) {
        return proof(webhook(), fields(new String(body, StandardCharsets.ISO_8859_1)));
    }

    private Map<String, String> proof(String address, Map<String, String> fields) {
        return Map.of(
                "X-Twilio-Signature",
                signature(address, fields),
                "Content-Type",
                "application/x-www-form-urlencoded; charset=UTF-8");
    }

    private String webhook() {
        return server.toString().replaceFirst("/$", "") + "/webhooks/twilio";
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : form.split("&")) {
            String[] both = field.split("=", 2);
            try {
                fields.put(both[0], URLDecoder.decode(both[both.length - 1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException broken) {
                fields.put(both[0], both[both.length - 1]);
            }
        }
        return fields;
    }

    private String signature(String address, Map<String, String> fields) {
        StringBuilder signed = new StringBuilder(address);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
