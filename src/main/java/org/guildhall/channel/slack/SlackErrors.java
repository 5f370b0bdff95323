package org.guildhall.channel.slack;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import tools.jackson.databind.JsonNode;

/**
 * What Slack's errors mean (https://docs.slack.dev/reference/methods/chat.postMessage#errors). They stand in a body that says
 * {@code "ok":false}, mostly under a 200; one that is not here is never tried again, as Slack names by itself what may pass.
 */
final class SlackErrors {

    private static final Sentences WORDS = Sentences.in("messages/slack");

    /** A message a second to one conversation. */
    private static final Duration A_LITTLE = Duration.ofSeconds(2);

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private static final Map<String, Meaning> TABLE = table();

    private SlackErrors() {}

    /** What this answer means; empty when it holds no error. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        JsonNode ok = answer.body().path("ok");
        String error = answer.body().path("error").stringValue("");
        if (!ok.isBoolean() || ok.booleanValue() || !ERROR.matcher(error).matches()) {
            return Optional.empty();
        }
        Meaning meaning = TABLE.get(error);
        if (meaning == null && !answer.successful()) {
            return Optional.empty();
        }
        Meaning known = meaning == null ? Meaning.NEVER : meaning;
        return Optional.of(new Verdict(known, known == Meaning.WAIT ? A_LITTLE : null, reason(error)));
    }

    /** An error in our words, for staff and the log. */
    static String reason(String error) {
        String key = "error." + error;
        return "Slack " + error + (WORDS.keys().contains(key) ? ": " + WORDS.say(key) : "");
    }

    private static Map<String, Meaning> table() {
        Map<String, Meaning> table = new HashMap<>();
        put(table, Meaning.WAIT, "ratelimited", "rate_limited", "message_limit_exceeded");
        put(
                table,
                Meaning.TRY_AGAIN,
                "internal_error",
                "fatal_error",
                "service_unavailable",
                "request_timeout",
                "team_added_to_org");
        put(table, Meaning.BLOCKED, "user_not_found", "user_disabled", "cannot_dm_bot", "messages_tab_disabled");
        put(
                table,
                Meaning.NEVER,
                "account_inactive",
                "channel_not_found",
                "invalid_auth",
                "invalid_blocks",
                "is_archived",
                "missing_scope",
                "msg_too_long",
                "no_text",
                "not_authed",
                "not_in_channel",
                "restricted_action",
                "token_expired",
                "token_revoked");
        return Map.copyOf(table);
    }

    private static void put(Map<String, Meaning> table, Meaning meaning, String... errors) {
        for (String error : errors) {
            table.put(error, meaning);
        }
    }
}
