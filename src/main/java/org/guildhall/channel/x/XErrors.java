package org.guildhall.channel.x;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What X's errors mean: https://docs.x.com/x-api/fundamentals/response-codes-and-errors. Its own words are looked at only to tell
 * a citizen who wants no messages from an app that may not send any, which have the same status; they are shown to nobody.
 */
final class XErrors {

    private static final Sentences WORDS = Sentences.in("messages/x");

    /** Of the older API, which some answers still name: not to this user, suspended. */
    private static final Set<Integer> NOT_TO_THEM = Set.of(150, 151, 349);

    /** Limits are counted in quarters of an hour; the header that says when the next begins is not always there. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final Duration A_WHILE = Duration.ofMinutes(15);

    private XErrors() {}

    /** What this answer means; empty where its status alone says enough. */
    static Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        return switch (answer.status()) {
            // Another token is fetched before the next attempt.
            case 401 -> verdict(Meaning.TRY_AGAIN, null, "401");
            case 402 -> verdict(Meaning.WAIT, A_WHILE, "402");
            case 403 -> unwanted(answer.body()) ? verdict(Meaning.BLOCKED, null, "unwanted") : never("403");
            case 404 -> never("404");
            case 429 -> verdict(Meaning.WAIT, A_MINUTE, "429");
            default -> Optional.empty();
        };
    }

    /** An error in our words, for staff and the log; X's own may repeat what was written. */
    static String reason(String word) {
        return "X " + word + ": " + WORDS.say("error." + word);
    }

    private static Optional<Verdict> never(String word) {
        return verdict(Meaning.NEVER, null, word);
    }

    private static Optional<Verdict> verdict(Meaning meaning, @Nullable Duration pause, String word) {
        return Optional.of(new Verdict(meaning, pause, reason(word)));
    }

    private static boolean unwanted(JsonNode body) {
        JsonNode errors = body.path("errors");
        boolean known = errors.isArray()
                && StreamSupport.stream(errors.spliterator(), false)
                        .anyMatch(
                                error -> NOT_TO_THEM.contains(error.path("code").asInt(0)));
        String detail = body.path("detail").stringValue("");
        return known || detail.contains("participants") || detail.contains("cannot send messages to this user");
    }
}
