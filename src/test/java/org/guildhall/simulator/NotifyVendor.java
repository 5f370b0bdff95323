package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * GOV.UK Notify: https://docs.notifications.service.gov.uk/rest-api.html
 *
 * @param server where its callbacks go
 * @param callbackToken which they carry
 */
public record NotifyVendor(URI server, String callbackToken) implements TextVendor {

    /** The service's id; of no service there is. */
    public static final String SERVICE = "00000000-0000-4000-8000-0000000000a1";

    /** What the server signs its calls with. */
    public static final String SECRET = "00000000-0000-4000-8000-0000000000a2";

    /** The template that holds nothing but our words. */
    public static final String TEMPLATE = "26785a09-ab16-4eb0-8407-a37497a57506";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CLOCK_SECONDS = 30;

    @Override
    public String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_NOTIFY_API_URL=%s
                GUILDHALL_CHANNELS_NOTIFY_API_KEY=rehearsal-%s-%s
                GUILDHALL_CHANNELS_NOTIFY_TEMPLATE_ID=%s
                GUILDHALL_CHANNELS_NOTIFY_CALLBACK_TOKEN=%s
                """.formatted(api, SERVICE, SECRET, TEMPLATE, callbackToken);
    }

    @Override
    public boolean known(Headers headers) {
        String[] token = String.valueOf(headers.getFirst("Authorization"))
                .replace("Bearer ", "")
                .split("[.]");
        if (token.length != 3) {
            return false;
        }
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token[1]));
        long age = Instant.now().getEpochSecond() - claims.path("iat").asLong(0);
        return claims.path("iss").asString("").equals(SERVICE)
                && Math.abs(age) <= CLOCK_SECONDS
                && token[2].equals(signature(token[0] + "." + token[1]));
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] hash = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Fault.Refused unknown() {
        return error(403, "AuthError");
    }

    @Override
    public Fault.Refused tooMany() {
        return error(429, "RateLimitError");
    }

    @Override
    public Fault.Refused broken() {
        return error(500, "Exception");
    }

    /** Whoever wants no texts says so to their phone. */
    @Override
    public Optional<Fault.Refused> unwanted() {
        return Optional.empty();
    }

    /** A refusal as Notify words it. */
    public static Fault.Refused error(int status, String type) {
        return new Fault.Refused(
                status,
                "{\"status_code\":%d,\"errors\":[{\"error\":\"%s\",\"message\":\"Refused\"}]}".formatted(status, type));
    }

    @Override
    public TextApi.Shown message(String path, String body, String id) {
        JsonNode message = JSON.readTree(body);
        if (!path.equals("/v2/notifications/sms")
                || !message.path("template_id").asString("").equals(TEMPLATE)
                || message.path("personalisation").size() != 1) {
            throw new IllegalArgumentException("not a text through our template");
        }
        return new TextApi.Shown(
                id,
                message.path("phone_number").asString(""),
                message.path("personalisation").path("message").asString(""),
                message.path("reference").asString(""),
                "");
    }

    @Override
    public String taken(TextApi.Shown message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", message.id()).put("reference", message.reference());
        answer.putObject("content").put("body", message.words()).put("from_number", "07700900999");
        return answer.toString();
    }

    @Override
    public String channel() {
        return "notify";
    }

    @Override
    public String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public WebhookCall said(String id, String person, String words) {
        return call(JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("source_number", person)
                .put("destination_number", "07700900999")
                .put("message", words)
                .put("date_received", Instant.now().toString()));
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return call(JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("reference", reference)
                .put("to", person)
                .put("status", "delivered")
                .put("notification_type", "sms")
                .put("template_id", TEMPLATE)
                .put("template_version", 1));
    }

    /** Only words come in: https://docs.notifications.service.gov.uk/rest-api.html#received-text-messages */
    @Override
    public Optional<WebhookCall> did(String id, String person, Deed deed) {
        return switch (deed) {
            case Deed.Wrote(String words) -> Optional.of(said(id, person, words));
            case Deed.Received(String message, String reference) -> Optional.of(arrived(message, person, reference));
            default -> Optional.empty();
        };
    }

    private WebhookCall call(ObjectNode body) {
        return new WebhookCall(Rehearsal.at(server, "/webhooks/notify"), proof(new byte[0]), body.toString());
    }

    @Override
    public Map<String, String> proof(byte[] body) {
        return Map.of("Authorization", "Bearer " + callbackToken, "Content-Type", "application/json");
    }
}
