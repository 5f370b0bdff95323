package org.guildhall.hours;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The bank holidays of England and Wales, from a file of dates that is brought up to date with GOV.UK's list. */
final class BankHolidays {

    private static final String FILE = "bank-holidays.txt";

    /** A substitute day is a holiday as well as the day itself, which only a council open at weekends would notice. */
    private static final Set<MonthDay> ALWAYS =
            Set.of(MonthDay.of(Month.JANUARY, 1), MonthDay.of(Month.DECEMBER, 25), MonthDay.of(Month.DECEMBER, 26));

    private final NavigableMap<LocalDate, String> days;

    private BankHolidays(NavigableMap<LocalDate, String> days) {
        this.days = days;
    }

    /** Reads the bundled file. */
    static BankHolidays bundled() {
        NavigableMap<LocalDate, String> days = new TreeMap<>();
        text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .forEach(parts -> days.put(LocalDate.parse(parts[0]), parts[1]));
        return new BankHolidays(days);
    }

    /** The same, but for the years of another list, which has all of theirs. */
    BankHolidays with(Map<LocalDate, String> newer) {
        Set<Integer> years = newer.keySet().stream().map(LocalDate::getYear).collect(Collectors.toSet());
        NavigableMap<LocalDate, String> all = new TreeMap<>(days);
        all.keySet().removeIf(day -> years.contains(day.getYear()));
        all.putAll(newer);
        return new BankHolidays(all);
    }

    boolean on(LocalDate day) {
        return days.containsKey(day) || weekendDayWithSubstitute(day);
    }

    /** The last day the file knows about. */
    LocalDate last() {
        return days.lastKey();
    }

    /** Every bank holiday with its name. */
    Map<LocalDate, String> days() {
        return Map.copyOf(days);
    }

    private static boolean weekendDayWithSubstitute(LocalDate day) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend && ALWAYS.contains(MonthDay.from(day));
    }

    private static String text() {
        try (InputStream file = BankHolidays.class.getResourceAsStream("/hours/" + FILE)) {
            if (file == null) {
                throw new IllegalStateException("The list of bank holidays is missing from this build: " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
