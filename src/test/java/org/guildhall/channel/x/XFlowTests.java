package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.Seeds;
import org.guildhall.channel.EchoDialogue;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WebhookClient;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with X switched on, an API of our own, and a dialogue that repeats what it hears. */
@Import(EchoDialogue.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class XFlowTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final StubApi API = new StubApi(Answer.json(200, ""));

    private static TestDatabase database = TestDatabase.migrated();

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        database = TestDatabase.properties(registry);
        API.answering(call -> call.path().endsWith(XAccess.TOKENS)
                ? Answer.json(200, "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":7200}")
                : Answer.json(201, "{\"data\":{\"dm_event_id\":\"99" + IDS.incrementAndGet() + "\"}}"));
        registry.add("guildhall.channels.x.user-id", () -> Fixtures.ACCOUNT);
        registry.add("guildhall.channels.x.consumer-secret", () -> Fixtures.CONSUMER_SECRET);
        registry.add("guildhall.channels.x.client-id", () -> "client");
        registry.add("guildhall.channels.x.client-secret", () -> Fixtures.CLIENT_SECRET);
        registry.add("guildhall.channels.x.refresh-token", () -> Fixtures.REFRESH_TOKEN);
        registry.add("guildhall.channels.x.spend-cap", () -> "100");
        registry.add("guildhall.channels.x.api-url", API::url);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void answersAMessageOnceAndAPickedNumberUnderOneToken() throws Exception {
        assertThat(post(body("text"))).isEqualTo(200);
        assertThat(post(body("text"))).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> said("You said: My bin was not emptied").size() == 1);

        String second = body("text")
                .replace("2080000000000000001", "2080000000000007001")
                .replace("My bin was not emptied", "2");
        assertThat(post(second)).isEqualTo(200);
        await().atMost(SOON).until(() -> said("You chose: again").size() == 1);

        assertThat(said("You said: My bin was not emptied")).hasSize(1);
        assertThat(API.calls())
                .filteredOn(call -> call.path().endsWith(XAccess.TOKENS))
                .hasSize(1);
    }

    /** 6,666 messages are what the cap is enough for. */
    @Test
    void saysNothingMoreWhenTheCapIsReachedInMidConversationUntilThereIsMoneyAgain() throws Exception {
        await().atMost(SOON)
                .until(() -> count("select count(*) from outbox where state in ('pending', 'sending')") == 0);
        spent(6_665);
        assertThat(post(from("447700900188", "7101", "how much is left?"))).isEqualTo(200);
        await().atMost(SOON).until(() -> answers("how much is left?") == 1);
        assertThat(post(from("447700900188", "7102", "and now?"))).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> count("select count(*) from outbox where state = 'failed' and reason like '%spent on X%'")
                        == 1);
        assertThat(answers("and now?")).isZero();
        assertThat(count("select max(messages) from x_spending")).isEqualTo(6_666);

        spent(0);
        assertThat(post(from("447700900188", "7103", "and next month?"))).isEqualTo(200);
        await().atMost(SOON).until(() -> answers("and next month?") == 1);
    }

    private static void spent(int messages) {
        database.jdbc()
                .sql("""
                        insert into x_spending (account, month, messages)
                        values (:account, date_trunc('month', now() at time zone 'UTC')::date, :messages)
                        on conflict (account, month) do update set messages = excluded.messages""")
                .param("account", Fixtures.ACCOUNT)
                .param("messages", messages)
                .update();
    }

    private static long count(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    private static long answers(String words) {
        return API.calls().stream()
                .filter(call -> call.body().path("text").stringValue("").contains("You said: " + words))
                .count();
    }

    private static String from(String person, String id, String words) {
        return body("text")
                .replace("447700900123", person)
                .replace("2080000000000000001", "208000000000000" + id)
                .replace("My bin was not emptied", words);
    }

    @Test
    void neverAsksForAFixtureAgain() throws Exception {
        for (byte[] body : Seeds.posts("x").toList()) {
            String others = new String(body, StandardCharsets.UTF_8)
                    .replace("447700900123", "447700900199")
                    .replace("\"20800000", "\"20810000");
            assertThat(post(others)).isEqualTo(200);
        }
        assertThat(post("{\"data\":")).isEqualTo(200);
    }

    @Test
    void answersTheCheckAndTurnsAwayWhatIsNotSigned() throws Exception {
        WebhookClient client = new WebhookClient(port, "x");

        assertThat(client.get("?crc_token=abcde12345").body())
                .isEqualTo("{\"response_token\":\""
                        + Fixtures.signature("abcde12345".getBytes(StandardCharsets.UTF_8), Fixtures.CONSUMER_SECRET)
                        + "\"}");
        assertThat(client.get("?crc_token=%7B%22data%22%3A%7B%7D%7D").statusCode())
                .isEqualTo(403);
        assertThat(client.get("").statusCode()).isEqualTo(403);
        assertThat(client.post(Fixtures.body("text"), Map.of()).statusCode()).isEqualTo(401);
    }

    private static List<StubApi.Call> said(String words) {
        return API.calls().stream()
                .filter(call -> call.path().contains("447700900123"))
                .filter(call -> call.body().path("text").stringValue("").contains(words))
                .toList();
    }

    private static String body(String fixture) {
        return new String(Fixtures.body(fixture), StandardCharsets.UTF_8);
    }

    private int post(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new WebhookClient(port, "x")
                .post(bytes, Map.of(XChannel.SIGNATURE_HEADER, Fixtures.signature(bytes, Fixtures.CONSUMER_SECRET)))
                .statusCode();
    }
}
