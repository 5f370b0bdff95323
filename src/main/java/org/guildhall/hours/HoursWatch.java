package org.guildhall.hours;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.guildhall.platform.Database;
import org.guildhall.platform.Signals;
import org.guildhall.platform.Worker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows what is set on any node, and the list of bank holidays beside this one. */
@Configuration(proxyBeanMethods = false)
class HoursWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HoursWatch.class);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final int DAYS_OF_WARNING = 90;

    private final Database database;
    private final HoursBook book;
    private final BankHolidayFile file;
    private final Calendars calendars;
    private final Clock clock;
    private HoursBook.@Nullable Stored seen;
    private @Nullable BankHolidays known;

    HoursWatch(
            Database database, HoursBook book, BankHolidayFile file, Calendars calendars, ObjectProvider<Clock> clock) {
        this.database = database;
        this.book = book;
        this.file = file;
        this.calendars = calendars;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** Looks once before anybody can ask. */
    @Bean
    Worker hoursWorker(Signals signals) {
        look();
        return new Worker("hours", SWEEP, this::look, signals, Calendars.SIGNAL);
    }

    private synchronized void look() {
        BankHolidays bankHolidays = file.look();
        HoursBook.Stored stored = database.inTransaction(book::stored);
        if (!bankHolidays.equals(known)) {
            warnWhenTheyRunOut(bankHolidays);
        } else if (stored.equals(seen)) {
            return;
        }
        calendars.follow(stored, bankHolidays);
        seen = stored;
        known = bankHolidays;
    }

    private void warnWhenTheyRunOut(BankHolidays bankHolidays) {
        if (LocalDate.now(clock).plusDays(DAYS_OF_WARNING).isAfter(bankHolidays.last())) {
            LOG.warn(
                    "No bank holidays are known after {}: get https://www.gov.uk/bank-holidays.json into the data folder,"
                            + " bring this server up to date, or list them under {}",
                    bankHolidays.last(),
                    Closures.PROPERTY);
        }
    }
}
