package org.guildhall.channel.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.guildhall.channel.WholeReply;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.guildhall.platform.FetchFailed;
import org.guildhall.platform.FetchFailed.Why;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class TeamsSendingTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CONVERSATION = "a:1AnnTalksToUs";

    private final StubApi login =
            new StubApi(Answer.json(200, "{\"access_token\":\"" + Fixtures.TOKEN + "\",\"expires_in\":3599}"));
    private final StubApi api = new StubApi(Answer.json(201, "{\"id\":\"1767261700000\"}"));
    private final TeamsChannel channel =
            Fixtures.channel(Fixtures.properties(login.url(), api.url().toString()));

    @AfterEach
    void stop() {
        login.close();
        api.close();
    }

    @Test
    void logsInOnceAndRepliesWithThatToken() {
        assertThat(send("Monday")).isEqualTo(new Delivery.Sent(CONVERSATION + "|1767261700000"));
        assertThat(send("Tuesday")).isInstanceOf(Delivery.Sent.class);

        assertThat(login.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/v25.0/council.example/oauth2/v2.0/token");
            assertThat(call.headers().getFirst("Authorization")).isNull();
            assertThat(call.body().path("grant_type").stringValue()).isEqualTo("client_credentials");
            assertThat(call.body().path("client_id").stringValue()).isEqualTo(Fixtures.APP);
            assertThat(call.body().path("client_secret").stringValue()).isEqualTo(Fixtures.PASSWORD);
            assertThat(call.body().path("scope").stringValue()).isEqualTo("https://api.botframework.com/.default");
        });
        assertThat(api.calls()).hasSize(2).allSatisfy(call -> {
            assertThat(call.path()).isEqualTo("/v25.0/v3/conversations/" + CONVERSATION + "/activities");
            assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + Fixtures.TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1AnnTalksToUs",
                "a:1AnnTalksToUs|",
                "a:1AnnTalksToUs|http://smba.trafficmanager.net/uk/",
                "a:1AnnTalksToUs|https://user@smba.example/",
                "a:1AnnTalksToUs|https://smba.example/?x=1",
                "a:1AnnTalksToUs|file:///etc/passwd",
                "a:1AnnTalksToUs|nonsense",
                "a:1/../../x|https://smba.example/",
                "a:1{x}|https://smba.example/",
                "a:1|https://elsewhere.example/|https://smba.example/"
            })
    void sendsNothingToAPlaceThatNoCheckedTokenNamed(String replyTo) {
        TeamsChannel named = Fixtures.channel(Fixtures.properties(login.url(), ""));
        Address somebody = new Address("teams", Fixtures.APP, "29:ann", replyTo);

        assertThat(WholeReply.send(named, new Outbound(new UUID(0, 1), somebody, new Content.Text("Hello"), null)))
                .isEqualTo(TeamsErrors.nowhere());
        assertThat(login.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BotDisabledByUser", "MessageWritesBlocked", "BotNotInConversationRoster"})
    void knowsWhoHasTheAppNoMore(String code) {
        api.answering(call -> refused(403, code));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(TeamsErrors.reason(code), true));
    }

    @ParameterizedTest
    @CsvSource({"404, ConversationNotFound", "413, MessageSizeTooBig", "400, BadArgument", "403, BotDisabledByAdmin"})
    void givesUpWhatWouldEndTheSame(int status, String code) {
        api.answering(call -> refused(status, code));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(TeamsErrors.reason(code), false));
    }

    @Test
    void decidesByTheStatusWhereTheCodeIsNew() {
        api.answering(call -> refused(403, "CodeOfTheFuture"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Refused("HTTP 403", false));

        api.answering(call -> refused(412, "PreconditionFailed"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 412", false));

        api.answering(call -> refused(502, "Whatever"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 502", false));

        api.answering(call -> refused(504, "Whatever"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 504", true));

        api.answering(call -> new Answer(429, "{}", Map.of("Retry-After", "17")));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(Duration.ofSeconds(17), "HTTP 429", false));
    }

    @Test
    void logsInAnewWhenTheTokenIsNotTakenAnyMore() {
        api.answering(call -> refused(401, "Unauthorized"));
        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 401", false));

        api.answering(call -> Answer.json(201, "{\"id\":\"2\"}"));
        assertThat(send("Hello")).isInstanceOf(Delivery.Sent.class);
        assertThat(login.calls()).hasSize(2);
    }

    @Test
    void saysThatThePasswordIsWrongAndWaitsWhereItCannotLogInJustNow() {
        login.answering(call -> Answer.json(401, "{\"error\":\"invalid_client\"}"));
        assertThat(send("Hello")).isEqualTo(TeamsErrors.wrongPassword());

        login.answering(call -> Answer.json(503, ""));
        assertThat(send("Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        later -> assertThat(later.uncertain()).isFalse());
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void isUncertainWhenTheAnswerDoesNotNameTheMessage() {
        api.answering(call -> Answer.json(200, "{}"));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, "HTTP 200 without the message's id", true));
    }

    @Test
    void isSentWhenTeamsHasAcceptedItAndNamesNoMessage() {
        api.answering(call -> new Answer(202, "", Map.of()));

        assertThat(send("Hello")).isEqualTo(new Delivery.Sent(null));
    }

    @Test
    void showsWhoWroteThatAnAnswerIsOnItsWay() {
        channel.courtesy(Fixtures.signed(Fixtures.body("text"))).block(SOON);

        assertThat(api.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).endsWith(CONVERSATION + "/activities");
            assertThat(call.body().path("type").stringValue()).isEqualTo("typing");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token https://elsewhere.example/v3/attachments/1",
                "https://elsewhere.example/file",
                "http://council.sharepoint.com/file",
                "nonsense "
            })
    void fetchesFromNoHostThatIsNotListedAndShowsItNoToken(String id) {
        TeamsChannel named = Fixtures.channel(Fixtures.properties(login.url(), ""));

        assertThat(named.fetch(new Handle("teams", id))
                        .map(media -> Why.GONE)
                        .onErrorResume(FetchFailed.class, failed -> Mono.just(failed.why()))
                        .block(SOON))
                .isEqualTo(Why.HOST_NOT_ALLOWED);
        assertThat(login.calls()).isEmpty();
    }

    @Test
    void saysNothingOfTheSecretsOrTheWordsWhateverFails(CapturedOutput output) {
        List<Answer> answers = List.of(
                Answer.json(403, "{\"error\":{\"code\":\"" + Fixtures.TOKEN + "\"}}"),
                Answer.json(500, Fixtures.TOKEN),
                Answer.json(0, ""));
        for (Answer answer : answers) {
            api.answering(call -> answer);
            assertThat(send(Fixtures.TOKEN).toString()).doesNotContain("canary");
        }
        login.answering(call -> Answer.json(400, Fixtures.PASSWORD));
        assertThat(send("Hello").toString()).doesNotContain("canary");

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static Answer refused(int status, String code) {
        return Answer.json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Something\"}}");
    }

    private Delivery send(String markdown) {
        Address ann = new Address("teams", Fixtures.APP, "29:ann", CONVERSATION + "|" + Fixtures.SERVICE);
        return WholeReply.send(channel, new Outbound(new UUID(0, 1), ann, new Content.Text(markdown), null));
    }
}
