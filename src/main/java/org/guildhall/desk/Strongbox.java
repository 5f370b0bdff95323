package org.guildhall.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;

/**
 * Locks what must not be read by whoever gets hold of the database alone: AES-256-GCM, and for what only has to be recognised a
 * keyed hash. What was locked for one person cannot be opened as another's.
 */
final class Strongbox {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NAME_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] locking;
    private final byte[] marking;
    private final String name;

    /** With keys of its own made from this one. */
    Strongbox(Secret key) {
        byte[] given = bytes(key.value());
        this.locking = Signature.hmacSha256(given, bytes("lock"));
        this.marking = Signature.hmacSha256(given, bytes("mark"));
        this.name = HexFormat.of().formatHex(Signature.hmacSha256(given, bytes("name")), 0, NAME_BYTES);
    }

    /** Which key it has, without telling anything of it. */
    String name() {
        return name;
    }

    byte[] lock(byte[] plain, String whose) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, whose).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + locked.length);
            System.arraycopy(locked, 0, all, NONCE_BYTES, locked.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    /** Empty when it was locked with another key, for somebody else, or is not as it was. */
    Optional<byte[]> unlock(byte[] locked, String whose) {
        if (locked.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(locked, NONCE_BYTES), whose);
            return Optional.of(cipher.doFinal(locked, NONCE_BYTES, locked.length - NONCE_BYTES));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String whose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(locking, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(bytes(whose));
        return cipher;
    }

    /** By what words of somebody's are known again; 32 bytes. */
    byte[] mark(String words, String whose) {
        return Signature.hmacSha256(marking, bytes(whose), new byte[1], bytes(words));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
