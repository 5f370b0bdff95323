package org.guildhall.site;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much the public pages take from one address; an IPv6 network of 64 bits is one address.
 *
 * @param questionsPerMinute searches and calls of {@code /api/answers}, 0 for any number
 * @param opinionsPerHour answers to "Did this help?", 0 for any number
 * @param checksPerMinute texts and links checked at {@code /verify}, 0 for any number
 * @param mostAskedEvery how long the list of what is asked most stands before it is counted again
 */
@Validated
@ConfigurationProperties("guildhall.site")
record SiteProperties(
        @DefaultValue("120") @Min(0) int questionsPerMinute,
        @DefaultValue("30") @Min(0) int opinionsPerHour,
        @DefaultValue("30") @Min(0) int checksPerMinute,
        @DefaultValue("1m") Duration mostAskedEvery) {}
