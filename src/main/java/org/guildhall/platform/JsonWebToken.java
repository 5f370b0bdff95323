package org.guildhall.platform;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tokens that show an API who calls it, signed with a secret both sides know: HS256 of
 * https://www.rfc-editor.org/rfc/rfc7518#section-3.2
 */
public final class JsonWebToken {

    private static final JsonNode HEADER =
            JsonNodeFactory.instance.objectNode().put("typ", "JWT").put("alg", "HS256");

    private JsonWebToken() {}

    /**
     * A token that says who made it, and that it was now. By this node's own clock, because the API compares it with its
     * own.
     *
     * @param key not empty
     */
    public static String issuedNow(String issuer, Secret key) {
        return issued(issuer, key, Instant.now());
    }

    static String issued(String issuer, Secret key, Instant at) {
        JsonNode claims =
                JsonNodeFactory.instance.objectNode().put("iss", issuer).put("iat", at.getEpochSecond());
        String signed = encoded(bytes(HEADER.toString())) + "." + encoded(bytes(claims.toString()));
        return signed + "." + encoded(Signature.hmacSha256(bytes(key.value()), bytes(signed)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
