package org.guildhall.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.Posts;
import org.guildhall.platform.TestDatabase;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Caller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every messenger at once, and what others collected or documentation shows posted to the real door of each: without a signature,
 * with a wrong one, with a right one, and with that once more.
 */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class UnseenPayloadsFlowTests {

    private static final Path SAMPLES = Path.of("../shared/channels");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String TELEGRAM_SECRET = "secret-for-unseen-payloads";
    private static final Set<String> EVENTS = Set.of(
            "said", "edited", "deleted", "receipt", "caughtUp", "charged", "reacted", "blocked", "unblocked", "moved");

    /** Where the collected expectation is another implementation's, and ours differs on purpose: see the channels' own tests. */
    private static final Set<String> IGNORED_ON_PURPOSE = Set.of(
            "telegram/bottender_group_message.json",
            "telegram/schema_business_message.json",
            "telegram/schema_group_topic_mention.json",
            "telegram/schema_anonymous_admin.json");

    private static final BotApi TELEGRAM = BotApi.start(0);
    private static final OtherMessengers OTHERS = new OtherMessengers((chat, id, text) -> {});
    private static TestDatabase database = TestDatabase.migrated();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger transactions = new AtomicInteger();
    private final List<String> wrong = new ArrayList<>();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        // Nobody is called but the simulators; what others' messages name as files is not fetched.
        OTHERS.environment().forEach((name, value) -> {
            if (name.startsWith("GUILDHALL_CHANNELS_")) {
                registry.add(property(name), () -> value);
            }
        });
        registry.add("guildhall.public-url", () -> "http://localhost:8080");
        registry.add("guildhall.channels.telegram.token", () -> "42:for-unseen-payloads");
        registry.add("guildhall.channels.telegram.secret", () -> TELEGRAM_SECRET);
        registry.add("guildhall.channels.telegram.mode", () -> "webhook");
        registry.add("guildhall.channels.telegram.api-url", TELEGRAM::url);
        for (String channel : List.of("messenger", "instagram", "viber", "slack", "teams", "x", "twilio", "whatsapp")) {
            registry.add("guildhall.channels." + channel + ".media-hosts", () -> "files.example");
        }
    }

    /** {@code GUILDHALL_CHANNELS_SLACK_API_URL} as {@code guildhall.channels.slack.api-url}. */
    private static String property(String variable) {
        String[] words = variable.toLowerCase(Locale.ROOT).split("_", 4);
        return words[0] + "." + words[1] + "." + words[2] + "." + words[3].replace('_', '-');
    }

    @AfterAll
    static void stop() {
        TELEGRAM.close();
        OTHERS.close();
    }

    /** One body, as its messenger posts it. */
    private record Payload(String channel, String name, byte[] body) {}

    @Test
    void whatOthersCollectedIsTakenInOnceOrIgnored() throws Exception {
        assumeTrue(
                Files.exists(SAMPLES.resolve("index.tsv")),
                "No collected payloads beside the project, so only what documentation shows is posted");
        for (String line : Files.readAllLines(SAMPLES.resolve("index.tsv"))) {
            List<String> columns = List.of(line.split("\t", -1));
            String file = columns.getFirst();
            String channel = file.substring(0, Math.max(0, file.indexOf('/'))).replace("sms_", "");
            if (!channel.isEmpty() && !channel.equals("webchat")) {
                collected(new Payload(channel, file, ours(channel, Files.readString(SAMPLES.resolve(file)))), columns);
            }
        }
        assertThat(wrong).isEmpty();
        nobodyIsAnsweredMoreOftenThanTheyAsked();
    }

    private void collected(Payload payload, List<String> columns) throws Exception {
        long before = said();
        turnedAway(payload);
        taken(payload);
        long after = said();
        taken(payload);
        check(payload, said() == after, "stored again when it came again");
        List<String> kinds = each(columns.get(3), "\\+");
        if (kinds.contains("message")) {
            // Examples of the Matrix specification all have one id, and only the first of them is new.
            boolean kept = each(columns.get(6), "\\|\\|").stream().allMatch(sender -> knows(payload.channel(), sender))
                    || each(columns.get(8), "\\|\\|").stream().allMatch(event -> heard(payload.channel(), event));
            check(payload, IGNORED_ON_PURPOSE.contains(payload.name()) || kept, "not stored under its sender");
        } else if (!kinds.contains("action") && !kinds.contains("nontext")) {
            check(payload, after == before, "stored, and carries nothing to answer");
        }
    }

    @Test
    void whatDocumentationShowsIsTakenInOnceAsItIsMeant() throws Exception {
        for (String channel : channels()) {
            String folder = channel + "/documented";
            JsonNode expected =
                    JSON.readTree(Files.readAllBytes(Posts.folder(folder).resolve("expected.json")));
            for (String name : Posts.names(folder)) {
                Payload payload = new Payload(channel, name, Posts.body(folder, name));
                turnedAway(payload);
                taken(payload);
                long after = said();
                taken(payload);
                check(payload, said() == after, "stored again when it came again");
                expected.path(name).forEach(event -> meant(payload, event));
            }
        }
        assertThat(wrong).isEmpty();
        nobodyIsAnsweredMoreOftenThanTheyAsked();
    }

    private static List<String> channels() {
        List<String> channels = new ArrayList<>(List.of("telegram"));
        OTHERS.callers().stream().map(Caller::channel).distinct().forEach(channels::add);
        return channels;
    }

    /** The first field of what is expected says what kind of event it is, and which. */
    private void meant(Payload payload, JsonNode event) {
        String kind = event.propertyNames().iterator().next();
        if (!EVENTS.contains(kind)) {
            return;
        }
        String id = event.path(kind).stringValue("");
        check(
                payload,
                exists("select 1 from inbox_events where channel = ? and event_id = ?", payload.channel(), id),
                "its event " + id + " was not taken in");
        if (kind.equals("said")
                && event.path("content").path("type").asString("").equals("text")) {
            check(
                    payload,
                    exists(
                            "select 1 from messages where event_id = ? and text = ?",
                            id,
                            event.path("content").path("text").stringValue("")),
                    "its words are not those of " + id);
        }
    }

    private void turnedAway(Payload payload) throws Exception {
        Map<String, String> proof = proof(payload);
        Map<String, String> without = new HashMap<>();
        Map<String, String> another = new HashMap<>();
        proof.forEach((header, value) -> {
            boolean beside = header.equals("Content-Type") || header.endsWith("Timestamp");
            if (beside) {
                without.put(header, value);
            }
            another.put(header, beside ? value : value.substring(0, value.length() - 4) + "AAAA");
        });
        check(payload, post(payload, without) == 401, "taken without a signature");
        check(payload, post(payload, another) == 401, "taken with a wrong signature");
    }

    private void taken(Payload payload) throws Exception {
        int status = post(payload, proof(payload));
        check(payload, status / 100 == 2, "answered " + status);
    }

    private static Map<String, String> proof(Payload payload) {
        if (payload.channel().equals("telegram")) {
            return Map.of("Content-Type", "application/json", "X-Telegram-Bot-Api-Secret-Token", TELEGRAM_SECRET);
        }
        return OTHERS.callers().stream()
                .filter(caller -> caller.channel().equals(payload.channel()))
                .findFirst()
                .orElseThrow()
                .proof(payload.body());
    }

    private int post(Payload payload, Map<String, String> headers) throws IOException, InterruptedException {
        boolean matrix = payload.channel().equals("matrix");
        String path = matrix ? "/_matrix/app/v1/transactions/" + transactions.incrementAndGet() : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/webhooks/" + payload.channel() + path))
                .timeout(SOON)
                .method(matrix ? "PUT" : "POST", HttpRequest.BodyPublishers.ofByteArray(payload.body()));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** As if it had been sent to us, whoever it was sent to. */
    private static byte[] ours(String channel, String body) {
        String sent = body;
        if (channel.equals("messenger")) {
            JsonNode entry = JSON.readTree(body).path("entry").path(0);
            JsonNode event = entry.path("messaging").path(0);
            boolean echo = event.path("message").path("is_echo").asBoolean(false);
            String recipient = event.path("recipient").path("id").asString("");
            String page = recipient.isEmpty() || echo ? entry.path("id").asString("1") : recipient;
            sent = body.replace('"' + page + '"', "\"104700001\"");
        } else if (channel.equals("x")) {
            JsonNode call = JSON.readTree(body);
            String account = call.path("for_user_id")
                    .asString(call.path("data").path("filter").path("user_id").asString("0"));
            sent = body.replace('"' + account + '"', "\"1780000000000000001\"");
        }
        return sent.getBytes(StandardCharsets.UTF_8);
    }

    private void check(Payload payload, boolean right, String what) {
        if (!right) {
            wrong.add(payload.channel() + " " + payload.name() + ": " + what);
        }
    }

    private static long said() {
        return number("select count(*) from messages where sender = 'citizen'");
    }

    /** A column may tell of several events. */
    private static List<String> each(String column, String between) {
        return Stream.of(column.split(between)).map(String::strip).toList();
    }

    private static boolean heard(String channel, String event) {
        return exists("select 1 from inbox_events where channel = ? and event_id = ?", channel, event);
    }

    private static boolean knows(String channel, String person) {
        return exists("select 1 from addresses where channel = ? and person like '%' || ?", channel, person);
    }

    private static boolean exists(String query, String one, String other) {
        return database.jdbc()
                .sql("select exists (" + query + ")")
                .params(one, other)
                .query(Boolean.class)
                .single();
    }

    private static long number(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    /** Whoever answered what they said themselves would never come to an end. */
    private static void nobodyIsAnsweredMoreOftenThanTheyAsked() {
        await().atMost(SOON).until(() -> number("select count(*) from conversations where turn_due is not null") == 0);
        assertThat(number("""
                        select count(*) from (
                            select a.id from messages m join conversations c on c.id = m.conversation
                            join addresses a on a.id = c.address group by a.id
                            having count(*) filter (where m.sender <> 'citizen') > count(*) filter (where m.sender = 'citizen')) o""")).isZero();
    }
}
