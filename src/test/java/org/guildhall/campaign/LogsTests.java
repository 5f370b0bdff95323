package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked for is found wherever it stands, and ordinary lines are left in peace. */
class LogsTests {

    private static final List<String> WORDS = List.of(
            "My bin wasn't emptied today",
            "Where is \"the tip\"?",
            "bins",
            "Who can I ask to say \"hello there\" to me");

    private static final String LINE = """
            {"@timestamp":"2026-11-25T19:22:40.123Z","log":{"level":"INFO","logger":"a.B"},"message":"%s"}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello Citizen 5000012 | a citizen's name",
                "they said MY BIN WASN'T EMPTIED TODAY (7) | a citizen's words",
                "to sendMessage of 42:token-for-the-campaign | the bot's token",
                "with a-secret-for-the-campaign | the webhook's secret",
                "signed in by a-password-for-the-campaign | a password",
                "Exception in thread turn-0 | an exception that nobody caught",
                "java.lang.OutOfMemoryError: Java heap space | out of memory"
            })
    void whatMayNotBeInALogIsFoundAndNotRepeated(String said, String what) throws IOException {
        log("nodes/app.log", LINE.formatted("fine"), LINE.formatted(said), LINE.formatted(said));

        assertThat(misses()).containsExactly("in the logs: " + what + " (2 lines, first nodes/app.log line 2)");
    }

    @Test
    void ordinaryLinesAreLeftInPeace() throws IOException {
        log(
                "app.log",
                "WARNING: A restricted method in java.lang.System has been called\n",
                LINE.formatted("Published bins-in-flats for a citizen"),
                LINE.formatted("Where is the tip"),
                LINE.formatted("Turn of conversation 0198c3 failed at attempt 1: java.lang.IllegalStateException"));
        log("postgres.log", "2026-11-25 LOG:  database system is ready to accept connections\n");

        assertThat(misses()).isEmpty();
    }

    @Test
    void wordsThatJsonWritesDifferentlyAreFoundByTheirBeginning() throws IOException {
        log("app.log", LINE.formatted("asked: who can i ask to say \\\"hello there\\\" to me"));

        assertThat(misses()).hasSize(1).first().asString().contains("a citizen's words");
    }

    @Test
    void aLineThatIsNoJsonIsFoundUnlessItsNodeWasKilledInTheMiddle() throws IOException {
        log(
                "app.log",
                LINE.formatted("fine").substring(0, 60) + LINE.formatted("the next life"),
                "java.lang.IllegalStateException: oh\n",
                "\tat org.guildhall.Somewhere.here(Somewhere.java:1)\n",
                LINE.formatted("fine").substring(0, 40));
        log("postgres.log", "no JSON at all\n");

        assertThat(misses()).containsExactly("in the logs: a line that is no JSON (2 lines, first app.log line 2)");
    }

    @Test
    void wordsAcrossThePiecesOfAnEndlessLineAreFound() throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("app.log"))) {
            file.write("{\"@timestamp\":\"");
            file.write("x".repeat(1024 * 1024 - 25));
            file.write("my bin wasn't emptied today");
            file.write("x".repeat(2 * 1024 * 1024));
            file.write("\"}\n");
        }

        assertThat(misses()).containsExactly("in the logs: a citizen's words (1 lines, first app.log line 1)");
    }

    private List<String> misses() throws IOException {
        return Logs.below(folder, WORDS).judged(new Result()).misses();
    }

    private void log(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, String.join("", lines));
    }
}
