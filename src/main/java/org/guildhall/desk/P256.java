package org.guildhall.desk;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import javax.crypto.KeyAgreement;

/**
 * Keys on the curve P-256 as web push writes them: a public one as an uncompressed point of 65 bytes
 * (https://www.secg.org/sec1-v2.pdf, section 2.3.3), a private one as a number of 32.
 */
final class P256 {

    /** How long a point is. */
    static final int POINT = 65;

    private static final int NUMBER = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECParameterSpec CURVE = curve();

    private P256() {}

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    static KeyPair random() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(CURVE);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform makes keys on P-256", e);
        }
    }

    /** Both halves as they were written down. */
    static KeyPair pair(byte[] point, byte[] number) {
        try {
            PrivateKey secret = KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, number), CURVE));
            return new KeyPair(publicKey(point), secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no private key on P-256", e);
        }
    }

    /**
     * A public key that somebody else wrote down.
     *
     * @throws IllegalArgumentException when it is no point of the curve, with which our own keys could be found out
     */
    static PublicKey publicKey(byte[] point) {
        if (point.length != POINT || point[0] != UNCOMPRESSED) {
            throw new IllegalArgumentException("This is no uncompressed point");
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + NUMBER));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + NUMBER, POINT));
        if (!onTheCurve(x, y)) {
            throw new IllegalArgumentException("This is no point of P-256");
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), CURVE));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no public key on P-256", e);
        }
    }

    /** Whether y² = x³ + ax + b, both below the prime. */
    private static boolean onTheCurve(BigInteger x, BigInteger y) {
        EllipticCurve curve = CURVE.getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger right =
                x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(prime);
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && y.multiply(y).mod(prime).equals(right);
    }

    static byte[] point(KeyPair keys) {
        ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
        byte[] written = new byte[POINT];
        written[0] = UNCOMPRESSED;
        put(point.getAffineX(), written, 1);
        put(point.getAffineY(), written, 1 + NUMBER);
        return written;
    }

    static byte[] number(KeyPair keys) {
        byte[] written = new byte[NUMBER];
        put(((ECPrivateKey) keys.getPrivate()).getS(), written, 0);
        return written;
    }

    /** Right-aligned in 32 bytes: Java's own form may have a zero before it, or be shorter. */
    private static void put(BigInteger number, byte[] into, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, NUMBER);
        System.arraycopy(bytes, bytes.length - length, into, at + NUMBER - length, length);
    }

    /** What both sides and nobody else know (ECDH). */
    static byte[] shared(PrivateKey ours, PublicKey theirs) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ours);
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("These keys do not go together", e);
        }
    }
}
