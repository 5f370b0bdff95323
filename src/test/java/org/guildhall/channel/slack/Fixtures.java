package org.guildhall.channel.slack;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.canary.Canary;
import org.guildhall.channel.Posts;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.FetcherFixture;
import org.guildhall.platform.Secret;

/** A workspace for tests, and what Slack might send it. */
final class Fixtures {

    static final String TEAM = "T01COUNCIL";
    static final String ROOM = "C0STAFFROOM";
    static final String TOKEN = Canary.secret("canary-bot");
    static final String SIGNING_SECRET = Canary.secret("canary-signing");
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private Fixtures() {}

    static SlackProperties properties(URI apiUrl) {
        return new SlackProperties(
                new Secret(SIGNING_SECRET), new Secret(TOKEN), TEAM, apiUrl, Set.of("files.slack.com"), 5, ROOM);
    }

    static SlackChannel channel(URI apiUrl) {
        return channel(properties(apiUrl), InstantSource.fixed(NOW));
    }

    static SlackChannel channel(SlackProperties properties, InstantSource clock) {
        return new SlackChannel(
                properties,
                SlackConfiguration.caller(properties),
                new SlackFiles(properties, FetcherFixture.fetcher()),
                clock);
    }

    static byte[] body(String name) {
        return Posts.body(SlackChannel.NAME, name);
    }

    static Webhook signed(byte[] body) {
        return Posts.post(body, headers(body, NOW, SIGNING_SECRET));
    }

    static Map<String, String> headers(byte[] body, Instant at, String secret) {
        String stamp = Long.toString(at.getEpochSecond());
        return Map.of(
                "Content-Type",
                type(body),
                SlackSignature.TIMESTAMP_HEADER,
                stamp,
                SlackSignature.HEADER,
                signature(body, stamp, secret));
    }

    /** What Slack posts besides JSON are forms. */
    static String type(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
    }

    static String signature(byte[] body, String stamp, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(("v0:" + stamp + ":").getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
