package org.guildhall.desk;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.platform.Signature;

/**
 * Encrypts what a push service carries so that only the browser can read it: https://www.rfc-editor.org/rfc/rfc8291, with the
 * content coding aes128gcm of https://www.rfc-editor.org/rfc/rfc8188.
 */
final class PushEncryption {

    /** The content coding it makes. */
    static final String CODING = "aes128gcm";

    /** What a push service must take is 4096 bytes (RFC 8030, section 7.2); the rest is header, mark and tag. */
    private static final int RECORD = 4_096;

    private static final int MOST = RECORD - 86 - 17;
    private static final int SALT = 16;
    private static final int KEY = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushEncryption() {}

    /**
     * The body for a push service.
     *
     * @param words at most 3993 bytes
     * @param point the browser's public key
     * @param secret the browser's authentication secret
     * @throws IllegalArgumentException when the key is none, or the words are too many
     */
    static byte[] encrypted(byte[] words, byte[] point, byte[] secret) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return encrypted(words, point, secret, P256.random(), salt);
    }

    /**
     * The same with what is otherwise random.
     *
     * @param ours a pair of keys that is used this once
     */
    static byte[] encrypted(byte[] words, byte[] point, byte[] secret, KeyPair ours, byte[] salt) {
        if (words.length > MOST) {
            throw new IllegalArgumentException("Too long for a push service");
        }
        byte[] ourPoint = P256.point(ours);
        byte[] shared = P256.shared(ours.getPrivate(), P256.publicKey(point));
        byte[] material =
                expand(Signature.hmacSha256(secret, shared), joined(ascii("WebPush: info\0"), point, ourPoint), 32);
        byte[] random = Signature.hmacSha256(salt, material);
        byte[] key = expand(random, ascii("Content-Encoding: aes128gcm\0"), KEY);
        byte[] nonce = expand(random, ascii("Content-Encoding: nonce\0"), NONCE);
        byte[] header = ByteBuffer.allocate(SALT + Integer.BYTES + 1 + ourPoint.length)
                .put(salt)
                .putInt(RECORD)
                .put((byte) ourPoint.length)
                .put(ourPoint)
                .array();
        return joined(header, sealed(key, nonce, joined(words, new byte[] {LAST_RECORD})));
    }

    /** HKDF's second half for what is no longer than one block: https://www.rfc-editor.org/rfc/rfc5869#section-2.3 */
    private static byte[] expand(byte[] random, byte[] about, int length) {
        return Arrays.copyOf(Signature.hmacSha256(random, about, new byte[] {1}), length);
    }

    private static byte[] sealed(byte[] key, byte[] nonce, byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
