package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonWebTokenTests {

    private static final Secret KEY = new Secret("3d844edf-8d35-48ac-975b-e847b4f122b0");

    @Test
    void saysWhoAndWhenInThreeSignedParts() {
        String[] parts = JsonWebToken.issued("service", KEY, Instant.ofEpochSecond(1_767_225_600))
                .split("[.]");

        assertThat(text(parts[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
        assertThat(text(parts[1])).isEqualTo("{\"iss\":\"service\",\"iat\":1767225600}");
        byte[] signature = Signature.hmacSha256(
                KEY.value().getBytes(StandardCharsets.UTF_8),
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(parts[2]).isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        assertThat(parts).hasSize(3);
    }

    @Test
    void isMadeNow() {
        JsonNode claims = new JsonMapper()
                .readTree(text(JsonWebToken.issuedNow("service", KEY).split("[.]")[1]));

        assertThat(Instant.ofEpochSecond(claims.path("iat").longValue()))
                .isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
