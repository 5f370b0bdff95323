package org.guildhall.hours;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * When people are there, beside what {@code guildhall.council} says of it.
 *
 * @param bankHolidays a list of bank holidays as at {@code https://www.gov.uk/bank-holidays.json}, which wins over the one
 *     that comes with the program for the years it has; null for {@code bank-holidays.json} in the data folder, which need
 *     not be there
 */
@ConfigurationProperties("guildhall.hours")
record HoursProperties(@Nullable Path bankHolidays) {}
