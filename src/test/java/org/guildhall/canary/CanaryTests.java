package org.guildhall.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The net catches what flies into it; otherwise nothing it says about the other tests would mean anything. */
class CanaryTests {

    private static final Logger LOG = LoggerFactory.getLogger("org.guildhall.somebody");

    @BeforeEach
    void nothingIsInIt() {
        assertThat(Net.empty()).isEmpty();
    }

    @Test
    void whatIsLoggedAtTheLowestLevelIsCaughtThoughNobodyPrintsIt() {
        assertThat(LOG.isTraceEnabled()).isTrue();
        LOG.trace("Ann said {}", Canary.words("my bin"));

        assertThat(Net.empty()).singleElement().asString().startsWith("TRACE org.guildhall.somebody: ");
    }

    @Test
    void numbersSecretsAndTheMessagesOfCausesAreCaught() {
        LOG.debug("{} called", Canary.phone());
        LOG.trace("signed with {}", Canary.secret("key").toUpperCase(java.util.Locale.ROOT));
        LoggerFactory.getLogger("org.springframework.jdbc.support.x")
                .trace("failed", new IllegalStateException("outer", new IllegalArgumentException(Canary.name("Ann"))));

        assertThat(Net.empty()).extracting(caught -> caught.substring(0, 5)).containsExactly("DEBUG", "TRACE", "TRACE");
    }

    @Test
    void whatStandsBesideALineIsCaught() {
        MDC.put("who", Canary.name("Ann"));
        LOG.trace("said something");
        MDC.remove("who");

        assertThat(Net.empty()).hasSize(1);
    }

    @Test
    void theDriversOwnLogIsListenedToDownToWhereItIsPinned() {
        LOG.isTraceEnabled();
        java.util.logging.Logger driver = java.util.logging.Logger.getLogger("org.postgresql.Driver");
        assertThat(driver.isLoggable(java.util.logging.Level.FINEST)).isTrue();
        driver.warning(Canary.words("bound"));
        driver.finest(Canary.words("bound"));

        assertThat(Net.empty()).singleElement().asString().startsWith("WARNING org.postgresql.Driver: ");
    }

    @Test
    void ordinaryLinesAreCountedAndPass() {
        long before = Net.lines();
        LOG.trace("a turn took 12 ms");

        assertThat(Net.lines()).isGreaterThan(before);
        assertThat(Net.empty()).isEqualTo(List.of());
    }
}
