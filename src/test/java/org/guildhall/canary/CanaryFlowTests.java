package org.guildhall.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guildhall.OpenHouse;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything citizens and staff do, with canaries in every field: none gets into a log, a metric or an error's body. */
class CanaryFlowTests extends OpenHouse {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final BotApi API = BotApi.start(0);
    private static final String TOKEN = "42:" + Canary.secret("bot-token-ABCDEFGHIJKLMNOP");
    private static final String SECRET = Canary.secret("webhook");
    private static final String PASSWORD = Canary.secret("admin-password");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    private JdbcClient sql;

    @Value("${local.management.port}")
    private int managementPort;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestDatabase.properties(registry);
        registry.add("guildhall.channels.telegram.token", () -> TOKEN);
        registry.add("guildhall.channels.telegram.secret", () -> SECRET);
        registry.add("guildhall.channels.telegram.mode", () -> "webhook");
        registry.add("guildhall.channels.telegram.api-url", API::url);
        registry.add("guildhall.desk.admin-password", () -> PASSWORD);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void nothingOfACitizensAndNoSecretGetsIntoLogsMetricsOrErrors() {
        long lines = Net.lines();
        telegramTalks(1);
        telegramTalks(2);
        telegramTalks(3);
        String chat = webChatTalks();
        staffAnswer();
        refusals(chat);
        await().atMost(SOON)
                .until(() -> count("select count(*) from outbox where state in ('pending', 'sending')") == 0);

        assertThat(count("select count(*) from messages where text like '%" + Canary.MARK + "%'"))
                .as("canaries that flew through")
                .isGreaterThanOrEqualTo(5);
        assertThat(Net.lines() - lines).as("lines that were looked at").isGreaterThan(1_000);
        String metrics = text(WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .responseTimeout(SOON)
                .build()
                .get()
                .uri("/actuator/prometheus"));
        assertThat(metrics).contains("guildhall_", "http_server_requests");
        assertThat(Canary.in(metrics)).as("in the metrics").isFalse();
        assertThat(Net.empty()).as("in the logs").isEmpty();
    }

    @Test
    void aRootAtTraceDoesNotLoosenWhatIsPinned() {
        LoggingSystem logging = LoggingSystem.get(CanaryFlowTests.class.getClassLoader());
        LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
        Map<String, ch.qos.logback.classic.Level> pins = Pins.ofTheApplication().all();
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
        try {
            assertThat(pins).isNotEmpty();
            pins.forEach((name, level) -> {
                assertThat(loggers.getLogger(name).getEffectiveLevel()).as(name).isEqualTo(level);
                assertThat(loggers.getLogger(name + ".Inner").getEffectiveLevel())
                        .as(name)
                        .isEqualTo(level);
            });
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        }
    }

    private void telegramTalks(int person) {
        TelegramCitizen ann = new TelegramCitizen(Canary.NUMBER + person, Canary.name("Ann"));
        deliver(ann.says(Canary.words("my bin was missed")).toString(), SECRET, 200);
        deliver(ann.says(Canary.words("i want to talk to a person")).toString(), SECRET, 200);
        deliver(with(ann, "contact", """
                {"phone_number":"%s","first_name":"%s"}""".formatted(Canary.phone(), Canary.name("Bo"))), SECRET, 200);
        deliver(with(ann, "photo", """
                [{"file_id":"%s","file_unique_id":"u","width":1,"height":1,"file_size":1}],"caption":"%s\"""".formatted(Canary.secret("file"), Canary.words("this bin"))), SECRET, 200);
        deliver(with(ann, "location", """
                {"latitude":51.5,"longitude":-0.1}"""), SECRET, 200);
        // Signed, and not readable: kept as it came.
        deliver("{\"update_id\":\"%s\",\"message\":\"%s\"}".formatted(Canary.MARK, Canary.words("x")), SECRET, 200);
        deliver(Canary.words("not even JSON"), SECRET, 200);
        deliver(ann.says(Canary.words("unsigned")).toString(), Canary.secret("wrong"), 401);
        await().atMost(SOON).until(() -> !API.messagesTo(Canary.NUMBER + person).isEmpty());
    }

    /** The chat's token. */
    private String webChatTalks() {
        JsonNode session = json(client().post().uri("/api/chat/sessions"), 201);
        String token = Canary.alsoWatched(session.get("token").stringValue());
        chat(token, Map.of("id", "1", "text", Canary.words("when is my bin day")), 202);
        chat(token, Map.of("id", "2", "text", Canary.words("a person please, call " + Canary.phone())), 202);
        chat(token, Map.of("id", "3", "choice", "article:" + Canary.MARK), 400);
        chat(token, Map.of("id", "4", "text", Canary.MARK.repeat(1_000)), 422);
        await().atMost(SOON).until(() -> count("select count(*) from conversations where turn_due is not null") == 0);
        return token;
    }

    private void staffAnswer() {
        WebTestClient admin = as("admin", PASSWORD);
        String username = "sam-" + Canary.MARK.toLowerCase(java.util.Locale.ROOT);
        String password = Canary.secret("staff-password");
        json(
                admin.post()
                        .uri("/api/desk/staff")
                        .bodyValue(Map.of(
                                "username", username,
                                "name", Canary.name("Sam"),
                                "roles", List.of("staff", "supervisor"),
                                "teams", List.of("waste", "front-desk"),
                                "password", password)),
                201);
        Canary.alsoWatched(json(admin.post().uri("/api/desk/staff/{name}/tokens", username), 201)
                .get("token")
                .stringValue());
        WebTestClient sam = as(username, password);
        sql.sql("select id from conversations where floor = 'queue'")
                .query(UUID.class)
                .list()
                .forEach(waiting -> {
                    json(sam.post().uri("/api/desk/conversations/{id}/claim", waiting), 200);
                    json(
                            sam.post()
                                    .uri("/api/desk/conversations/{id}/messages", waiting)
                                    .bodyValue(Map.of("text", Canary.words("I will look into it"))),
                            202);
                    json(
                            sam.post()
                                    .uri("/api/desk/conversations/{id}/notes", waiting)
                                    .bodyValue(Map.of("text", Canary.words("has called before"))),
                            201);
                    text(sam.get().uri("/api/desk/conversations/{id}", waiting));
                    json(
                            sam.post()
                                    .uri("/api/desk/conversations/{id}/close", waiting)
                                    .bodyValue(Map.of("outcome", "solved")),
                            200);
                });
        text(sam.get().uri("/api/desk/queue"));
        signIn(username, password);
    }

    /** Through the form, as a browser does, and then the desk's own pages. */
    private void signIn(String username, String password) {
        EntityExchangeResult<String> form =
                client().get().uri("/login").exchange().expectBody(String.class).returnResult();
        Matcher hidden = FORM_TOKEN.matcher(String.valueOf(form.getResponseBody()));
        assertThat(hidden.find()).isTrue();
        String cookies = cookies(form, "");
        EntityExchangeResult<String> in = client().post()
                .uri("/login")
                .header(HttpHeaders.COOKIE, cookies)
                .body(BodyInserters.fromFormData("_csrf", hidden.group(1))
                        .with("username", username)
                        .with("password", password))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        String session = cookies(in, cookies);
        String desk = client().get()
                .uri("/desk")
                .header(HttpHeaders.COOKIE, session)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(desk).contains("<html");
    }

    private static String cookies(EntityExchangeResult<String> answer, String before) {
        StringBuilder all = new StringBuilder(before);
        answer.getResponseCookies()
                .values()
                .forEach(values -> values.forEach(cookie -> {
                    if (cookie.getValue().length() >= 20) {
                        Canary.alsoWatched(cookie.getValue());
                    }
                    all.append(all.isEmpty() ? "" : "; ")
                            .append(cookie.getName())
                            .append('=')
                            .append(cookie.getValue());
                }));
        return all.toString();
    }

    /** What goes wrong says what to do, and nothing of what was sent. */
    private void refusals(String chat) {
        WebTestClient admin = as("admin", PASSWORD);
        refused(admin.post().uri("/api/desk/staff").bodyValue(Map.of("username", Canary.MARK, "role", Canary.MARK)));
        refused(admin.post().uri("/api/desk/staff").bodyValue(Map.of("username", List.of(Canary.MARK))));
        refused(admin.post()
                .uri("/api/desk/staff")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"username\":\"" + Canary.MARK));
        refused(as("admin", Canary.secret("wrong")).get().uri("/api/desk/queue"));
        refused(as(Canary.name("nobody"), PASSWORD).get().uri("/api/desk/queue"));
        refused(client().get()
                .uri("/api/desk/queue")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Canary.secret("b")));
        refused(client().get()
                .uri("/api/chat/events")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + Canary.secret("c")));
        refused(client().get()
                .uri("/api/chat/events?after=" + Canary.MARK)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + chat));
        refused(client().post()
                .uri("/api/chat/messages")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + chat)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"text\":" + Canary.MARK));
        refused(client().get().uri("/webhooks/nobody?token=" + Canary.secret("q")));
        // Pages show what was searched for; logs must not.
        text(client().get().uri("/?q=" + Canary.MARK));
        text(client().get().uri("/api/answers?q=" + Canary.MARK));
        client().get().uri("/help/" + Canary.MARK).exchange().expectStatus().isNotFound();
        client().get()
                .uri("/nowhere?name=" + Canary.MARK)
                .exchange()
                .expectStatus()
                .isNotFound();
        client().put()
                .uri("/api/answers?q=" + Canary.MARK)
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    private static void refused(WebTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<String> answer = request.exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody(String.class)
                .returnResult();
        assertThat(Canary.in(String.valueOf(answer.getResponseBody())))
                .as("in the body of %s", answer.getStatus())
                .isFalse();
    }

    private void deliver(String update, String secret, int status) {
        client().post()
                .uri("/webhooks/telegram")
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(update)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private static String with(TelegramCitizen citizen, String field, String value) {
        return citizen.says("").toString().replace("\"text\":\"\"", "\"" + field + "\":" + value);
    }

    private void chat(String token, Map<String, String> message, int status) {
        EntityExchangeResult<String> answer = client().post()
                .uri("/api/chat/messages")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .bodyValue(message)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult();
        assertThat(Canary.in(String.valueOf(answer.getResponseBody()))).isFalse();
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(server())
                .responseTimeout(SOON)
                .build();
    }

    private WebTestClient as(String username, String password) {
        return client().mutate()
                .defaultHeaders(headers -> headers.setBasicAuth(username, password))
                .build();
    }

    private static JsonNode json(WebTestClient.RequestHeadersSpec<?> request, int status) {
        String body = request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(body == null || body.isBlank() ? "{}" : body);
    }

    private static String text(WebTestClient.RequestHeadersSpec<?> request) {
        return Objects.requireNonNull(request.exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private int count(String query) {
        return sql.sql(query).query(Integer.class).single();
    }
}
