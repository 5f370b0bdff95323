package org.guildhall.channel.slack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.guildhall.channel.Webhook;
import org.guildhall.platform.Secret;
import org.guildhall.platform.Signature;

/**
 * How Slack shows that a call is its own and not an old one sent again:
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 *
 * @param secret what it signs with
 * @param clock says how old a call is
 */
record SlackSignature(Secret secret, InstantSource clock) {

    static final String HEADER = "X-Slack-Signature";
    static final String TIMESTAMP_HEADER = "X-Slack-Request-Timestamp";

    /** Either way, as clocks differ. */
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private static final String VERSION = "v0";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** Whether Slack signed these exact bytes within the last minutes. */
    boolean on(Webhook webhook) {
        List<String> given = webhook.headers().getOrEmpty(HEADER);
        List<String> stamps = webhook.headers().getOrEmpty(TIMESTAMP_HEADER);
        if (given.size() != 1 || stamps.size() != 1 || !secret.present()) {
            return false;
        }
        String stamp = stamps.getFirst();
        return SECONDS.matcher(stamp).matches()
                && Signature.matches(expected(stamp, webhook.body()), given.getFirst())
                && fresh(Instant.ofEpochSecond(Long.parseLong(stamp)));
    }

    private boolean fresh(Instant stamped) {
        return Duration.between(stamped, clock.instant()).abs().compareTo(OLDEST) <= 0;
    }

    private Secret expected(String stamp, byte[] body) {
        byte[] key = secret.value().getBytes(StandardCharsets.UTF_8);
        byte[] before = (VERSION + ":" + stamp + ":").getBytes(StandardCharsets.UTF_8);
        return new Secret(VERSION + "=" + HexFormat.of().formatHex(Signature.hmacSha256(key, before, body)));
    }
}
