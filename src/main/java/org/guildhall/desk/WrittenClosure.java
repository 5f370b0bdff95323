package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.guildhall.hours.ClosedTime;
import org.jspecify.annotations.Nullable;

/**
 * A closure as somebody writes it, from the form or as the body of {@code POST /api/desk/closures}.
 *
 * @param team null or empty for everybody's
 * @param first the first day, such as {@code 2026-12-24}
 * @param last the last one; null or empty when it is the same
 * @param from when it begins on each day, such as {@code 13:00}; null or empty for whole days
 * @param until when it ends, {@code 24:00} for the end of the day; likewise
 * @param reason why, for staff
 */
record WrittenClosure(
        @Nullable String team,
        @Nullable String first,
        @Nullable String last,
        @Nullable String from,
        @Nullable String until,
        @Nullable String reason) {

    static final WrittenClosure EMPTY = new WrittenClosure(null, null, null, null, null, null);

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}");
    private static final String END_OF_DAY = "24:00";
    private static final int LONGEST_REASON = 200;
    private static final int MOST_DAYS = 400;

    @Nullable String wantedTeam() {
        return TeamPick.team(team);
    }

    // Public for the templates, which see nothing else.
    public String wantedFirst() {
        return given(first);
    }

    public String wantedLast() {
        return given(last);
    }

    public String wantedFrom() {
        return given(from);
    }

    public String wantedUntil() {
        return given(until);
    }

    public String wantedReason() {
        return WrittenText.clean(reason);
    }

    private static String given(@Nullable String written) {
        return written == null ? "" : written.strip();
    }

    /** What is wrong with it, in words by field, in the order of the form; empty when nothing is. */
    Map<String, String> faults(Set<String> teams) {
        Map<String, String> faults = new LinkedHashMap<>();
        String wanted = wantedTeam();
        if (wanted != null && !teams.contains(wanted)) {
            faults.put("team", WORDS.say("transfer.team"));
        }
        LocalDate begins = date(wantedFirst());
        LocalDate ends = wantedLast().isEmpty() ? begins : date(wantedLast());
        if (begins == null) {
            faults.put("first", WORDS.say("closure.day"));
        } else if (ends == null) {
            faults.put("last", WORDS.say("closure.day"));
        } else if (ends.isBefore(begins) || ends.isAfter(begins.plusDays(MOST_DAYS))) {
            faults.put("last", WORDS.say("closure.last"));
        }
        timeFaults(faults);
        String why = wantedReason();
        if (why.isEmpty() || why.length() > LONGEST_REASON || why.contains("\n")) {
            faults.put("reason", WORDS.say("closure.reason", Map.of("most", LONGEST_REASON)));
        }
        return faults;
    }

    private void timeFaults(Map<String, String> faults) {
        if (wantedFrom().isEmpty() && wantedUntil().isEmpty()) {
            return;
        }
        LocalTime begins = time(wantedFrom());
        LocalTime ends = end(wantedUntil());
        if (begins == null) {
            faults.put("from", WORDS.say("closure.time"));
        } else if (ends == null) {
            faults.put("until", WORDS.say("closure.time"));
        } else if (!ends.equals(LocalTime.MIDNIGHT) && !ends.isAfter(begins)) {
            faults.put("until", WORDS.say("closure.until"));
        }
    }

    /** The same to be set, once there is no fault in it. */
    ClosedTime wantedTime() {
        LocalDate begins = LocalDate.parse(wantedFirst());
        return new ClosedTime(
                begins,
                wantedLast().isEmpty() ? begins : LocalDate.parse(wantedLast()),
                time(wantedFrom()),
                end(wantedUntil()));
    }

    private static @Nullable LocalDate date(String written) {
        try {
            return DATE.matcher(written).matches() ? LocalDate.parse(written) : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static @Nullable LocalTime end(String written) {
        return written.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : time(written);
    }

    private static @Nullable LocalTime time(String written) {
        try {
            return TIME.matcher(written).matches() ? LocalTime.parse(written) : null;
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }
}
