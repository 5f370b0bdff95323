package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.desk.DeskFixture.now;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guildhall.conversation.CallsFixture;
import org.guildhall.platform.Council;
import org.guildhall.platform.Database;
import org.guildhall.platform.PostFixture;
import org.guildhall.platform.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is told on their own device that a conversation needs them, and that nothing of it is told there. */
class PushingTests {

    private final TestDatabase server = TestDatabase.migrated();
    private final Database database = server.database();
    private final JdbcClient jdbc = server.jdbc();
    private final StubPushService service = new StubPushService();
    private final Sessions sessions = new Sessions(database, DeskFixture.properties());
    private final PushSubscriptions subscriptions = new PushSubscriptions(database, DeskFixture.properties());
    private final PushKeys keys = new PushKeys(database);
    private final Pushing pushing = new Pushing(
            subscriptions,
            new PushNotices(database),
            keys,
            CallsFixture.on(database),
            PostFixture.post(),
            new PushProperties(service.url()),
            new Council(
                    "Marlbridge Council",
                    "https://www.marlbridge.example",
                    "",
                    "",
                    "",
                    ZoneId.of("Europe/London"),
                    List.of()));

    private OpaqueToken annas = OpaqueToken.random();

    @BeforeEach
    void cast() {
        annas = subscribed("anna", Set.of(Role.STAFF), "waste");
        subscribed("hana", Set.of(Role.STAFF), "housing");
        subscribed("sue", Set.of(Role.SUPERVISOR));
        subscribed("ed", Set.of(Role.EDITOR), "waste");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everybodyWhoMaySeeItIsToldOfDangerAndNothingOfWhatWasWritten() {
        UUID conversation = danger("my neighbour screams for help");
        pushing.workOff();

        assertThat(service.told()).extracting(StubPushService.Told::browser).containsExactlyInAnyOrder("anna", "sue");
        StubPushService.Told told = service.told().getFirst();
        JsonNode notice = JsonMapper.shared().readTree(told.words());
        assertThat(notice.path("title").asString()).isEqualTo("Somebody may be in danger. A conversation needs you.");
        assertThat(notice.path("danger").asBoolean(false)).isTrue();
        assertThat(notice.path("path").asString()).isEqualTo("/desk/conversations/" + conversation);
        assertThat(told.words()).doesNotContain("neighbour", "Ann");
        assertThat(told.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(told.headers().getFirst("TTL")).isEqualTo("900");
        assertThat(told.headers().getFirst("Urgency")).isEqualTo("high");
        assertThat(told.headers().getFirst("Topic")).matches("[0-9a-f]{32}");
        assertThat(told.headers().getFirst("Authorization")).endsWith(", k=" + keys.forBrowsers());

        pushing.workOff();
        assertThat(service.told()).as("once is enough").hasSize(2);
    }

    @Test
    void whoHoldsAConversationIsToldThatTheCitizenHasWritten() {
        UUID conversation = held("anna");
        pushing.workOff();
        assertThat(service.told()).extracting(StubPushService.Told::browser).containsExactly("anna");
        assertThat(service.told().getFirst().words()).contains("\"A conversation needs you.\"");

        says(conversation, 2);
        pushing.workOff();
        assertThat(service.told()).as("not twice in a minute").hasSize(1);
        jdbc.sql("update push_marks set at = now() - interval '61 seconds'").update();
        pushing.workOff();
        assertThat(service.told()).hasSize(2);

        jdbc.sql("update push_marks set at = now() - interval '61 seconds'").update();
        jdbc.sql("update conversations set said_seq = 3, last_seq = 4").update();
        pushing.workOff();
        assertThat(service.told()).as("Anna has answered").hasSize(2);
    }

    @Test
    void dangerThatTurnsUpInAConversationDoesNotWaitForTheMinute() {
        UUID conversation = held("anna");
        pushing.workOff();
        jdbc.sql("update conversations set priority = 'danger'").update();
        says(conversation, 2);
        pushing.workOff();

        assertThat(service.told())
                .extracting(StubPushService.Told::browser)
                .contains("sue")
                .hasSize(3);
    }

    @Test
    void ofOrdinaryConversationsThatWaitNobodyIsTold() {
        DeskFixture.waiting(jdbc, "waste", "my bin");
        jdbc.sql("update conversations set said_seq = 1").update();
        pushing.workOff();

        assertThat(service.told()).isEmpty();
    }

    @Test
    void whoSignsOutOrIsSignedOutIsToldNothingMore() {
        now(sessions.use(annas));
        sessions.end(annas).block();
        danger("help");
        pushing.workOff();
        assertThat(service.told()).extracting(StubPushService.Told::browser).containsExactly("sue");

        jdbc.sql("update staff set active = false where username = 'sue'").update();
        danger("help");
        pushing.workOff();
        assertThat(service.told()).hasSize(1);
    }

    @Test
    void aBrowserThatIsGoneIsForgottenAndOneThatIsAwayIsTriedAgain() {
        service.answering("anna", 410);
        service.answering("sue", 429);
        danger("help");
        pushing.workOff();

        assertThat(browsers()).doesNotContain("anna").contains("sue");
        assertThat(jdbc.sql("select due_at > now() + interval '100 seconds' from push_notices")
                        .query(Boolean.class)
                        .single())
                .as("when the service says")
                .isTrue();
        service.answering("sue", 201);
        pushing.workOff();
        assertThat(service.told()).isEmpty();
        jdbc.sql("update push_notices set due_at = now()").update();
        pushing.workOff();
        assertThat(service.told()).extracting(StubPushService.Told::browser).containsExactly("sue");
        assertThat(notices()).isZero();
    }

    @Test
    void whatIsNoNewsAnyMoreIsNotTold() {
        service.answering("anna", 503);
        service.answering("sue", 400);
        danger("help");
        pushing.workOff();
        assertThat(notices()).as("what is refused is not tried again").isEqualTo(1);
        jdbc.sql("update push_notices set due_at = now(), give_up_at = now() - interval '1 second'")
                .update();
        pushing.workOff();

        assertThat(notices()).isZero();
        assertThat(browsers()).contains("anna", "sue");
    }

    @Test
    void aBrowserBelongsToWhoeverSwitchedItOnLast() {
        OpaqueToken bobs = now(sessions.begin(
                DeskFixture.staff(database, "bob", Set.of(Role.STAFF), "waste"),
                "a browser",
                Sessions.Through.PASSWORD));
        subscriptions.add(bobs, service.browser("anna")).block();
        assertThat(now(subscriptions.has(bobs, endpoint("anna")))).isTrue();
        assertThat(now(subscriptions.has(annas, endpoint("anna")))).isFalse();

        subscriptions.end(annas, endpoint("anna")).block();
        assertThat(now(subscriptions.has(bobs, endpoint("anna"))))
                .as("not hers to end")
                .isTrue();
        subscriptions.end(bobs, endpoint("anna")).block();
        assertThat(browsers()).doesNotContain("anna");
    }

    @Test
    void everyNodeHasTheSameKey() {
        assertThat(new PushKeys(database).forBrowsers()).isEqualTo(keys.forBrowsers());
    }

    private OpaqueToken subscribed(String username, Set<Role> roles, String... teams) {
        StaffMember member = DeskFixture.staff(database, username, roles, teams);
        OpaqueToken session = now(sessions.begin(member, "a browser", Sessions.Through.PASSWORD));
        subscriptions.add(session, service.browser(username)).block();
        return session;
    }

    private String endpoint(String browser) {
        return service.browser(browser).endpoint().toString();
    }

    private UUID danger(String words) {
        UUID conversation = DeskFixture.waiting(jdbc, "waste", words);
        jdbc.sql("update conversations set priority = 'danger', said_seq = 1 where id = :id")
                .param("id", conversation)
                .update();
        return conversation;
    }

    private UUID held(String username) {
        UUID conversation = DeskFixture.waiting(jdbc, "waste", "my bin");
        jdbc.sql("update conversations set floor = 'staff', held_by = :who, held_by_name = :who, said_seq = 1")
                .param("who", username)
                .update();
        return conversation;
    }

    private void says(UUID conversation, int seq) {
        jdbc.sql("update conversations set said_seq = :seq, last_seq = :seq where id = :id")
                .param("seq", seq)
                .param("id", conversation)
                .update();
    }

    private List<String> browsers() {
        return jdbc.sql("select substring(endpoint from '[a-z]+$') from push_subscriptions")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private long notices() {
        return jdbc.sql("select count(*) from push_notices").query(Long.class).single();
    }
}
