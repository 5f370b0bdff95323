package org.guildhall.hours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.guildhall.platform.DataFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A newer list of bank holidays, as GOV.UK publishes it, that an operator has put beside the database. It is read again when
 * it changes; one that cannot be read is complained about once and changes nothing.
 */
@Component
final class BankHolidayFile {

    private static final Logger LOG = LoggerFactory.getLogger(BankHolidayFile.class);
    private static final String NAME = "bank-holidays.json";
    private static final String DIVISION = "england-and-wales";

    /** GOV.UK's has thirty thousand bytes. */
    private static final long LARGEST = 1_000_000;

    private final Path file;
    private BankHolidays known = BankHolidays.bundled();
    private @Nullable FileTime seen;

    @Autowired
    BankHolidayFile(HoursProperties properties, DataFolder folder) {
        this(properties.bankHolidays() == null ? folder.data().resolve(NAME) : properties.bankHolidays());
    }

    BankHolidayFile(Path file) {
        this.file = file;
    }

    /** The bank holidays as they are known now. Reads the file when it is another than the last time; may block. */
    synchronized BankHolidays look() {
        try {
            if (!Files.isRegularFile(file)) {
                forget();
                return known;
            }
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(seen)) {
                seen = changed;
                read();
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn(
                    "{} cannot be read as a list of bank holidays ({}), so nothing has changed. Get it from"
                            + " https://www.gov.uk/bank-holidays.json.",
                    file,
                    unreadable.getMessage());
        }
        return known;
    }

    private void forget() {
        if (seen != null) {
            seen = null;
            known = BankHolidays.bundled();
        }
    }

    private void read() throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("it is too large");
        }
        known = BankHolidays.bundled().with(parse(Files.readString(file)));
        LOG.info("Bank holidays are known until {}, by {}", known.last(), file);
    }

    /**
     * Reads such a list.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Map<LocalDate, String> parse(String json) {
        try {
            JsonNode events = JsonMapper.shared().readTree(json).path(DIVISION).path("events");
            Map<LocalDate, String> days = new TreeMap<>();
            for (JsonNode event : events) {
                days.put(LocalDate.parse(event.path("date").stringValue("")), name(event));
            }
            if (days.isEmpty()) {
                throw new IllegalArgumentException("it has no events under " + DIVISION);
            }
            return days;
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("it is no JSON", broken);
        } catch (DateTimeException noDate) {
            throw new IllegalArgumentException("an event has no date such as 2026-12-25", noDate);
        }
    }

    private static String name(JsonNode event) {
        String notes = event.path("notes").stringValue("");
        String title = event.path("title").stringValue("").replace('\u2019', '\'');
        return notes.isEmpty()
                ? title
                : title + " (" + notes.substring(0, 1).toLowerCase(Locale.ROOT) + notes.substring(1) + ")";
    }
}
