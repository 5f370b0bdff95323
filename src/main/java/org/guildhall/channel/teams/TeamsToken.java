package org.guildhall.channel.teams;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.guildhall.channel.Webhook;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How Microsoft shows that a call is its own: a token that it signed for our bot, which names the service that replies go to
 * (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot). It
 * says nothing of the body but that service, which must be the one in the body.
 *
 * @param appId whom it must be for
 * @param clock says whether it still holds
 */
record TeamsToken(String appId, TeamsKeys keys, InstantSource clock) {

    static final String ISSUER = "https://api.botframework.com";

    private static final String BEARER = "Bearer ";
    private static final int LONGEST = 16 * 1024;
    /** As clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Whether this call has one that holds for what it says. A body that is no JSON names no service, and is kept as it came. */
    boolean on(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() != 1 || given.getFirst().length() > LONGEST || !bearer(given.getFirst())) {
            return false;
        }
        String[] parts = given.getFirst().substring(BEARER.length()).strip().split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        JsonNode header = decoded(parts[0]);
        Optional<TeamsKeys.Key> key = TeamsJson.text(header, "alg").equals("RS256")
                ? keys.named(TeamsJson.text(header, "kid"))
                : Optional.empty();
        return key.isPresent()
                && signed(key.get().key(), parts)
                && holds(decoded(parts[1]), key.get(), TeamsJson.tree(webhook.body()));
    }

    private static boolean bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static boolean signed(PublicKey key, String[] parts) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private boolean holds(JsonNode claims, TeamsKeys.Key key, JsonNode activity) {
        String service = TeamsJson.text(claims, "serviceurl").isEmpty()
                ? TeamsJson.text(claims, "serviceUrl")
                : TeamsJson.text(claims, "serviceurl");
        return TeamsJson.text(claims, "iss").equals(ISSUER)
                && !appId.isEmpty()
                && TeamsJson.text(claims, "aud").equals(appId)
                && inTime(claims)
                && !service.isEmpty()
                && (!activity.isObject()
                        || service.equals(TeamsJson.text(activity, "serviceUrl"))
                                && key.endorses(TeamsJson.text(activity, "channelId")));
    }

    private boolean inTime(JsonNode claims) {
        Instant now = clock.instant();
        JsonNode until = claims.path("exp");
        JsonNode from = claims.path("nbf");
        return until.isNumber()
                && now.minus(SKEW).isBefore(seconds(until))
                && (!from.isNumber() || !now.plus(SKEW).isBefore(seconds(from)));
    }

    private static Instant seconds(JsonNode number) {
        // Far more than a life, and still a time.
        double seconds = Math.clamp(number.asDouble(0), 0, 1e11);
        return Instant.ofEpochSecond((long) seconds);
    }

    private static JsonNode decoded(String part) {
        try {
            return TeamsJson.tree(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException broken) {
            return MissingNode.getInstance();
        }
    }
}
