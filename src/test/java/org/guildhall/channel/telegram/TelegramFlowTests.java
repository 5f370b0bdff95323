package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.WebhookClient;
import org.guildhall.conversation.DeadLetterOffice;
import org.guildhall.conversation.Replay;
import org.guildhall.conversation.StaffName;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.TelegramCitizen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application with Telegram switched on, a Bot API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class TelegramFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    /** Far below what the lock lasts, on a machine that has others to serve as well. */
    private static final long AT_ONCE_MILLIS = 1_000;

    private static final int PROBES = 160;
    private static final long MEDIAN_MILLIS = 50;
    /** One in so many may be unlucky: what other tests have started runs on the same processors. */
    private static final long P99_MILLIS = 250;

    private static final BotApi API = BotApi.start(0);
    private static TestDatabase database = TestDatabase.migrated();

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    private DeadLetterOffice office;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        registry.add("guildhall.channels.telegram.token", () -> Fixtures.TOKEN);
        registry.add("guildhall.channels.telegram.secret", () -> Fixtures.SECRET);
        registry.add("guildhall.channels.telegram.mode", () -> "webhook");
        registry.add("guildhall.channels.telegram.api-url", () -> API.url());
        registry.add("guildhall.public-url", () -> "https://help.council.example");
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void registersItsWebhook() {
        await().atMost(SOON).until(() -> !API.calls("setWebhook").isEmpty());

        BotApi.Call call = API.calls("setWebhook").getFirst();
        assertThat(call.text("url")).isEqualTo("https://help.council.example/webhooks/telegram");
        assertThat(call.text("secret_token")).isEqualTo(Fixtures.SECRET);
        assertThat(call.text("allowed_updates")).contains("message", "callback_query", "my_chat_member");
        assertThat(call.text("max_connections")).isEqualTo("40");
    }

    @Test
    void answersATextAndATappedButton() throws Exception {
        TelegramCitizen ann = new TelegramCitizen(6001, "Ann");

        HttpResponse<String> response = post(ann.says("hello"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        await().atMost(SOON).until(() -> API.messagesTo(6001).size() == 1);

        BotApi.Call answer = API.messagesTo(6001).getFirst();
        assertThat(answer.text("text")).isEqualTo("You said: hello");
        post(ann.taps(answer, answer.callbackData().getLast()));
        await().atMost(SOON).until(() -> API.messagesTo(6001).size() == 2);
        await().atMost(SOON).until(() -> !API.calls("answerCallbackQuery").isEmpty());
        assertThat(API.messagesTo(6001).getLast().text("text")).isEqualTo("You chose: again");
    }

    @Test
    void takesTheButtonsAwayWhenSomebodyTypesWhatTheyCouldHaveTapped() throws Exception {
        TelegramCitizen gus = new TelegramCitizen(6007, "Gus");
        post(gus.says("hello"));
        await().atMost(SOON)
                .until(() -> database.jdbc().sql("""
                                select exists (select from outbox o join conversations c on c.id = o.conversation
                                               join addresses a on a.id = c.address
                                               where a.person = '6007' and o.provider_id is not null)""").query(Boolean.class).single());

        post(gus.says("again"));
        await().atMost(SOON).until(() -> API.messagesTo(6007).size() == 2);
        assertThat(API.messagesTo(6007).getLast().text("text")).isEqualTo("You chose: again");
        await().atMost(SOON)
                .until(() -> API.calls("editMessageReplyMarkup").stream()
                        .anyMatch(call -> call.text("chat_id").equals("6007")));
    }

    @Test
    void whoBeganOnTheWebChatGoesOnHere() throws Exception {
        String token = chat("/api/chat/sessions", "", "{}").path("token").asString("");
        chat("/api/chat/messages", token, "{\"id\":\"1\",\"text\":\"my bin\"}");
        await().atMost(SOON)
                .until(() ->
                        chat("/api/chat/moves", token, "{\"to\":\"telegram\"}").hasNonNull("link"));
        JsonNode way = chat("/api/chat/moves", token, "{\"to\":\"telegram\"}");
        String link = way.path("link").asString("");
        assertThat(link).startsWith("https://t.me/rehearsal_bot?start=chat-");
        assertThat(way.path("qr").path("size").asInt(0)).isPositive();
        TelegramCitizen eve = new TelegramCitizen(6008, "Eve");

        post(eve.says("/start " + link.substring(link.indexOf('=') + 1)));
        await().atMost(SOON).until(() -> !API.messagesTo(6008).isEmpty());
        assertThat(API.messagesTo(6008).getFirst().text("text")).contains("go on here");
        post(eve.says("are you there?"));
        await().atMost(SOON).until(() -> API.messagesTo(6008).size() >= 2);

        assertThat(database.jdbc().sql("""
                                select count(distinct m.conversation) from messages m
                                where m.text in ('my bin', 'are you there?')""").query(Long.class).single()).isEqualTo(1);
    }

    private JsonNode chat(String path, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(SOON)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JsonMapper.shared()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Test
    void answersARedeliveredUpdateOnce() throws Exception {
        TelegramCitizen bo = new TelegramCitizen(6002, "Bo");
        JsonNode update = bo.says("only once");

        for (int i = 0; i < 5; i++) {
            assertThat(post(update).statusCode()).isEqualTo(200);
        }
        post(bo.says("and now this"));

        await().atMost(SOON).until(() -> API.messagesTo(6002).size() == 2);
        assertThat(API.messagesTo(6002))
                .extracting(call -> call.text("text"))
                .containsExactly("You said: only once", "You said: and now this");
    }

    @Test
    void turnsUnsignedCallsAwayWithoutATrace() throws Exception {
        byte[] body = Fixtures.body("text");
        String update = JsonMapper.shared().readTree(body).path("update_id").asString("");
        long before = stored(update);

        for (String secret : List.of("", "wrong", Fixtures.SECRET + " x")) {
            HttpResponse<String> response = post("telegram", body, secret);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.body()).doesNotContain("bin").doesNotContain("canary");
        }
        assertThat(stored(update)).isEqualTo(before);
    }

    @Test
    void knowsNoMessengerThatIsNotSwitchedOn() throws Exception {
        assertThat(post("pigeon", new byte[0], "x").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsASignedBodyItCannotRead() throws Exception {
        long before = rows("dead_letters");

        for (byte[] body : List.of("{\"update_id\":".getBytes(StandardCharsets.UTF_8), new byte[] {-1, -2, 0, 7})) {
            assertThat(post("telegram", body, Fixtures.SECRET).statusCode()).isEqualTo(200);
        }
        assertThat(rows("dead_letters")).isEqualTo(before + 2);
    }

    @Test
    void readsABodyAgainWhenStaffAskAndAnswersOnce() throws Exception {
        TelegramCitizen dee = new TelegramCitizen(6004, "Dee");
        byte[] body = dee.says("read me again").toString().getBytes(StandardCharsets.UTF_8);
        UUID letter = UUID.randomUUID();
        database.jdbc()
                .sql("""
                        insert into dead_letters (id, channel, account, body, reason)
                        values (:id, 'telegram', :account, :body, 'a mistake that is mended by now')""")
                .param("id", letter)
                .param(
                        "account",
                        Fixtures.properties(URI.create("http://localhost")).account())
                .param("body", body)
                .update();
        for (int press = 0; press < 2; press++) {
            assertThat(office.replay(new StaffName("sam", "Sam"), Set.of(), letter)
                            .block(SOON))
                    .isInstanceOf(Replay.Asked.class);
        }

        await().atMost(SOON).until(() -> API.messagesTo(6004).size() == 1);
        assertThat(post("telegram", body, Fixtures.SECRET).statusCode()).isEqualTo(200);
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> API.messagesTo(6004).size() == 1);
    }

    @Test
    void storesWhatNoDatabaseCanHold() throws Exception {
        assertThat(post("telegram", Fixtures.body("unstorable-characters"), Fixtures.SECRET)
                        .statusCode())
                .isEqualTo(200);

        await().atMost(SOON)
                .until(() -> API.messagesTo(5001).stream()
                        .anyMatch(call -> call.text("text").equals("You said: bins \uFFFD \uD83D\uDE00")));
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        HttpResponse<String> response = post("telegram", new byte[1024 * 1024 + 1], Fixtures.SECRET);

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void cutsABodyThatNeverEnds() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) SOON.toMillis());
            Thread endless = Thread.ofVirtual().start(() -> writeForEver(socket));
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
            assertThat(endless.join(SOON)).as("the connection is closed").isTrue();
        }
    }

    @Test
    void asksTelegramToComeAgainWhenTheDatabaseCannotTakeIt() throws Exception {
        TelegramCitizen cy = new TelegramCitizen(6003, "Cy");
        JsonNode update = cy.says("are you there?");
        database.jdbc().sql("alter table inbox_events rename to hidden").update();
        try {
            HttpResponse<String> response = post(update);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("5");
        } finally {
            database.jdbc().sql("alter table hidden rename to inbox_events").update();
        }

        assertThat(post(update).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> API.messagesTo(6003).size() == 1);
    }

    @Test
    void aLockedConversationKeepsNeitherOthersNorTheSignOfLifeWaiting() throws Exception {
        TelegramCitizen eve = new TelegramCitizen(6005, "Eve");
        TelegramCitizen fay = new TelegramCitizen(6006, "Fay");
        assertThat(post(eve.says("one")).statusCode()).isEqualTo(200);
        assertThat(post(fay.says("one")).statusCode()).isEqualTo(200);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> lock = threads.submit(() -> database.database().<Boolean>inTransaction(sql -> {
                sql.sql("""
                                select 1 from conversations
                                where address = (select id from addresses where person = '6005') for update""").query(Integer.class).single();
                locked.countDown();
                return passes(letGo);
            }));
            assertThat(locked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            List<Future<HttpResponse<String>>> stuck = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                JsonNode update = eve.says("more " + i);
                stuck.add(threads.submit(() -> post(update)));
            }
            await().atMost(SOON)
                    .until(() -> database.jdbc()
                            .sql("select exists (select 1 from pg_locks where not granted)")
                            .query(Boolean.class)
                            .single());

            long began = System.nanoTime();
            List<Long> alive = new ArrayList<>();
            await().pollInterval(Duration.ofMillis(20)).atMost(SOON).until(() -> {
                alive.add(tookMillis(() -> get("/livez"), 200));
                return alive.size() == PROBES;
            });
            alive.sort(null);
            assertThat(alive.get(PROBES / 2)).as("median").isLessThan(MEDIAN_MILLIS);
            assertThat(alive.get(PROBES * 99 / 100)).as("p99").isLessThan(P99_MILLIS);
            assertThat(tookMillis(() -> post(fay.says("two")).statusCode(), 200))
                    .isLessThan(AT_ONCE_MILLIS);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(3));
            assertThat(lock.isDone()).as("the lock was let go").isFalse();

            letGo.countDown();
            assertThat(lock.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            for (Future<HttpResponse<String>> each : stuck) {
                assertThat(each.get(SOON.toSeconds(), TimeUnit.SECONDS).statusCode())
                        .isIn(200, 503);
            }
        }
    }

    private static boolean passes(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long tookMillis(Callable<Integer> request, int status) throws Exception {
        long began = System.nanoTime();
        assertThat(request.call()).isEqualTo(status);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private int get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(SOON)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void writeForEver(Socket socket) {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        try {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                out.write(chunk.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException closed) {
            // What the test waits for.
        }
    }

    private HttpResponse<String> post(JsonNode update) throws Exception {
        return post("telegram", update.toString().getBytes(StandardCharsets.UTF_8), Fixtures.SECRET);
    }

    private HttpResponse<String> post(String channel, byte[] body, String secret) throws Exception {
        Map<String, String> headers = secret.isEmpty() ? Map.of() : Map.of(TelegramChannel.SECRET_HEADER, secret);
        return new WebhookClient(port, channel).post(body, headers);
    }

    private static long stored(String update) {
        return database.jdbc()
                .sql("select count(*) from inbox_events where event_id = :update")
                .param("update", update)
                .query(Long.class)
                .single();
    }

    private static long rows(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
