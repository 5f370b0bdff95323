package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VapidTests {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Pattern SHAPE = Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]{87})");

    private final KeyPair keys = P256.random();
    private final Vapid vapid = new Vapid("https://www.marlbridge.example", keys);

    @Test
    void saysForWhomItIsUntilWhenAndWhoWeAre() {
        JsonNode claims = json(parts("https://push.example/send/abc").group(2));

        assertThat(claims.path("aud").asString()).isEqualTo("https://push.example");
        assertThat(claims.path("exp").asLong(0)).isEqualTo(NOON.getEpochSecond() + 12 * 3600);
        assertThat(claims.path("sub").asString()).isEqualTo("https://www.marlbridge.example");
        assertThat(json(parts("http://127.0.0.1:81/a").group(2)).path("aud").asString())
                .isEqualTo("http://127.0.0.1:81");
    }

    @Test
    void isSignedWithTheKeyUnderWhichTheBrowserSubscribed() throws GeneralSecurityException {
        Matcher parts = parts("https://push.example/1");

        assertThat(json(parts.group(1)).toString()).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(bytes(parts.group(4))).isEqualTo(P256.point(keys));
        assertThat(bytes(parts.group(3))).hasSize(64);
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(keys.getPublic());
        check.update((parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(bytes(parts.group(3)))).isTrue();
    }

    private Matcher parts(String endpoint) {
        Matcher parts = SHAPE.matcher(vapid.authorization(URI.create(endpoint), NOON));
        assertThat(parts.matches()).isTrue();
        return parts;
    }

    private static JsonNode json(String encoded) {
        return JsonMapper.shared().readTree(bytes(encoded));
    }

    private static byte[] bytes(String encoded) {
        return Base64.getUrlDecoder().decode(encoded);
    }
}
