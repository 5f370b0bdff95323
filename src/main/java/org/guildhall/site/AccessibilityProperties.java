package org.guildhall.site;

import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What only the council can say in its accessibility statement.
 *
 * @param email where problems are told, or empty when there is only the chat and the phone
 * @param answerDays working days until somebody who told of a problem hears from us, from 1
 * @param preparedOn when the council last went through the statement
 * @param testedOn when people with disabilities last tried the service, or null while they have not
 * @param testedBy who tried it with them, or empty
 * @param problems what is known not to work, a sentence each, besides what every installation has
 */
@Validated
@ConfigurationProperties("guildhall.accessibility")
record AccessibilityProperties(
        @DefaultValue("") String email,
        @DefaultValue("10") @Min(1) int answerDays,
        @DefaultValue("2026-11-30") LocalDate preparedOn,
        @Nullable LocalDate testedOn,
        @DefaultValue("") String testedBy,
        @DefaultValue({}) List<String> problems) {

    /** Keeps a copy. */
    AccessibilityProperties {
        problems = List.copyOf(problems);
    }
}
