package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guildhall.MetricsPage;
import org.guildhall.OpenHouse;
import org.guildhall.canary.Canary;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * The page for whoever watches a node, against a node to which everything has happened that is counted: it polls, it has a
 * messenger whose segments cost, somebody was answered, somebody waits, somebody was refused and somebody was cut off.
 */
class MetricsFlowTests extends OpenHouse {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path PAGE = Path.of("docs/operations/metrics.md");

    /** In the first column: a whole name, or what follows the beginning that it shares with the one before. */
    private static final Pattern NAME = Pattern.compile("`(…?)([a-z_]+)[^`]*`");

    /** What a timer is called besides its name. */
    private static final Pattern OF_A_TIMER = Pattern.compile("(?<=_seconds)_(?:bucket|count|sum|max)$");

    private static final int MOST_CONNECTIONS = 32;
    private static final long ANN = 7201;
    private static final String TOKEN = "78:" + Canary.MARK + "-token_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SECRET = Canary.secret("metrics-webhook");
    private static final BotApi API = BotApi.start(0);

    @Autowired
    private MeterRegistry meters;

    @Value("${local.management.port}")
    private int managementPort;

    @DynamicPropertySource
    static void messengersAndLittleRoom(DynamicPropertyRegistry registry) {
        registry.add("guildhall.channels.telegram.token", () -> TOKEN);
        registry.add("guildhall.channels.telegram.secret", () -> SECRET);
        registry.add("guildhall.channels.telegram.mode", () -> "polling");
        registry.add("guildhall.channels.telegram.api-url", API::url);
        registry.add("guildhall.channels.twilio.account-sid", () -> "AC0123456789abcdef0123456789abcdef");
        registry.add("guildhall.channels.twilio.auth-token", () -> Canary.secret("metrics-twilio"));
        registry.add("guildhall.channels.twilio.from", () -> "+441632960000");
        registry.add("guildhall.channels.twilio.api-url", API::url);
        registry.add("guildhall.admission.streams", () -> 1);
        registry.add("guildhall.admission.connections-per-address", () -> MOST_CONNECTIONS);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void everyMetricOnThePageIsShownAndEveryOneThatIsShownIsOnThePage() throws IOException {
        Set<String> documented = documented();
        assertThat(documented)
                .hasSizeGreaterThan(15)
                .contains(
                        "guildhall_deliveries_backlog",
                        "guildhall_admission_waiting",
                        "hikaricp_connections_timeout_total");

        somebodyIsAnsweredAndThenWaitsForAPerson();
        somebodyIsToldToComeAgain();
        somebodyIsCutOff();

        await().ignoreExceptions()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(shown()).containsAll(documented));
        assertThat(shown())
                .filteredOn(name -> name.startsWith("guildhall_"))
                .isNotEmpty()
                .isSubsetOf(documented);
    }

    private void somebodyIsAnsweredAndThenWaitsForAPerson() {
        TelegramCitizen ann = new TelegramCitizen(ANN, Canary.name("Ann"));
        deliver(ann.says("my bin was missed"));
        await().atMost(SOON).until(() -> !API.messagesTo(ANN).isEmpty());
        deliver(ann.says("i want to talk to a person"));
    }

    /** There is room for one stream. */
    private void somebodyIsToldToComeAgain() {
        String token = chat();
        Disposable streams = stream(token).mergeWith(stream(token)).subscribe(event -> {}, refused -> {});
        try {
            awaitCount("guildhall.admission.refused");
        } finally {
            streams.dispose();
        }
    }

    private void somebodyIsCutOff() throws IOException {
        int port = URI.create(server()).getPort();
        List<Socket> sockets = new ArrayList<>();
        try {
            while (sockets.size() <= MOST_CONNECTIONS) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            awaitCount("guildhall.connections.cut");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void awaitCount(String counter) {
        await().atMost(SOON).until(() -> meters.find(counter).counter() != null);
    }

    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                names.addAll(names(line.split("\\|", -1)[1]));
            }
        }
        return names;
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(cell);
        while (name.find()) {
            boolean whole = name.group(1).isEmpty();
            names.add(whole ? name.group(2) : beginning(names.getLast()) + name.group(2));
        }
        return names;
    }

    private static String beginning(String name) {
        return name.substring(0, name.lastIndexOf('_'));
    }

    private Set<String> shown() {
        String page = client("http://localhost:" + managementPort)
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return MetricsPage.of(Objects.requireNonNull(page)).names().stream()
                .map(name -> OF_A_TIMER.matcher(name).replaceFirst(""))
                .collect(Collectors.toSet());
    }

    private void deliver(JsonNode update) {
        client(server())
                .post()
                .uri("/webhooks/telegram")
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Telegram-Bot-Api-Secret-Token", SECRET)
                .bodyValue(update.toString())
                .exchange()
                .expectStatus()
                .isOk();
    }

    private String chat() {
        JsonNode session = client(server())
                .post()
                .uri("/api/chat/sessions")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(session).get("token").stringValue();
    }

    private Flux<String> stream(String token) {
        return WebClient.create(server())
                .get()
                .uri("/api/chat/events")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .retrieve()
                .bodyToFlux(String.class);
    }

    private static WebTestClient client(String server) {
        return WebTestClient.bindToServer()
                .baseUrl(server)
                .responseTimeout(SOON)
                .build();
    }
}
