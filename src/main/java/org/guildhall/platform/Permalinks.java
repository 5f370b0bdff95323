package org.guildhall.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Short links that say for ever what was said and when: {@code /a/3F9K-2M7Q-X4TB-8NHD}. Nothing is written down when one
 * is made. Its sixteen letters are eighty bits: which version of which article (a hash), the minute, and a tag that only we
 * can work out, so that nobody makes up a time.
 */
@Component
public final class Permalinks {

    private static final String PATH = "/a/";

    /** Without I, L, O and U, which are read as something else (Crockford's Base32). */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int BITS_EACH = 5;
    private static final int LETTERS = 16;
    private static final int GROUP = 4;

    private static final int NAME_BITS = 22;

    /** Minutes from {@link #FIRST} on: enough until 2057. */
    private static final int MINUTE_BITS = 24;

    private static final int TAG_BITS = 34;
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Seal seal;
    private final PublicUrl publicUrl;

    Permalinks(Seal seal, PublicUrl publicUrl) {
        this.seal = seal;
        this.publicUrl = publicUrl;
    }

    /**
     * The link to what was said.
     *
     * @param article the article's id
     * @param version which version of it, from 1
     * @param at when it was said; the link keeps the minute
     * @return an absolute address
     */
    public String to(String article, int version, Instant at) {
        return publicUrl.at(PATH + code(article, version, at));
    }

    /** The link's sixteen letters, in groups of four. */
    public String code(String article, int version, Instant at) {
        String what = what(article, version);
        long minute = Math.clamp(Duration.between(FIRST, at).toMinutes(), 0L, (1L << MINUTE_BITS) - 1);
        BigInteger bits = BigInteger.valueOf(name(what))
                .shiftLeft(MINUTE_BITS)
                .or(BigInteger.valueOf(minute))
                .shiftLeft(TAG_BITS)
                .or(BigInteger.valueOf(seal.tag(what, minute, TAG_BITS)));
        StringBuilder code = new StringBuilder();
        for (int left = LETTERS - 1; left >= 0; left--) {
            code.append(ALPHABET.charAt(bits.shiftRight(left * BITS_EACH).intValue() & (ALPHABET.length() - 1)));
            code.append(left > 0 && left % GROUP == 0 ? "-" : "");
        }
        return code.toString();
    }

    /**
     * What somebody's letters say, whether we made them or not.
     *
     * @param name a hash of article and version, which several may share
     * @param minute since {@link #FIRST}
     */
    public record Code(int name, long minute, long tag) {

        /** When it says that it was said. */
        public Instant at() {
            return FIRST.plus(Duration.ofMinutes(minute));
        }
    }

    /**
     * Reads letters as people write them, in any case, with or without the hyphens, and with O for 0 or I for 1.
     *
     * @return empty when they cannot be one of ours
     */
    public static Optional<Code> read(String letters) {
        String plain = letters.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (plain.length() != LETTERS || plain.chars().anyMatch(letter -> ALPHABET.indexOf(letter) < 0)) {
            return Optional.empty();
        }
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < LETTERS; i++) {
            bits = bits.shiftLeft(BITS_EACH).or(BigInteger.valueOf(ALPHABET.indexOf(plain.charAt(i))));
        }
        long tag = bits.and(BigInteger.valueOf((1L << TAG_BITS) - 1)).longValueExact();
        long minute = bits.shiftRight(TAG_BITS)
                .and(BigInteger.valueOf((1L << MINUTE_BITS) - 1))
                .longValueExact();
        int name = bits.shiftRight(TAG_BITS + MINUTE_BITS).intValueExact();
        return Optional.of(new Code(name, minute, tag));
    }

    /** What a code has of an article's version, to look among all of them. */
    public static int name(String article, int version) {
        return name(what(article, version));
    }

    /** Whether we made this code for this version. */
    public boolean ours(Code code, String article, int version) {
        return code.name() == name(article, version)
                && seal.tagged(what(article, version), code.minute(), TAG_BITS, code.tag());
    }

    private static String what(String article, int version) {
        return article + "@" + version;
    }

    private static int name(String what) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(UTF_8));
            return ByteBuffer.wrap(hash).getInt() >>> (Integer.SIZE - NAME_BITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
