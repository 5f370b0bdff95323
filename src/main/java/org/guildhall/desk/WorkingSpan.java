package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Working time as people write it: {@code 30 minutes}, {@code 2 hours}, {@code 1 hour 30 minutes}, {@code 4h}. */
final class WorkingSpan {

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(\\d{1,4})\\s*(?:h|hr|hrs|hour|hours))?\\s*(?:(\\d{1,6})\\s*(?:m|min|mins|minute|minutes))?");

    private WorkingSpan() {}

    /** Reads it; empty when it is none, or no target. */
    static Optional<Duration> read(String written) {
        Matcher parts = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Duration span = Duration.ofHours(number(parts.group(1))).plusMinutes(number(parts.group(2)));
        return Optional.of(span).filter(Target::sensible);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The same in words; hours are not made into days, as a working day is as long as its team's. */
    static String write(Duration span) {
        long hours = span.toHours();
        long minutes = span.toMinutesPart();
        if (hours == 0) {
            return count("minute", minutes);
        }
        return minutes == 0 ? count("hour", hours) : count("hour", hours) + " " + count("minute", minutes);
    }

    private static String count(String unit, long number) {
        return WORDS.say("span." + unit + (number == 1 ? "" : "s"), Map.of("number", number));
    }
}
