package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureTests {

    private static final byte[] KEY = "Jefe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WORDS = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);

    @Test
    void hashesAsTheRfcsSay() {
        // https://www.rfc-editor.org/rfc/rfc2202#section-3 and https://www.rfc-editor.org/rfc/rfc4231#section-4.3
        assertThat(HexFormat.of().formatHex(Signature.hmacSha1(KEY, WORDS)))
                .isEqualTo("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assertThat(HexFormat.of().formatHex(Signature.hmacSha256(KEY, WORDS)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void anUnsetSecretMatchesNothing() {
        assertThat(Signature.matches(new Secret(""), "")).isFalse();
        assertThat(Signature.matches(new Secret("word"), null)).isFalse();
        assertThat(Signature.matches(new Secret("word"), "word")).isTrue();
    }
}
