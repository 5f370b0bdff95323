package org.guildhall.channel.teams;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The keys with which Microsoft signs the tokens of its calls, kept here so that no call waits for the network:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
final class TeamsKeys {

    /** They change every few days, and each is told of long before it is used. */
    private static final Duration FRESH = Duration.ofHours(12);

    /** How soon they are asked for again because a token names one we do not know, which anybody can make up. */
    private static final Duration CALM = Duration.ofMinutes(1);

    private static final int SMALLEST_BITS = 2048;

    private static final Logger log = LoggerFactory.getLogger(TeamsKeys.class);

    private final InstantSource clock;
    private volatile Map<String, Key> keys = Map.of();
    private volatile Instant asked = Instant.MIN;
    private volatile boolean wanted = true;
    private volatile boolean complained;

    TeamsKeys(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param endorsements for which channels it speaks; none where that is not told
     */
    record Key(PublicKey key, Set<String> endorsements) {
        Key {
            endorsements = Set.copyOf(endorsements);
        }

        /** Whether it speaks for this channel. */
        boolean endorses(String channel) {
            return endorsements.isEmpty() || endorsements.contains(channel);
        }
    }

    /** The key with this name; of one that we do not know is noted that somebody wanted it. */
    Optional<Key> named(String id) {
        Key key = keys.get(id);
        if (key == null) {
            wanted = true;
        }
        return Optional.ofNullable(key);
    }

    /** Asks for them where that is due; may block. What went wrong is tried again the next time. */
    void refresh(TeamsWeb web, URI openid) {
        Duration age = asked.equals(Instant.MIN) ? FRESH : Duration.between(asked, clock.instant());
        boolean due = age.compareTo(FRESH) >= 0 || keys.isEmpty() || wanted && age.compareTo(CALM) >= 0;
        if (!due) {
            return;
        }
        Optional<Map<String, Key>> told = web.get(openid)
                .flatMap(document -> web.get(URI.create(TeamsJson.text(document, "jwks_uri"))))
                .map(TeamsKeys::read)
                .filter(all -> !all.isEmpty())
                .onErrorResume(trouble -> Mono.empty())
                .blockOptional();
        if (told.isPresent()) {
            keys = told.get();
            asked = clock.instant();
            wanted = false;
            complained = false;
        } else if (!complained) {
            complained = true;
            log.warn("Teams' keys cannot be had just now, so that its calls may be turned away");
        }
    }

    /** Takes these, as they stand in a set of keys. */
    void take(JsonNode set) {
        keys = read(set);
        asked = clock.instant();
        wanted = false;
    }

    private static Map<String, Key> read(JsonNode set) {
        Map<String, Key> all = new HashMap<>();
        TeamsJson.elements(set.path("keys"))
                .forEach(each -> key(each).ifPresent(key -> all.put(TeamsJson.text(each, "kid"), key)));
        all.remove("");
        return Map.copyOf(all);
    }

    /** https://www.rfc-editor.org/rfc/rfc7518#section-6.3; empty when it is none we could use. */
    private static Optional<Key> key(JsonNode each) {
        if (!TeamsJson.text(each, "kty").equals("RSA")) {
            return Optional.empty();
        }
        try {
            BigInteger modulus = number(TeamsJson.text(each, "n"));
            BigInteger exponent = number(TeamsJson.text(each, "e"));
            if (modulus.bitLength() < SMALLEST_BITS) {
                return Optional.empty();
            }
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            Set<String> endorsements = new HashSet<>();
            each.path("endorsements").forEach(channel -> endorsements.add(channel.asString("")));
            return Optional.of(new Key(key, endorsements));
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static BigInteger number(String encoded) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(encoded));
    }
}
