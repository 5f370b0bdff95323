package org.guildhall.channel.twilio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a form (https://url.spec.whatwg.org/#urlencoded-parsing). Takes any bytes: what is not encoded as it should
 * be stands for itself.
 *
 * @param fields each with its values in the order in which they came, sorted by name
 */
record Form(Map<String, List<String>> fields) {

    static Form of(byte[] body) {
        Map<String, List<String>> fields = new TreeMap<>();
        int from = 0;
        while (from < body.length) {
            int to = next(body, (byte) '&', from, body.length);
            if (to > from) {
                int equals = next(body, (byte) '=', from, to);
                fields.computeIfAbsent(decoded(body, from, equals), ignored -> new ArrayList<>())
                        .add(decoded(body, Math.min(equals + 1, to), to));
            }
            from = to + 1;
        }
        return new Form(fields);
    }

    /** A field's first value; empty when there is none. */
    String text(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static int next(byte[] body, byte sign, int from, int end) {
        int at = from;
        while (at < end && body[at] != sign) {
            at++;
        }
        return at;
    }

    private static String decoded(byte[] body, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int at = from; at < to; at++) {
            int value = body[at] == '%' && at + 2 < to ? hex(body[at + 1], body[at + 2]) : -1;
            if (value >= 0) {
                bytes.write(value);
                at += 2;
            } else {
                bytes.write(body[at] == '+' ? ' ' : body[at]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Below zero when they are not two hexadecimal digits. */
    private static int hex(byte high, byte low) {
        return Character.digit(high, 16) << 4 | Character.digit(low, 16);
    }
}
