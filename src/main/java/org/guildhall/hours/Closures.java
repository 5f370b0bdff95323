package org.guildhall.hours;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Days on which nobody is there although it is an ordinary working day.
 *
 * @param closures days such as {@code 2026-12-24}, or spans such as {@code 2026-12-29 to 2026-12-31}, both ends closed
 */
@ConfigurationProperties("guildhall.council")
record Closures(@DefaultValue List<String> closures) {

    static final String PROPERTY = "guildhall.council.closures";

    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:\\s+to\\s+(\\d{4}-\\d{2}-\\d{2}))?");

    /** Keeps a copy and refuses what cannot be read. */
    Closures {
        closures = List.copyOf(closures);
        closures.forEach(Closures::span);
    }

    boolean on(LocalDate day) {
        return times().stream().anyMatch(time -> time.on(day));
    }

    /** The same to reckon with. */
    List<ClosedTime> times() {
        return closures.stream().map(Closures::span).toList();
    }

    private static ClosedTime span(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw unreadable(line);
        }
        List<LocalDate> ends = new ArrayList<>();
        try {
            ends.add(LocalDate.parse(parts.group(1)));
            ends.add(parts.group(2) == null ? ends.getFirst() : LocalDate.parse(parts.group(2)));
        } catch (DateTimeException noSuchDay) {
            throw unreadable(line);
        }
        if (ends.getLast().isBefore(ends.getFirst())) {
            throw unreadable(line);
        }
        return ClosedTime.days(ends.getFirst(), ends.getLast());
    }

    private static IllegalArgumentException unreadable(String line) {
        return new IllegalArgumentException(PROPERTY + ": cannot read \"" + line
                + "\". Write a day such as 2026-12-24, or a span such as 2026-12-29 to 2026-12-31.");
    }
}
