package org.guildhall.channel.webchat;

import java.util.Map;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Wait;
import org.guildhall.platform.Sentences;
import org.jspecify.annotations.Nullable;

/** What somebody in the queue reads beside their place: how long it usually takes, or when people are back. */
final class WaitLine {

    private static final Sentences WORDS = Sentences.in("messages/webchat");

    private WaitLine() {}

    /** The line, in plain words; null for somebody who is not waiting. */
    static @Nullable String of(Conversations.Standing standing) {
        Wait wait = standing.usually();
        String back = standing.back();
        if (standing.place() == null) {
            return null;
        }
        if (back != null) {
            return back + " " + WORDS.say("wait.kept") + (wait == null ? "" : " " + range("wait.then", wait));
        }
        if (wait == null) {
            return WORDS.say("wait.unknown");
        }
        return range(standing.throughout() ? "wait.range" : "wait.open-hours", wait);
    }

    private static String range(String key, Wait wait) {
        return WORDS.say(key, Map.of("from", span(wait.from()), "to", span(wait.to())));
    }

    private static String span(int minutes) {
        int hours = minutes / 60;
        int rest = minutes % 60;
        String whole = WORDS.say(hours == 1 ? "wait.hour" : "wait.hours", Map.of("number", hours));
        String left = WORDS.say(rest == 1 ? "wait.minute" : "wait.minutes", Map.of("number", rest));
        return hours == 0 ? left : rest == 0 ? whole : whole + " " + left;
    }
}
