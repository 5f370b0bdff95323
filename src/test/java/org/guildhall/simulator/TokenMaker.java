package org.guildhall.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes tokens as Microsoft makes them for its calls of a bot, with a key of its own:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
 */
public final class TokenMaker {

    /** Who says that it made them. */
    public static final String ISSUER = "https://api.botframework.com";

    private static final String KEY = "rehearsal-key";
    private static final int BITS = 2048;
    private static final int HOUR = 3600;

    private final KeyPair pair = pair();

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The set of keys by which anybody can check them. */
    public JsonNode keys() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ObjectNode only = set.putArray("keys").addObject();
        only.put("kty", "RSA").put("use", "sig").put("kid", KEY);
        only.put("n", encoded(key.getModulus().toByteArray()));
        only.put("e", encoded(key.getPublicExponent().toByteArray()));
        only.putArray("endorsements").add("msteams");
        return set;
    }

    /** The claims of a token for a bot, good for an hour, which names the service that it may reply to. */
    public ObjectNode claims(String appId, String service, Instant now) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("iss", ISSUER)
                .put("aud", appId)
                .put("nbf", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + HOUR)
                .put("serviceurl", service);
    }

    /** Such a token. */
    public String token(String appId, String service, Instant now) {
        return token(claims(appId, service, now));
    }

    /** A token that says this. */
    public String token(JsonNode claims) {
        return token(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("typ", "JWT")
                        .put("alg", "RS256")
                        .put("kid", KEY),
                claims);
    }

    /** A token with this before what it says; signed all the same. */
    public String token(JsonNode header, JsonNode claims) {
        String signed = encoded(bytes(header.toString())) + "." + encoded(bytes(claims.toString()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(bytes(signed));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
