package org.guildhall.campaign;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Broken bodies from real ones: bytes that are flipped, gone or too many, and values that no vendor documents. */
final class Mutations {

    /** A value or a name of JSON (RFC 8259); a colon after it makes it a name. */
    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?\\d++(?:\\.\\d++)?|true|false|null");

    private static final Pattern NAMING = Pattern.compile("\\s*:");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "0.1",
            "1e400",
            "-9223372036854775809",
            "18446744073709551616",
            "9".repeat(5_000),
            "\"\"",
            "\" \"",
            "\"-1\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\ufeff\\u200d\"",
            "\"'; drop table messages; --\"",
            "\"<script>alert(1)</script>\"",
            "\"" + "a".repeat(70_000) + "\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":{}}",
            "[".repeat(3_000) + "]".repeat(3_000),
            "{\"a\":".repeat(800) + "1" + "}".repeat(800));

    private static final List<String> NAMES =
            VALUES.stream().filter(value -> value.startsWith("\"")).toList();

    private static final int MOST_AT_ONCE = 3;
    private static final int LONGEST_NOISE = 64;
    /** One in so many is longer than most messengers' bodies may be; what Meta signs is taken. */
    private static final int OVERSIZED = 2_000;

    private static final int TOO_LONG = 1024 * 1024 + 1;

    private Mutations() {}

    /**
     * Breaks a body in one way or several. Half of them stay JSON, so that more than the parser is tried.
     *
     * @param other another body, parts of which may get into it
     */
    static byte[] of(byte[] real, byte[] other, RandomGenerator chance) {
        boolean json = chance.nextBoolean();
        byte[] body = real;
        for (int i = chance.nextInt(1, MOST_AT_ONCE + 1); i > 0; i--) {
            body = json ? odd(body, chance) : torn(body, other, chance);
        }
        return chance.nextInt(OVERSIZED) == 0 ? Arrays.copyOf(body, TOO_LONG) : body;
    }

    private static byte[] torn(byte[] body, byte[] other, RandomGenerator chance) {
        int from = chance.nextInt(body.length + 1);
        int to = from + chance.nextInt(Math.min(LONGEST_NOISE, body.length - from) + 1);
        return switch (chance.nextInt(6)) {
            case 0 -> flipped(body, chance);
            case 1 -> Arrays.copyOf(body, from);
            case 2 -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(body, to, body.length));
            case 3 -> joined(Arrays.copyOf(body, to), Arrays.copyOfRange(body, from, body.length));
            case 4 -> joined(Arrays.copyOf(body, from), noise(chance), Arrays.copyOfRange(body, from, body.length));
            default -> joined(Arrays.copyOf(body, from), Arrays.copyOfRange(other, from % other.length, other.length));
        };
    }

    private static byte[] flipped(byte[] body, RandomGenerator chance) {
        byte[] flipped = body.clone();
        for (int i = chance.nextInt(8); i >= 0 && flipped.length > 0; i--) {
            flipped[chance.nextInt(flipped.length)] ^= (byte) (1 << chance.nextInt(8));
        }
        return flipped;
    }

    private static byte[] noise(RandomGenerator chance) {
        byte[] noise = new byte[chance.nextInt(1, LONGEST_NOISE)];
        chance.nextBytes(noise);
        return noise;
    }

    /** One byte is one character here, whatever it was meant to be. */
    private static byte[] odd(byte[] body, RandomGenerator chance) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
        if (tokens.isEmpty()) {
            return body;
        }
        MatchResult token = tokens.get(chance.nextInt(tokens.size()));
        List<String> fitting =
                NAMING.matcher(text).region(token.end(), text.length()).lookingAt() ? NAMES : VALUES;
        String odd = fitting.get(chance.nextInt(fitting.size()));
        return (text.substring(0, token.start()) + odd + text.substring(token.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            whole.writeBytes(piece);
        }
        return whole.toByteArray();
    }
}
