package org.guildhall.assistant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.guildhall.conversation.Wait;
import org.guildhall.hours.OpeningHours;
import org.jspecify.annotations.Nullable;

/** How long it takes until a person writes, in words: a range, or that nobody can tell. Never that it takes no time. */
final class WaitWords {

    private final Voice voice;
    private final OpeningHours hours;

    WaitWords(Voice voice, OpeningHours hours) {
        this.voice = voice;
        this.hours = hours;
    }

    /**
     * For somebody who waits.
     *
     * @param team whose queue it is; null when that is not known, and then there is nothing to say
     * @param wait how long it usually takes, or null
     * @return a sentence; empty when there is nothing to say
     */
    String range(@Nullable String team, @Nullable Wait wait) {
        if (team == null) {
            return "";
        }
        if (wait == null) {
            return voice.sentence("queue.wait.unknown");
        }
        boolean today = hours.openFor(team, Duration.ofMinutes(wait.to()));
        Map<String, String> gaps = Map.of("from", span(wait.from()), "to", span(wait.to()));
        return voice.sentence(today ? "queue.wait" : "queue.wait.open-hours", gaps);
    }

    /** The same, before which whoever is not there is said to be so, and when they are back. */
    String rangeOrReturn(@Nullable String team, @Nullable Wait wait) {
        List<String> sentences = new ArrayList<>();
        if (team != null && !hours.open(team)) {
            sentences.add(voice.sentence("handover.closed"));
            if (hours.nextOpening(team).isPresent()) {
                sentences.add(hours.reopening(team));
            }
            sentences.add(voice.sentence("queue.keeps"));
        }
        // While nobody is there it is no help that nobody can tell how long it takes.
        if (sentences.isEmpty() || wait != null) {
            sentences.add(range(team, wait));
        }
        return String.join(" ", sentences);
    }

    private String span(int minutes) {
        int hours = minutes / 60;
        int rest = minutes % 60;
        String whole = counted(hours == 1 ? "span.hour" : "span.hours", hours);
        String left = counted(rest == 1 ? "span.minute" : "span.minutes", rest);
        return hours == 0 ? left : rest == 0 ? whole : whole + " " + left;
    }

    private String counted(String key, int number) {
        return voice.sentence(key, Map.of("number", number));
    }
}
