package org.guildhall.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One of Meta's messengers, whose calls are all signed in the same way. */
public abstract class MetaSide implements Caller {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String channel;
    private final String idSetting;
    private final URI server;
    private final String account;
    private final String appSecret;

    /**
     * Our account there.
     *
     * @param idSetting what the server calls the account's id among its settings
     * @param server its address without a path
     * @param account the id of the page, the account or the number
     */
    MetaSide(String channel, String idSetting, URI server, String account, String appSecret) {
        this.channel = channel;
        this.idSetting = idSetting;
        this.server = server;
        this.account = account;
        this.appSecret = appSecret;
    }

    /** Its call when somebody taps something that {@link GraphApi.Call#buttons} gave. */
    public abstract WebhookCall tapped(String id, String person, Button button);

    /** How it refuses what is for somebody who wants none of it; empty where it takes that and shows it to nobody. */
    abstract Optional<Fault.Refused> unwanted();

    /** How it refuses a message that comes later than a day after the person last wrote, where it takes none such. */
    Fault tooLate(GraphApi.Call call) {
        return Fault.NONE;
    }

    /** Its call about such a message that its API took all the same; empty where there is none. */
    Optional<WebhookCall> tooLateAfterAll(GraphApi.Call call, String id, String person) {
        return Optional.empty();
    }

    /**
     * Has somebody hide their number from now on, or show it again.
     *
     * @return whether anybody can there
     */
    public boolean hides(String person, boolean now) {
        return false;
    }

    /**
     * Whom the server means.
     *
     * @param address as it writes to them
     * @return digits
     */
    String citizen(String address) {
        return address;
    }

    @Override
    public final String channel() {
        return channel;
    }

    @Override
    public final String settings(URI api) {
        return """
                GUILDHALL_CHANNELS_%1$s_API_URL=%2$s
                GUILDHALL_CHANNELS_%1$s_%3$s=%4$s
                GUILDHALL_CHANNELS_%1$s_ACCESS_TOKEN=%6$s
                GUILDHALL_CHANNELS_%1$s_APP_SECRET=%5$s
                GUILDHALL_CHANNELS_%1$s_VERIFY_TOKEN=%5$s-word
                """.formatted(channel.toUpperCase(Locale.ROOT), api, idSetting, account, appSecret, accessToken());
    }

    @Override
    public String newId() {
        return "m_" + UUID.randomUUID();
    }

    /** What the server shows when it sends something. */
    public final String accessToken() {
        return appSecret + "-token";
    }

    final String account() {
        return account;
    }

    /** With its signature: https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads. */
    final WebhookCall call(ObjectNode body) {
        String text = body.toString();
        return new WebhookCall(
                Rehearsal.at(server, "/webhooks/" + channel), proof(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    @Override
    public final Map<String, String> proof(byte[] body) {
        return Map.of("Content-Type", "application/json", "X-Hub-Signature-256", signature(body));
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
