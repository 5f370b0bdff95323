package org.guildhall.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** One key of ours: an Ed25519 pair (RFC 8032), and beside it a key for the few bits that fit into a short link. */
final class SealingKey {

    /** A private key of Ed25519. */
    static final int BYTES = 32;

    private final Ed25519PrivateKeyParameters secret;
    private final byte[] published;
    private final String id;
    private final byte[] forLinks;

    private SealingKey(Ed25519PrivateKeyParameters secret, byte[] forLinks) {
        this.secret = secret;
        this.published = secret.generatePublicKey().getEncoded();
        this.id = thumbprint(published);
        this.forLinks = forLinks;
    }

    /**
     * Opens a key.
     *
     * @param seed {@link #BYTES} random bytes
     */
    static SealingKey of(byte[] seed) {
        return new SealingKey(
                new Ed25519PrivateKeyParameters(seed, 0), Signature.hmacSha256(seed, "short links".getBytes(UTF_8)));
    }

    /** Its name, which everybody can work out from the public half: the thumbprint of RFC 7638. */
    String id() {
        return id;
    }

    /** The public half, 32 bytes, in Base64 as JSON Web Keys have it (RFC 8037). */
    String published() {
        return base64(published);
    }

    byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    boolean signed(byte[] message, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(published, 0));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** The first 64 bits of a keyed hash, of which a short link carries some. */
    long tag(String what, long when) {
        byte[] hash = Signature.hmacSha256(
                forLinks, ByteBuffer.allocate(Long.BYTES).putLong(when).array(), what.getBytes(UTF_8));
        return ByteBuffer.wrap(hash).getLong();
    }

    private static String thumbprint(byte[] key) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64(key) + "\"}";
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(members.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
