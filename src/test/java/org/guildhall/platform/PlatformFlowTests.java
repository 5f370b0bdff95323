package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole application, for what every room relies on. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "spring.test.webtestclient.timeout=30s"})
@AutoConfigureWebTestClient
class PlatformFlowTests {

    /** Who may see what is the desk's business; here a path that is nobody's is open. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NobodysPath {

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/api/no-such-thing"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }

    @Autowired
    private WebTestClient client;

    @Autowired
    private Database database;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
    }

    @Test
    void isAliveAndReadyOnTheMainPort() {
        client.get().uri("/livez").exchange().expectStatus().isOk();
        // Ready includes having read the articles, which goes on after the start.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        client.get().uri("/readyz").exchange().expectStatus().isOk());
    }

    @Test
    void hasTheSchemaBeforeAnybodyAsks() {
        long publications = database.inTransaction(sql ->
                sql.sql("select count(*) from publications").query(Long.class).single());

        assertThat(publications).isNotNegative();
    }

    @Test
    void answersProgramsWithProblemDetails() {
        client.get()
                .uri("/api/no-such-thing?q=words")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.requestId")
                .isNotEmpty();
    }

    @Test
    void refusesHeadersWithoutEnd() {
        client.get()
                .uri("/livez")
                .header("X-Long", "x".repeat(20_000))
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }
}
