package org.guildhall.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.guildhall.platform.Council;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class OpeningHoursBindingTests {

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(SundayAfternoon.class);

    @Test
    void usesTheClockOfTheApplication() {
        context.run(started -> assertThat(started.getBean(OpeningHours.class).reopening())
                .isEqualTo("We open again at 9am on Monday."));
    }

    @Test
    void readsSeveralPeriodsFromOneLineOfTheEnvironment() {
        context.withPropertyValues("guildhall.council.opening-hours=Mon-Fri 09:00-12:00, 13:00-17:00, Sat 10:00-12:00")
                .run(started -> assertThat(started.getBean(OpeningHours.class).sentence())
                        .isEqualTo("We are open Monday to Friday, 9am to midday and 1pm to 5pm, and Saturday, 10am to"
                                + " midday, but not on bank holidays."));
    }

    @Test
    void readsClosures() {
        context.withPropertyValues("guildhall.council.closures=2026-11-23,2026-11-24")
                .run(started -> assertThat(started.getBean(OpeningHours.class).reopening())
                        .isEqualTo("We open again at 9am on Wednesday."));
    }

    @Test
    void refusesToStartWithAClosureItCannotRead() {
        context.withPropertyValues("guildhall.council.closures=Christmas Eve")
                .run(started -> assertThat(started.getStartupFailure())
                        .rootCause()
                        .hasMessage(
                                "guildhall.council.closures: cannot read \"Christmas Eve\". Write a day such as 2026-12-24,"
                                        + " or a span such as 2026-12-29 to 2026-12-31."));
    }

    @Configuration
    @EnableConfigurationProperties({Council.class, Closures.class})
    @Import({OpeningHours.class, Calendars.class})
    static class SundayAfternoon {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-22T14:00:00Z"), ZoneOffset.UTC);
        }
    }
}
