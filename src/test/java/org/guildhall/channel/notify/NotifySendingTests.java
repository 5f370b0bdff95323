package org.guildhall.channel.notify;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.guildhall.channel.JsonCaller;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.platform.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class NotifySendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Address ANN = new Address("notify", Fixtures.SERVICE, "447700900123", "447700900123");
    private static final Answer TAKEN = Answer.json(
            201, "{\"id\":\"740e5834-NEW\",\"reference\":null,\"content\":{\"body\":\"x\",\"from_number\":\"40604\"}}");

    private final StubApi api = new StubApi(TAKEN);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Inbound.Charged> costs = new CopyOnWriteArrayList<>();
    private final NotifyChannel channel = Fixtures.channel(api.url(), Fixtures.unlimited(), meters, costs::add);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void putsOurWordsIntoTheTemplatesPlaceholder() {
        Outbound reply = outbound("It’s **Monday** – ŵŷ");
        assertThat(channel.send(reply).block(SOON)).isEqualTo(new Delivery.Sent("740e5834-NEW"));

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/v2/notifications/sms");
        assertThat(call.body().toString())
                .isEqualTo("{\"phone_number\":\"447700900123\",\"template_id\":\"" + Fixtures.TEMPLATE
                        + "\",\"personalisation\":{\"message\":\"It's Monday - ŵŷ\"},\"reference\":\"" + reply.id()
                        + "\"}");
    }

    @Test
    void callsThePlaceholderAsTheTemplateDoes() {
        NotifySetup setup = Fixtures.setup(api.url(), "our answer");
        new NotifyChannel(setup, NotifyConfiguration.caller(setup), Fixtures.unlimited(), meters, costs::add)
                .send(outbound("Monday"))
                .block(SOON);

        assertThat(api.calls().getFirst().body().path("personalisation").toString())
                .isEqualTo("{\"our answer\":\"Monday\"}");
    }

    @Test
    void saysWhereAFileIs() {
        Content plan = new Content.Media(
                Content.MediaKind.PHOTO,
                new Handle(Handle.LINK, "https://council.example/plan.jpg"),
                "The plan",
                null,
                null,
                null);
        channel.send(new Outbound(UUID.randomUUID(), ANN, plan, null)).block(SOON);

        assertThat(api.calls()
                        .getFirst()
                        .body()
                        .path("personalisation")
                        .path("message")
                        .stringValue())
                .isEqualTo("The plan\nhttps://council.example/plan.jpg");
    }

    @Test
    void showsATokenOfItsOwnAtEachCall() {
        send("One");
        send("Two");

        assertThat(api.calls())
                .allSatisfy(call -> assertThat(call.headers().getFirst("Authorization"))
                        .matches("Bearer [\\w-]+[.][\\w-]+[.][\\w-]{43}")
                        .doesNotContain(Fixtures.KEY_SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ŵ", "🗑", "ا"})
    void fillsATextToTheLimitAndNotBeyond(String sign) {
        send(sign.repeat(NotifyChannel.LONGEST_TEXT));
        assertThat(api.calls()).hasSize(1);

        send(sign.repeat(NotifyChannel.LONGEST_TEXT + 1));
        assertThat(api.calls()).hasSize(3);
    }

    @Test
    void countsTheSegmentsThatWerePaidFor() {
        send("a".repeat(161));
        api.answering(call -> error(500, "Exception"));
        send("b".repeat(161));

        assertThat(meters.get("guildhall.text.segments")
                        .tag("channel", "notify")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(costs).containsExactly(new Inbound.Charged("740e5834-NEW:charged", ANN, "sms", 2));
    }

    @Test
    void waitsAWhileWhenAMinutesMessagesAreUsedUp() {
        api.answering(call -> error(429, "RateLimitError"));

        assertThat(send("Hello"))
                .isEqualTo(new Delivery.Deferred(
                        Duration.ofSeconds(10), "Notify RateLimitError: too many messages in this minute", false));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T21:30:00Z, PT2H30M", "2026-01-01T00:00:00Z, PT24H", "2026-07-31T23:59:59Z, PT1S", ", PT1H"})
    void waitsUntilMidnightWhenADaysMessagesAreUsedUp(@Nullable Instant now, Duration wait) {
        JsonNode body = new JsonMapper().readTree(body(429, "TooManyRequestsError"));
        JsonCaller.Result answer = new JsonCaller.Result.Answered(429, body, null, now);

        assertThat(Verdict.of(answer, NotifyErrors::verdict, taken -> null))
                .isEqualTo(new Delivery.Deferred(wait, NotifyErrors.reason("TooManyRequestsError"), false));
    }

    @Test
    void knowsByNotifysClockWhenThatIs() {
        api.answering(call -> error(429, "TooManyRequestsError"));

        assertThat(send("Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(Instant.now().plus(Objects.requireNonNull(deferred.retryAfter())))
                                .isCloseTo(
                                        Instant.now()
                                                .truncatedTo(ChronoUnit.DAYS)
                                                .plus(1, ChronoUnit.DAYS),
                                        within(1, MINUTES)));
    }

    @ParameterizedTest
    @CsvSource({"400, BadRequestError", "400, ValidationError", "403, AuthError"})
    void givesUpWhatWouldEndTheSame(int status, String type) {
        api.answering(call -> error(status, type));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(NotifyErrors.reason(type), false));
        assertThat(NotifyErrors.reason(type)).startsWith("Notify " + type + ": ");
    }

    @Test
    void decidesByTheStatusWhereTheTypeIsNew() {
        api.answering(call -> error(500, "Exception"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 500", false));

        api.answering(call -> error(404, "NoResultFound"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("HTTP 404", false));

        api.answering(call -> new Answer(429, "", Map.of("Retry-After", "17")));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(17), "HTTP 429", false));

        api.answering(call -> Answer.json(201, "{}"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 201 without the message's id", true));
    }

    @Test
    void sendsTheSameWordsTwentyTimesAnHourAndThenWaits() {
        TestDatabase server = TestDatabase.migrated();
        NotifyChannel limited = limited(server);
        for (int i = 0; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            assertThat(WholeReply.send(limited, outbound("Sorry?"))).isInstanceOf(Delivery.Sent.class);
        }

        assertThat(WholeReply.send(limited, outbound("Sorry?"))).satisfies(NotifySendingTests::waitsNearlyAnHour);
        assertThat(WholeReply.send(limited, outbound("Something else"))).isInstanceOf(Delivery.Sent.class);
        server.jdbc()
                .sql("update notify_texts"
                        + " set sent_at = array_fill(now() - interval '1 hour', array[cardinality(sent_at)])")
                .update();
        assertThat(WholeReply.send(limited, outbound("Sorry?"))).isInstanceOf(Delivery.Sent.class);
        assertThat(api.calls()).hasSize(PhoneNetworkLimits.SAME_WORDS + 2);
    }

    private NotifyChannel limited(TestDatabase server) {
        return Fixtures.channel(api.url(), new PhoneNetworkLimits(server.database()), meters, costs::add);
    }

    private static void waitsNearlyAnHour(Delivery delivery) {
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Deferred.class, deferred -> {
            assertThat(deferred.retryAfter()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
            assertThat(deferred.reason()).isEqualTo(NotifyErrors.reason("phone-network"));
            assertThat(deferred.uncertain()).isFalse();
        });
    }

    @Test
    void countsOnlyWhatMayHaveGoneOut() {
        NotifyChannel limited = limited(TestDatabase.migrated());
        Outbound hello = outbound("Hello");
        api.answering(call -> error(500, "Exception"));
        for (int i = 0; i < 2 * PhoneNetworkLimits.SAME_WORDS; i++) {
            assertThat(WholeReply.send(limited, hello)).isEqualTo(new Delivery.Deferred(null, "HTTP 500", false));
        }
        api.answering(call -> TAKEN);
        assertThat(WholeReply.send(limited, hello)).isInstanceOf(Delivery.Sent.class);

        api.answering(call -> Answer.json(0, ""));
        for (int i = 1; i < PhoneNetworkLimits.SAME_WORDS; i++) {
            assertThat(WholeReply.send(limited, hello))
                    .matches(delivery -> delivery instanceof Delivery.Deferred maybe && maybe.uncertain());
        }
        assertThat(WholeReply.send(limited, hello)).satisfies(NotifySendingTests::waitsNearlyAnHour);
    }

    @Test
    void goesOnWhereALongReplyBrokeOff() {
        AtomicInteger count = new AtomicInteger();
        api.answering(call -> count.incrementAndGet() == 2 ? error(500, "Exception") : TAKEN);
        Outbound reply = outbound("A sentence. ".repeat(100));

        assertThat(channel.send(reply).block(SOON))
                .isEqualTo(new Delivery.Partly(new Delivery.Sent("740e5834-NEW"), 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Deferred.class);
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Sent.class);

        assertThat(api.calls()).hasSize(3);
        assertThat(api.calls().get(1).body()).isEqualTo(api.calls().get(2).body());
    }

    @Test
    void saysNothingOfTheKeyOrTheWordsWhateverFails(CapturedOutput output) {
        for (Answer answer : List.of(
                Answer.json(403, body(403, Fixtures.TOKEN)), Answer.json(500, Fixtures.TOKEN), Answer.json(0, ""))) {
            api.answering(call -> answer);
            assertThat(send(Fixtures.TOKEN).toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary").doesNotContain(Fixtures.KEY_SECRET);
    }

    private static Answer error(int status, String type) {
        return Answer.json(status, body(status, type));
    }

    private static String body(int status, String type) {
        return "{\"status_code\":" + status + ",\"errors\":[{\"error\":\"" + type
                + "\",\"message\":\"Something about 07700900123\"}]}";
    }

    private Delivery send(String markdown) {
        return WholeReply.send(channel, outbound(markdown));
    }

    private static Outbound outbound(String markdown) {
        return new Outbound(UUID.randomUUID(), ANN, new Content.Text(markdown), null);
    }
}
