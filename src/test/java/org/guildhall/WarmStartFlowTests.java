package org.guildhall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar as an operator starts it, with the folder that the build left beside it. */
@EnabledOnOs(OS.LINUX)
class WarmStartFlowTests {

    /** Far longer than it takes; a busy machine is not a fault. */
    private static final Duration READY = Duration.ofSeconds(60);
    /** Bytes: pipe(7). */
    private static final int PIPE = 65_536;

    @TempDir
    Path folder = Path.of("");

    @Test
    void theJarBecomesAProcessThatStartsFromTheCacheAndStopsLikeAnyOther() throws Exception {
        Path jar = Path.of("target/guildhall.jar").toAbsolutePath();
        assertThat(jar.resolveSibling("guildhall.warm/guildhall.aot"))
                .as("made by ./mvnw package, which runs script/warm-up")
                .isRegularFile();
        LocalPort port = LocalPort.free();
        // With AOTMode=on Java refuses to start when it cannot use the cache.
        Process process = launch(jar, port, Redirect.to(folder.resolve("log").toFile()), "-XX:AOTMode=on");
        try {
            Awaitility.await()
                    .atMost(READY)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || port.ready());
            assertThat(process.isAlive()).as(log()).isTrue();
            assertThat(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")))
                    .contains("-XX:AOTCache=", "guildhall.warm/guildhall.jar", "--server.port=" + port.number());
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whoeverReadsTheLogMayStandStill() throws Exception {
        LocalPort port = LocalPort.free();
        Process process = launch(
                Path.of("target/guildhall.jar").toAbsolutePath(),
                port,
                Redirect.PIPE,
                "-Dlogging.level.org.springframework=TRACE");
        try {
            Awaitility.await()
                    .atMost(READY)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || port.ready());
            for (int i = 0; i < 100; i++) {
                assertThat(port.ready()).as("look %d", i).isTrue();
            }
            assertThat(process.getInputStream().available())
                    .as("more than a pipe holds was said")
                    .isGreaterThan(PIPE / 2);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process launch(Path jar, LocalPort port, Redirect log, String option) throws IOException {
        TestDatabase database = TestDatabase.migrated();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-jar",
                jar.toString(),
                "--server.port=" + port.number(),
                "--management.server.port=-1",
                "--guildhall.data=" + folder.resolve("data"),
                "--guildhall.desk.admin-password=a-password-for-this-test",
                "--guildhall.database.url=" + database.url(),
                "--guildhall.database.username=" + database.username(),
                "--guildhall.database.password=" + database.password(),
                "--guildhall.database.durability=managed");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
