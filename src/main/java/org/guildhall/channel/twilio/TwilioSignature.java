package org.guildhall.channel.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;

/**
 * What Twilio signs: the whole address that it called and, of a form, every field, sorted
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-security).
 */
final class TwilioSignature {

    /** Twilio says in the address what a body that is no form hashes to, and so signs it too. */
    private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)");

    private TwilioSignature() {}

    /**
     * Whether it is Twilio's. Constant time.
     *
     * @param address as Twilio sees it, with its query
     * @param form whether the body is one
     * @param given what came in {@code X-Twilio-Signature}
     */
    static boolean matches(Secret token, URI address, boolean form, byte[] body, String given) {
        String fields = form ? fields(Form.of(body)) : "";
        boolean intact = form || body.length == 0 || hashed(address, body);
        boolean signed = false;
        // All of them are looked at, whichever it is.
        for (String candidate : addresses(address)) {
            signed |= Signature.matches(signature(token, candidate + fields), given);
        }
        return intact && signed;
    }

    private static String fields(Form form) {
        StringBuilder fields = new StringBuilder();
        form.fields()
                .forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> fields.append(name).append(value)));
        return fields.toString();
    }

    private static boolean hashed(URI address, byte[] body) {
        Matcher hash = BODY_HASH.matcher(address.toString());
        return hash.find() && MessageDigest.isEqual(HexFormat.of().parseHex(hash.group(1)), sha256(body));
    }

    /** Twilio sometimes writes the usual port and sometimes leaves it out, whatever stands in its settings. */
    private static List<String> addresses(URI address) {
        String whole = address.toString();
        String authority = address.getRawAuthority();
        if (authority == null) {
            return List.of(whole);
        }
        String usual = ":" + ("https".equals(address.getScheme()) ? 443 : 80);
        String other = address.getPort() < 0
                ? authority + usual
                : authority.endsWith(usual) ? authority.substring(0, authority.length() - usual.length()) : authority;
        return List.of(whole, whole.replaceFirst(Pattern.quote(authority), Matcher.quoteReplacement(other)));
    }

    private static Secret signature(Secret token, String signed) {
        byte[] key = token.value().getBytes(StandardCharsets.UTF_8);
        byte[] hash = Signature.hmacSha1(key, signed.getBytes(StandardCharsets.UTF_8));
        return new Secret(Base64.getEncoder().encodeToString(hash));
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
