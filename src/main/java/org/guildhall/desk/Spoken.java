package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Times, spans and names of things as people say them. */
final class Spoken {

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM yyyy, h:mma", Locale.UK);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private Spoken() {}

    /** For instance {@code 24 December 2026}. */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** For instance {@code 23 November 2026, 2:45pm}. */
    static String at(Instant at, ZoneId zone) {
        return AT.format(at.atZone(zone)).replace("AM", "am").replace("PM", "pm");
    }

    /** For instance {@code 2 hours 5 minutes}: the two largest parts at most. */
    static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return WORDS.say("span.moment");
        }
        if (span.toHours() < 1) {
            return count("minute", span.toMinutes());
        }
        if (span.toDays() < 1) {
            return joined(count("hour", span.toHours()), "minute", span.toMinutesPart());
        }
        return joined(count("day", span.toDays()), "hour", span.toHoursPart());
    }

    private static String joined(String whole, String unit, long rest) {
        return rest == 0 ? whole : whole + " " + count(unit, rest);
    }

    private static String count(String unit, long number) {
        return WORDS.say("span." + unit + (number == 1 ? "" : "s"), Map.of("number", number));
    }

    /** {@code council-tax} as {@code Council tax}. */
    static String name(String slug) {
        String words = slug.replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A messenger as people call it; one whose name in addresses is its name needs no line of its own. */
    static String messenger(String name) {
        String key = "messenger." + name;
        return WORDS.keys().contains(key) ? WORDS.say(key) : name(name);
    }

    /** A word of a closed vocabulary as programs and addresses have it. */
    static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A word of a closed vocabulary as the desk's messages say it. */
    static String word(String family, Enum<?> value) {
        return WORDS.say(family + "." + value.name().toLowerCase(Locale.ROOT));
    }
}
