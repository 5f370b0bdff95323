package org.guildhall.desk;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.OptionalLong;
import org.guildhall.platform.Signature;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Codes that change with time, as every authenticator app makes them: HMAC-SHA-1, six digits, thirty seconds
 * (https://www.rfc-editor.org/rfc/rfc6238).
 */
final class Totp {

    static final int STEP_SECONDS = 30;

    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    /** As long as what HMAC-SHA-1 makes: https://www.rfc-editor.org/rfc/rfc4226#section-4 */
    private static final int SECRET_BYTES = 20;

    /** A step before and after, as clocks differ and people take time to type. */
    private static final int SLACK = 1;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BASE32_BITS = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The step of time that this second is in. */
    static long step(long epochSecond) {
        return Math.floorDiv(epochSecond, STEP_SECONDS);
    }

    /** The code of one step of time: https://www.rfc-editor.org/rfc/rfc4226#section-5.3 */
    static String code(byte[] secret, long step) {
        byte[] hash = Signature.hmacSha1(
                secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    /**
     * The step whose code was typed; empty when it is none that counts now.
     *
     * @param typed with blanks wherever somebody likes them
     * @param now the step of the present
     * @param last the step whose code was used last: neither it nor one before it counts again
     */
    static OptionalLong match(byte[] secret, String typed, long now, long last) {
        byte[] given = typed.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = now - SLACK; step <= now + SLACK; step++) {
            boolean same = MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), given);
            if (same && step > last) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** As somebody types it into an app: https://www.rfc-editor.org/rfc/rfc4648#section-6, in groups of four. */
    static String written(byte[] secret) {
        return base32(secret).replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String base32(byte[] bytes) {
        StringBuilder letters = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = buffer << Byte.SIZE | each & 0xff;
            bits += Byte.SIZE;
            while (bits >= BASE32_BITS) {
                bits -= BASE32_BITS;
                letters.append(BASE32.charAt(buffer >> bits & 0x1f));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            letters.append(BASE32.charAt(buffer << BASE32_BITS - bits & 0x1f));
        }
        return letters.toString();
    }

    /** What an app reads from a picture: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
    static URI address(String council, String username, byte[] secret) {
        return UriComponentsBuilder.fromUriString("otpauth://totp/{council}:{username}")
                .queryParam("secret", "{secret}")
                .queryParam("issuer", "{council}")
                .encode()
                .buildAndExpand(council, username, base32(secret), council)
                .toUri();
    }
}
