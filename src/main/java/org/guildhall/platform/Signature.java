package org.guildhall.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What somebody signed, and comparing it with what they should have, without telling how much was right. */
public final class Signature {

    private static final String HMAC_SHA_256 = "HmacSHA256";
    private static final String HMAC_SHA_1 = "HmacSHA1";

    private Signature() {}

    /**
     * Compares in constant time.
     *
     * @param expected the secret we hold; an unset one matches nothing
     * @param given what came with the request, or null when nothing came
     */
    public static boolean matches(Secret expected, @Nullable String given) {
        if (given == null || !expected.present()) {
            return false;
        }
        return MessageDigest.isEqual(
                expected.value().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A keyed hash, HMAC with SHA-256: https://www.rfc-editor.org/rfc/rfc2104
     *
     * @param key not empty
     * @param parts of what is signed, one after the other
     * @return 32 bytes
     */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        return hmac(HMAC_SHA_256, key, parts);
    }

    /**
     * The same with SHA-1, for those who still sign with it; as a keyed hash it is not broken.
     *
     * @param key not empty
     * @param parts of what is signed, one after the other
     * @return 20 bytes
     */
    public static byte[] hmacSha1(byte[] key, byte[]... parts) {
        return hmac(HMAC_SHA_1, key, parts);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
