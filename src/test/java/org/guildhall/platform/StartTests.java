package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What whoever starts the server gets to read when it cannot start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({DatabaseProperties.class, DataFolder.class})
    @Import({DatabaseConfiguration.class, Signals.class})
    static class DatabaseOnly {}

    @TempDir
    Path folder;

    @Test
    void succeedsWithADatabaseThatIsGiven() {
        TestDatabase database = TestDatabase.empty();

        try (ConfigurableApplicationContext application = start(
                "guildhall.database.url=" + database.url(),
                "guildhall.database.username=" + database.username(),
                "guildhall.database.password=x",
                "guildhall.database.durability=managed")) {
            assertThat(application.getBean(DatabaseServer.class).shared()).isTrue();
            assertThat(folder.resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void endsWithTwoSentencesWhenNoDatabaseAnswers(CapturedOutput output) throws IOException {
        int nobody = freePort();

        assertThatException()
                .isThrownBy(() -> start(
                        "guildhall.database.url=jdbc:postgresql://localhost:" + nobody + "/hall?password=hidden"));

        assertThat(explanation(output))
                .contains("No PostgreSQL lets us in at jdbc:postgresql://localhost:" + nobody + "/hall:")
                .contains("look at guildhall.database.url")
                .doesNotContain("hidden", "\tat ");
    }

    @Test
    void endsWithTwoSentencesWhenTheDatabaseCouldForget(CapturedOutput output) {
        TestDatabase database = TestDatabase.empty();

        assertThatException()
                .isThrownBy(() -> start(
                        "guildhall.database.url=" + database.url(),
                        "guildhall.database.username=" + database.username(),
                        "guildhall.database.password=x"));

        assertThat(explanation(output))
                .contains("runs with fsync and full_page_writes and synchronous_commit off")
                .contains("guildhall.database.durability=managed")
                .doesNotContain("\tat ");
    }

    @Test
    void endsWithTwoSentencesWhenTheUrlIsOfAnotherKind(CapturedOutput output) {
        assertThatException().isThrownBy(() -> start("guildhall.database.url=postgres://me:hidden@db/hall"));

        assertThat(explanation(output))
                .contains("does not start with jdbc:postgresql://")
                .doesNotContain("hidden", "\tat ");
    }

    @Test
    void endsWithTwoSentencesWhenTheFolderIsTaken(CapturedOutput output) {
        try (FolderLock taken = FolderLock.take(new DataFolder(folder).path())) {
            assertThat(taken).isNotNull();
            assertThatException().isThrownBy(() -> start());
        }

        assertThat(explanation(output))
                .contains("Another Guildhall is already running on the data folder")
                .contains("guildhall.data")
                .doesNotContain("\tat ");
    }

    @Test
    void namesThePortThatIsTaken() {
        FailureAnalysis analysis =
                Objects.requireNonNull(new PortInUseAnalyzer().analyze(new PortInUseException(8080)));

        assertThat(analysis.getDescription()).contains("port 8080");
        assertThat(analysis.getAction()).contains("--server.port");
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .properties("guildhall.data=" + folder)
                .properties(properties)
                .run();
    }

    private static String explanation(CapturedOutput output) {
        String all = output.getAll();
        int begin = all.indexOf("APPLICATION FAILED TO START");
        assertThat(begin).as(all).isPositive();
        return all.substring(begin);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
