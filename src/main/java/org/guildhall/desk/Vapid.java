package org.guildhall.desk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a push service knows that it is us: a token signed with the key under which the browser subscribed
 * (https://www.rfc-editor.org/rfc/rfc8292).
 *
 * @param contact where its people reach ours, {@code https:} or {@code mailto:}
 */
record Vapid(String contact, KeyPair keys) {

    /** A day is the longest that a push service takes. */
    private static final Duration GOOD_FOR = Duration.ofHours(12);

    private static final JsonNode HEADER =
            JsonNodeFactory.instance.objectNode().put("typ", "JWT").put("alg", "ES256");

    /**
     * The header {@code Authorization} for a call.
     *
     * @param now by this node's own clock, because the push service compares it with its own
     */
    String authorization(URI endpoint, Instant now) {
        JsonNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("aud", origin(endpoint))
                .put("exp", now.plus(GOOD_FOR).getEpochSecond())
                .put("sub", contact);
        String signed = encoded(bytes(HEADER)) + "." + encoded(bytes(claims));
        return "vapid t=" + signed + "." + encoded(signature(signed)) + ", k=" + encoded(P256.point(keys));
    }

    private static String origin(URI endpoint) {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port;
    }

    /** ES256 wants the two numbers one after the other: https://www.rfc-editor.org/rfc/rfc7518#section-3.4 */
    private byte[] signature(String signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform signs on P-256", e);
        }
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Vapid[" + contact + "]";
    }
}
