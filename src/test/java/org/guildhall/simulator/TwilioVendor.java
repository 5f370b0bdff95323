package org.guildhall.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio: https://www.twilio.com/docs/messaging
 *
 * @param server where its callbacks go, and where the server thinks it is reached
 * @param token the auth token, which both sides sign with
 * @param prefix {@code whatsapp:}, or empty for text messages
 */
public record TwilioVendor(URI server, String token, String prefix) implements TextVendor {

    /** The account's id; of no account there is. */
    public static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";

    /** The server's number. */
    public static final String NUMBER = "+441632960000";

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
        return new TextApi.Shown(
                "SM" + id.replace("-", ""),
                fields.getOrDefault("To", ""),
                fields.getOrDefault("Body", ""),
                fields.getOrDefault("StatusCallback", ""));
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
        return call(
                webhook(),
                Map.of(
                        "AccountSid",
                        ACCOUNT,
                        "MessageSid",
                        id,
                        "SmsStatus",
                        "received",
                        "From",
                        prefix + "+" + person,
                        "To",
                        prefix + NUMBER,
                        "NumMedia",
                        "0",
                        "Body",
                        words));
    }

    @Override
    public WebhookCall arrived(String id, String person, String reference) {
        return call(
                reference,
                Map.of(
                        "AccountSid",
                        ACCOUNT,
                        "MessageSid",
                        id,
                        "MessageStatus",
                        "delivered",
                        "From",
                        prefix + NUMBER,
                        "To",
                        person));
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
