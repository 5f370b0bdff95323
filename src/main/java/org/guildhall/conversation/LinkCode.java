package org.guildhall.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the desk shows a member of staff once, for instance {@code LINK-7K3F-9QXD}, and they give to a messenger's bot. Only its
 * hash is stored: it is good for minutes, in which nobody tries enough of the 378 thousand million there are.
 *
 * @param value as it is shown
 */
public record LinkCode(String value) {

    /** No vowels, so that it is no word; no 0 and 1, which look like letters. */
    private static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";

    private static final String FIRST = "LINK";
    private static final int HALF = 4;
    private static final RandomGenerator RANDOM = new SecureRandom();

    /** Small letters and other dashes are what phones make of it. */
    private static final Pattern WRITTEN = Pattern.compile(
            "\\s*" + FIRST + "[\\s\\p{Pd}]*([" + ALPHABET + "]{4})[\\s\\p{Pd}]*([" + ALPHABET + "]{4})[\\s.]*",
            Pattern.CASE_INSENSITIVE);

    /** A new one. */
    public static LinkCode random() {
        return new LinkCode(FIRST + "-" + half() + "-" + half());
    }

    private static String half() {
        StringBuilder half = new StringBuilder(HALF);
        for (int i = 0; i < HALF; i++) {
            half.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return half.toString();
    }

    /** The one that somebody writes, and nothing else beside it; empty when these words are no code. */
    public static Optional<LinkCode> in(String words) {
        Matcher written = WRITTEN.matcher(words);
        return written.matches()
                ? Optional.of(new LinkCode(FIRST + "-" + large(written.group(1)) + "-" + large(written.group(2))))
                : Optional.empty();
    }

    private static String large(String half) {
        return half.toUpperCase(Locale.ROOT);
    }

    /** What may be stored. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[code]";
    }
}
