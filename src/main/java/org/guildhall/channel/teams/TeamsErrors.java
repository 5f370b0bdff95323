package org.guildhall.channel.teams;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.message.Delivery;
import org.guildhall.platform.Sentences;

/**
 * What Teams' errors mean (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
 * and https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). A code that is not here ends as its HTTP status
 * says.
 */
final class TeamsErrors {

    /** The bot's token is not taken any more, and another one is. */
    static final int UNAUTHORIZED = 401;

    private static final int PRECONDITION_FAILED = 412;

    private static final Sentences WORDS = Sentences.in("messages/teams");

    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,40}");

    private static final Map<String, Meaning> TABLE = table();

    private TeamsErrors() {}

    /** What this answer means; empty when it holds no error we know. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        if (answer.successful()) {
            return Optional.empty();
        }
        if (answer.status() == UNAUTHORIZED || answer.status() == PRECONDITION_FAILED) {
            return Optional.of(new Verdict(Meaning.TRY_AGAIN, null, "HTTP " + answer.status()));
        }
        String code = answer.body().path("error").path("code").stringValue("");
        return CODE.matcher(code).matches() && TABLE.containsKey(code)
                ? Optional.of(new Verdict(TABLE.getOrDefault(code, Meaning.NEVER), null, reason(code)))
                : Optional.empty();
    }

    /** An error in our words, for staff and the log. */
    static String reason(String code) {
        return "Teams " + code + ": " + WORDS.say("error." + code);
    }

    static Delivery wrongPassword() {
        return new Delivery.Refused("Teams: " + WORDS.say("password"), false);
    }

    /** There is nowhere to send it that Teams itself has named. */
    static Delivery nowhere() {
        return new Delivery.Refused("Teams: " + WORDS.say("nowhere"), false);
    }

    private static Map<String, Meaning> table() {
        Map<String, Meaning> table = new HashMap<>();
        put(
                table,
                Meaning.BLOCKED,
                "BotDisabledByUser",
                "BotNotInConversationRoster",
                "ConversationBlockedByUser",
                "MessageWritesBlocked");
        put(
                table,
                Meaning.NEVER,
                "BadArgument",
                "BotDisabledByAdmin",
                "BotDisabledByPolicy",
                "ConversationNotFound",
                "ForbiddenOperationException",
                "MessageSizeTooBig",
                "NotEnoughPermissions");
        put(table, Meaning.TRY_AGAIN, "ServiceError", "ServiceUnavailable");
        return Map.copyOf(table);
    }

    private static void put(Map<String, Meaning> table, Meaning meaning, String... codes) {
        for (String code : codes) {
            table.put(code, meaning);
        }
    }
}
