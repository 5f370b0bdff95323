package org.guildhall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leases, due times and what expires go by the database's clock: nodes need not agree on the time. */
class ClockTests {

    @Test
    void noNodesOwnClockIsAskedWhereMessagesTravel() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.guildhall.conversation..", "org.guildhall.channel..", "org.guildhall.privacy..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("a node whose clock is wrong must neither take nor keep what is another's")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.guildhall"));
    }

    /** These tell the same clock's time, but as of the statement and not of the transaction, or without a zone. */
    @Test
    void noSqlTakesATimeWithoutAZone() {
        List<String> wrong = Seeds.files("src/main/java/org/guildhall", ".java").stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(String::lines)
                .filter(line -> line.matches(".*\\b(localtimestamp|current_date|timestamp without time zone)\\b.*"))
                .toList();

        assertThat(wrong).isEmpty();
    }
}
