package org.guildhall.channel.meta;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Verdict.Meaning;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the error codes of the Graph API mean (https://developers.facebook.com/docs/graph-api/guides/error-handling),
 * with those of one messenger. The HTTP status misleads: limits come as 400 and 403 too. A subcode that is known says
 * more than its code; a code that is not known ends as its HTTP status says.
 */
public final class GraphErrors {

    private static final Sentences SHARED = Sentences.in("messages/meta");
    private static final Duration THE_APP = Duration.ofMinutes(1);

    private final String messenger;
    private final Sentences words;
    private final Map<Integer, Limit> table = new HashMap<>();

    /**
     * The errors that all share, and none of a messenger's own yet.
     *
     * @param messenger its name as staff know it
     * @param words the messenger's own, under {@code error.<code>}
     */
    public GraphErrors(String messenger, Sentences words) {
        this.messenger = messenger;
        this.words = words;
        know(Meaning.TRY_AGAIN, null, 1, 2);
        know(Meaning.WAIT, THE_APP, 4);
        know(Meaning.NEVER, null, 10, 100, 190, 200, 368);
    }

    /**
     * Adds codes or subcodes of the messenger.
     *
     * @param pause how long to wait at least, or null
     * @return this
     */
    public GraphErrors know(Meaning meaning, @Nullable Duration pause, int... codes) {
        for (int code : codes) {
            table.put(code, new Limit(meaning, pause));
        }
        return this;
    }

    /** What this answer means; empty when it holds no error we know. */
    public Optional<Verdict> verdict(JsonCaller.Result.Answered answer) {
        int code = code(answer.body().path("error"));
        Limit limit = table.get(code);
        if (limit != null) {
            return Optional.of(new Verdict(limit.meaning(), limit.pause(), reason(code)));
        }
        // An error in a 2xx took no message; with any other status that decides.
        if (code == 0 || !answer.successful()) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(Meaning.NEVER, null, reason(code)));
    }

    /** Whether a message that failed with this code afterwards may arrive at another attempt. */
    public boolean passes(int code) {
        Limit limit = table.get(code);
        return limit != null && limit.meaning().passes();
    }

    /** An error in our words, for staff and the log; Meta's own may hold a number or what was written. */
    public String reason(int code) {
        String key = "error." + code;
        String said = words.keys().contains(key)
                ? words.say(key, Map.of("messenger", messenger))
                : SHARED.keys().contains(key) ? SHARED.say(key, Map.of("messenger", messenger)) : "";
        return messenger + " " + code + (said.isEmpty() ? "" : ": " + said);
    }

    private int code(JsonNode error) {
        int subcode = error.path("error_subcode").asInt(0);
        return table.containsKey(subcode) ? subcode : error.path("code").asInt(0);
    }

    /** A verdict without its words. */
    private record Limit(Meaning meaning, @Nullable Duration pause) {}
}
