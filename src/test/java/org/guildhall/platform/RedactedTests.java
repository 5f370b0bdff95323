package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.guildhall.canary.Canary;
import org.junit.jupiter.api.Test;

class RedactedTests {

    @Test
    void showsKindsFramesAndCausesAndNobodysWords() {
        Throwable failure = new IllegalStateException(
                Canary.words("my bin"), new IllegalArgumentException(Canary.name("Ann"), new StackOverflowError()));
        failure.addSuppressed(new IllegalStateException(Canary.words("and this")));

        assertThat(printed(Redacted.of(failure)))
                .startsWith("java.lang.IllegalStateException\n")
                .contains("at org.guildhall.platform.RedactedTests.showsKindsFramesAndCausesAndNobodysWords")
                .contains("Caused by: java.lang.IllegalArgumentException\n")
                .contains("Caused by: java.lang.StackOverflowError\n")
                .doesNotContain(Canary.MARK);
        assertThat(Redacted.kind(failure)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void saysThePostgresqlCodeBecauseThatIsNobodysWords() {
        Throwable failure = new IllegalStateException(
                "outer", new SQLException("terminating connection due to administrator command", "57P01"));

        assertThat(printed(Redacted.of(failure))).contains("Caused by: java.sql.SQLException (SQLSTATE 57P01)\n");
        assertThat(Redacted.kind(failure)).isEqualTo("java.lang.IllegalStateException (SQLSTATE 57P01)");
        assertThat(Redacted.kind(new SQLException("x", Canary.MARK))).isEqualTo("java.sql.SQLException");
    }

    @Test
    void endsWhereCausesGoRoundInACircle() {
        IllegalStateException first = new IllegalStateException();
        first.initCause(new IllegalStateException(first));

        assertThat(printed(Redacted.of(first))).contains("Caused by: ");
        assertThat(Redacted.kind(first)).isEqualTo("java.lang.IllegalStateException");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
