package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.guildhall.LocalPort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.FileSystemUtils;

/** A node whose PostgreSQL goes away gets no requests until it is back, and is not taken for dead meanwhile. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.test.webtestclient.timeout=30s",
            "guildhall.data=target/readiness",
            "guildhall.knowledge-base=src/test/resources/sample-articles"
        })
@AutoConfigureWebTestClient
// Its server goes away with it.
@DirtiesContext
@Timeout(180)
class ReadinessFlowTests {

    /** A restart of PostgreSQL, and the pool's finding it, on a machine that has others to serve as well. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Path FOLDER = folder();
    private static final OwnPostgres POSTGRES = postgres();

    @Autowired
    private WebTestClient client;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("guildhall.database.url", POSTGRES::url);
        registry.add("guildhall.database.username", () -> "guildhall");
        registry.add("guildhall.database.password", POSTGRES::password);
    }

    @AfterAll
    static void stop() throws IOException {
        POSTGRES.stop();
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @Test
    void isNotReadyWhileTheDatabaseIsGoneAndReadyAgainByItself() throws IOException {
        await().atMost(SOON).until(() -> status("/readyz") == 200);

        POSTGRES.stop();
        await().atMost(SOON).until(() -> status("/readyz") == 503);
        assertThat(status("/livez")).isEqualTo(200);
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> status("/readyz") == 503);
        assertThat(status("/livez")).isEqualTo(200);

        assertThat(POSTGRES.start()).isTrue();
        await().atMost(SOON).until(() -> status("/readyz") == 200);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("guildhall-readiness-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OwnPostgres postgres() {
        try {
            EmbeddedDatabase.open(new DataFolder(FOLDER)).close();
            OwnPostgres server = OwnPostgres.in(FOLDER, LocalPort.free().number());
            assertThat(server.start()).isTrue();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
