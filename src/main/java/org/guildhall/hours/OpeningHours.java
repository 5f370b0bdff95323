package org.guildhall.hours;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Council;
import org.guildhall.platform.Sentences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** When people are there, for programs and in a sentence for people. Safe for many threads. */
@Component
public final class OpeningHours {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningHours.class);

    /** A place closed for longer than this is as good as never open. */
    private static final int DAYS_TO_LOOK_AHEAD = 400;

    private static final int DAYS_OF_WARNING = 90;

    private final Week week;
    private final BankHolidays bankHolidays = BankHolidays.ofEngland();
    private final Closures closures;
    private final ZoneId zone;
    private final Clock clock;
    private final Sentences sentences = Sentences.in("messages/hours");
    private final Spoken spoken = new Spoken(sentences);

    @Autowired
    OpeningHours(Council council, Closures closures, ObjectProvider<Clock> clock) {
        this(council, closures, clock.getIfAvailable(Clock::systemUTC));
        warnWhenBankHolidaysRunOut();
    }

    /**
     * Opening hours by a given clock.
     *
     * @param closures days such as {@code 2026-12-24}, or spans such as {@code 2026-12-29 to 2026-12-31}
     * @throws IllegalArgumentException naming the property and what to write, when a line cannot be read
     */
    public OpeningHours(Council council, List<String> closures, Clock clock) {
        this(council, new Closures(closures), clock);
    }

    private OpeningHours(Council council, Closures closures, Clock clock) {
        this.week = WeekReader.read(council.openingHours());
        this.closures = closures;
        this.zone = council.timeZone();
        this.clock = clock;
    }

    /** Whether people are there now. */
    public boolean open() {
        // One look at the clock: a second look would be a moment later, and now would never be the next opening.
        ZonedDateTime now = now();
        return nextOpening(now).filter(now::isEqual).isPresent();
    }

    /** The first moment from now on at which people are there, by the council's clock; empty when there is none. */
    public Optional<ZonedDateTime> nextOpening() {
        return nextOpening(now());
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }

    private Optional<ZonedDateTime> nextOpening(ZonedDateTime now) {
        for (int days = 0; days <= DAYS_TO_LOOK_AHEAD; days++) {
            Optional<ZonedDateTime> found = openingOn(now.toLocalDate().plusDays(days), now);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The ordinary week: "We are open Monday to Friday, 9am to 5pm, but not on bank holidays." */
    public String sentence() {
        return week.neverOpen() ? sentences.say("never") : sentences.say("week", Map.of("week", spoken.week(week)));
    }

    /** When people are back: "We open again at 9am on Monday." */
    public String reopening() {
        ZonedDateTime now = now();
        return nextOpening(now)
                .map(next -> next.isEqual(now) ? sentences.say("open-now") : whyClosed(now) + opensAgain(now, next))
                .orElseGet(() -> sentences.say("never"));
    }

    private Optional<ZonedDateTime> openingOn(LocalDate day, ZonedDateTime now) {
        if (bankHolidays.on(day) || closures.on(day)) {
            return Optional.empty();
        }
        return week.on(day.getDayOfWeek()).stream()
                .filter(period -> period.closesOn(day, zone).isAfter(now))
                .map(period -> period.opensOn(day, zone))
                .map(opens -> opens.isAfter(now) ? opens : now)
                .findFirst();
    }

    private String whyClosed(ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        if (week.on(today.getDayOfWeek()).isEmpty()) {
            return "";
        }
        if (bankHolidays.on(today)) {
            return sentences.say("bank-holiday") + " ";
        }
        return closures.on(today) ? sentences.say("closed-today") + " " : "";
    }

    private String opensAgain(ZonedDateTime now, ZonedDateTime next) {
        String time = spoken.time(next.toLocalTime());
        LocalDate today = now.toLocalDate();
        if (next.toLocalDate().equals(today)) {
            return sentences.say("reopening-today", Map.of("time", time));
        }
        boolean thisWeek = next.toLocalDate().isBefore(today.plusDays(7));
        return sentences.say("reopening", Map.of("time", time, "day", spoken.day(next, thisWeek)));
    }

    private void warnWhenBankHolidaysRunOut() {
        if (LocalDate.now(clock).plusDays(DAYS_OF_WARNING).isAfter(bankHolidays.last())) {
            LOG.warn(
                    "No bank holidays are known after {}: bring this server up to date, or list them under {}",
                    bankHolidays.last(),
                    Closures.PROPERTY);
        }
    }
}
