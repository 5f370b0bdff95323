package org.guildhall.platform;

import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose service this is, as citizens see it. Defaults to the made-up sample council.
 *
 * @param name as citizens say it
 * @param website the council's own site
 * @param phone the switchboard, as people dial it
 * @param emergencyPhone out-of-hours number for what cannot wait but is not 999
 * @param privacyNotice address of the privacy notice
 * @param timeZone whose clock the opening hours are in
 * @param openingHours lines such as {@code Mon-Fri 09:00-17:00}; none means never open
 */
@ConfigurationProperties("guildhall.council")
public record Council(
        @DefaultValue("Marlbridge Council") String name,
        @DefaultValue("https://www.marlbridge.example") String website,
        @DefaultValue("01632 960 123") String phone,
        @DefaultValue("01632 960 999") String emergencyPhone,

        @DefaultValue("https://www.marlbridge.example/privacy")
        String privacyNotice,

        @DefaultValue("Europe/London") ZoneId timeZone,
        @DefaultValue("Mon-Fri 09:00-17:00") List<String> openingHours) {}
