package org.guildhall.channel.meta;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * How Meta shows that a call is its own: a signature over the raw bytes of what it posts, and a word of ours in the
 * handshake (https://developers.facebook.com/docs/graph-api/webhooks/getting-started).
 *
 * @param appSecret what Meta signs its calls with
 * @param verifyToken a word of ours that Meta repeats when it registers the webhook
 */
public record MetaDoor(Secret appSecret, Secret verifyToken) {

    /** https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads */
    public static final String SIGNATURE_HEADER = "X-Hub-Signature-256";

    private static final Acknowledgement WRONG_TOKEN = new Acknowledgement(403, MediaType.TEXT_PLAIN, "");

    /**
     * Whether Meta signed these exact bytes. A GET is the handshake, which carries a word of its own and no signature;
     * {@link #acknowledge} looks at it.
     */
    public boolean signed(Webhook webhook) {
        if (webhook.method().equals(HttpMethod.GET)) {
            return true;
        }
        List<String> given = webhook.headers().getOrEmpty(SIGNATURE_HEADER);
        return given.size() == 1 && Signature.matches(signature(webhook.body()), given.getFirst());
    }

    /** What stands in the header beside this body. */
    private Secret signature(byte[] body) {
        byte[] key = appSecret.value().getBytes(StandardCharsets.UTF_8);
        return new Secret("sha256=" + HexFormat.of().formatHex(Signature.hmacSha256(key, body)));
    }

    /** The challenge of a handshake that knows our word, 403 for one that does not, and for all else a plain 200. */
    public Acknowledgement acknowledge(Webhook webhook) {
        if (!webhook.method().equals(HttpMethod.GET)) {
            return Acknowledgement.OK;
        }
        String challenge = webhook.query().getFirst("hub.challenge");
        boolean ours = "subscribe".equals(webhook.query().getFirst("hub.mode"))
                && Signature.matches(verifyToken, webhook.query().getFirst("hub.verify_token"));
        return ours && challenge != null ? new Acknowledgement(200, MediaType.TEXT_PLAIN, challenge) : WRONG_TOKEN;
    }
}
