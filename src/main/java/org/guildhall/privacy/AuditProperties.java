package org.guildhall.privacy;

import java.time.Duration;
import org.guildhall.platform.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit.
 *
 * @param kept how long a line is kept from when it is written, 90 days at least: a shorter time could hide a deed from whoever looks
 *     once a quarter
 */
@ConfigurationProperties("guildhall.audit")
public record AuditProperties(@DefaultValue("730d") Duration kept) {

    private static final Duration SHORTEST = Duration.ofDays(90);

    /** Refuses what the database would refuse with every line. */
    public AuditProperties {
        if (kept.compareTo(SHORTEST) < 0) {
            throw new StartRefused(
                    "guildhall.audit.kept is shorter than 90 days.", "Keep the lines of the audit for 90d or longer.");
        }
    }
}
