package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.guildhall.Guildhall;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** An application of its own, because it ends. */
@Timeout(120)
class StreamEndFlowTests {

    private final TestDatabase database = TestDatabase.migrated();

    @Test
    void aPageIsToldWhenToComeAgainBeforeItsStreamEndsWithTheNode() throws Exception {
        ConfigurableApplicationContext node = node();
        try (HttpClient http = HttpClient.newHttpClient();
                BufferedReader stream = stream(http, server(node))) {
            String line = stream.readLine();
            while (!Objects.requireNonNull(line, "the stream has ended").startsWith("data:")) {
                line = stream.readLine();
            }

            Thread ending = Thread.ofVirtual().start(node::close);
            // Would throw if the connection broke off instead of ending.
            List<String> last = stream.lines().toList();

            assertThat(last).anySatisfy(hint -> assertThat(hint).matches("retry: ?[123][0-9]{3}"));
            assertThat(ending.join(Duration.ofSeconds(30))).isTrue();
        } finally {
            node.close();
        }
    }

    private ConfigurableApplicationContext node() {
        return new SpringApplicationBuilder(Guildhall.class)
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--guildhall.public-url=http://localhost:8080",
                        "--guildhall.data=target/stream-end",
                        "--guildhall.knowledge-base=src/test/resources/sample-articles",
                        "--guildhall.database.url=" + database.url(),
                        "--guildhall.database.username=" + database.username(),
                        "--guildhall.database.password=" + database.password(),
                        "--guildhall.database.durability=managed");
    }

    private static String server(ConfigurableApplicationContext node) {
        return "http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static BufferedReader stream(HttpClient http, String server) throws Exception {
        HttpRequest arrival = HttpRequest.newBuilder(URI.create(server + "/api/chat/sessions"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String token = JsonMapper.shared()
                .readTree(
                        http.send(arrival, HttpResponse.BodyHandlers.ofString()).body())
                .get("token")
                .stringValue();
        HttpRequest events = HttpRequest.newBuilder(URI.create(server + "/api/chat/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        return new BufferedReader(new InputStreamReader(
                http.send(events, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }
}
