package org.guildhall;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Holds the code to the drawing in docs/architecture.md. */
class ArchitectureTests {

    private static final String SHARED_BY_METAS = "org.guildhall.channel.meta..";
    /** SQL that notifies: the function anywhere, the statement where one begins. */
    private static final Pattern NOTIFIES =
            Pattern.compile("\\bpg_notify\\b|(?:^|\\x22) *(?:notify|NOTIFY)\\s+\\w", Pattern.MULTILINE);

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.guildhall");

    @Test
    void everyRoomUsesOnlyTheRoomsItsPackageNames() {
        ApplicationModules.of(Guildhall.class).verify();
    }

    @Test
    void noRoomReachesItselfThroughAnother() {
        slices().matching("org.guildhall.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void noMessengerSeesAnother() {
        slices().matching("org.guildhall.channel.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage(SHARED_BY_METAS))
                .because("a new messenger is one package that touches no other")
                .check(HOUSE);
    }

    @Test
    void whatMetasMessengersShareSeesNoneOfThem() {
        hold(noClasses()
                .that()
                .resideInAPackage(SHARED_BY_METAS)
                .should()
                .dependOnClassesThat(resideInAPackage("org.guildhall.channel.*..")
                        .and(DescribedPredicate.not(resideInAPackage(SHARED_BY_METAS))))
                .because("it is no messenger, but what three of them stand on (decision 19)"));
    }

    @Test
    void onlyMetasMessengersStandOnWhatTheyShare() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages(
                        SHARED_BY_METAS,
                        "org.guildhall.channel.whatsapp..",
                        "org.guildhall.channel.messenger..",
                        "org.guildhall.channel.instagram..")
                .should()
                .dependOnClassesThat(resideInAPackage(SHARED_BY_METAS))
                .because("what another company's messenger needs as well belongs to the channel room itself"));
    }

    @Test
    void onlyTheDoorAndTheCourierSeeMessengersThroughTheirInterface() {
        hold(noClasses()
                .that()
                .resideInAPackage("org.guildhall.channel")
                .should()
                .dependOnClassesThat(resideInAPackage("org.guildhall.channel.*.."))
                .because("adding a messenger must touch no existing file"));
    }

    @Test
    void jackson2StaysWithTelegram() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("org.guildhall.channel.telegram..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.databind..")
                .because("Spring Boot 4 speaks Jackson 3; only telegrambots still needs 2"));
    }

    @Test
    void lucenesStaysInKnowledge() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("org.guildhall.knowledge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene..")
                .because("everybody else asks Answers"));
    }

    @Test
    void everyPackageSaysWhatItIsForAndThatNothingIsNull() {
        hold(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    @Test
    void noNameHidesAMissingOne() {
        hold(noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Service|Dto|Base)")
                .because("such a name says nothing about what the class is for"));
    }

    @Test
    void nobodyBlocksAReactiveStreamInMainCode() {
        hold(noClasses()
                .should()
                .callMethod(reactor.core.publisher.Mono.class, "block")
                .orShould()
                .callMethod(reactor.core.publisher.Mono.class, "block", java.time.Duration.class)
                .because("an event loop must never wait"));
    }

    @Test
    void noNodesOwnClockIsAskedWhereMessagesTravel() {
        hold(noClasses()
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
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .because("leases and due times go by the database's clock: a node whose own is wrong must neither take"
                        + " nor keep what is another's"));
    }

    /** NOTIFY makes commits queue up behind one lock, so nobody may ask for it but who counts how often. */
    @Test
    void onlyTheRelayNotifiesTheDatabase() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            assertThat(files.filter(file -> file.toString().matches(".*[.](java|sql)"))
                            .filter(file -> NOTIFIES.matcher(text(file)).find())
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("SignalRelay.java");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hold(ArchRule rule) {
        rule.check(HOUSE);
    }
}
