package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.guildhall.LocalPort;
import org.guildhall.canary.Canary;
import org.guildhall.channel.JsonCaller.Result;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(OutputCaptureExtension.class)
class JsonCallerTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOKEN = Canary.secret("canary-bearer");

    private final StubApi api = new StubApi(StubApi.Answer.json(200, "{\"done\":true}"));
    private final JsonCaller caller = caller(api.url(), JsonCaller.CALL);

    @AfterEach
    void stop() {
        caller.close();
        api.close();
    }

    @Test
    void putsJsonToo() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", "Bore da");

        Result result = caller.put("/rooms/!a:example.org/send/$1", body).block();

        assertThat(result).isInstanceOf(Result.Answered.class);
        assertThat(api.calls().getFirst().path()).isEqualTo("/v25.0/rooms/!a:example.org/send/$1");
        assertThat(api.calls().getFirst().body().path("text").stringValue()).isEqualTo("Bore da");
    }

    @Test
    void postsJsonWithItsAuthorizationAndReadsTheAnswer() {
        Result result = post(caller);

        assertThat(result).isInstanceOfSatisfying(Result.Answered.class, answered -> {
            assertThat(answered.successful()).isTrue();
            assertThat(answered.body().path("done").booleanValue()).isTrue();
            assertThat(answered.retryAfter()).isNull();
        });
        StubApi.Call call = api.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v25.0/messages");
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(call.body().path("text").stringValue()).isEqualTo(Canary.words("Bore da ŵ 🗑️"));
    }

    @Test
    void postsAFormWithItsAuthorization() {
        LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", "+441632960001");
        form.add("Body", Canary.words("Bore da & ŵ=🗑️ +1"));

        assertThat(caller.postForm("/messages", form).block(SOON)).isInstanceOf(Result.Answered.class);

        StubApi.Call call = api.calls().getFirst();
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(call.headers().getFirst("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(call.body().path("To").stringValue()).isEqualTo("+441632960001");
        assertThat(call.body().path("Body").stringValue()).isEqualTo(Canary.words("Bore da & ŵ=🗑️ +1"));
    }

    @Test
    void tellsWhatTimeItIsThere() {
        assertThat(post(caller))
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        answered -> assertThat(answered.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    }

    @Test
    void followsNoRedirect() {
        api.answering(call -> new StubApi.Answer(
                307, "", Map.of("Location", api.url().resolve("/elsewhere").toString())));

        assertThat(post(caller))
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(307));
        assertThat(api.calls()).hasSize(1);
    }

    @Test
    void readsNoMoreOfAnAnswerThanItMust() {
        api.answering(call -> StubApi.Answer.json(500, "{\"x\":\"" + "x".repeat(200_000) + "\"}"));

        assertThat(post(caller)).isInstanceOfSatisfying(Result.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(500);
            assertThat(answered.body().isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"''", "<html>Bad gateway</html>", "'{\"half\":'"})
    void takesWhatIsNoJsonForNoBody(String body) {
        api.answering(call -> StubApi.Answer.json(502, body));

        assertThat(post(caller)).isInstanceOfSatisfying(Result.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(502);
            assertThat(answered.body().isMissingNode()).isTrue();
        });
    }

    @Test
    void doesNotKnowWhetherItArrivedWhenTheAnswerIsLostAndDoesNotRepeatIt() {
        post(caller);
        api.answering(call -> StubApi.Answer.json(0, ""));

        assertThat(post(caller))
                .isInstanceOfSatisfying(
                        Result.Silent.class,
                        silent -> assertThat(silent.mayHaveArrived()).isTrue());
        assertThat(api.calls()).hasSize(2);
    }

    @Test
    void doesNotKnowWhetherItArrivedWhenNoAnswerComesInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                JsonCaller hurried =
                        caller(URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(300))) {
            assertThat(post(hurried)).isEqualTo(new Result.Silent("TimeoutException", true));
        }
    }

    @Test
    void knowsThatItDidNotArriveWhereNobodyListens() throws IOException {
        try (JsonCaller nowhere =
                caller(URI.create("http://127.0.0.1:" + LocalPort.free().number()), JsonCaller.CALL)) {
            assertThat(post(nowhere))
                    .isInstanceOfSatisfying(
                            Result.Silent.class,
                            silent -> assertThat(silent.mayHaveArrived()).isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "999999999, PT24H",
        "'Wed, 21 Oct 2026 07:29:00 GMT', PT60S",
        "'Wed, 21 Oct 2026 07:27:00 GMT', ",
        "soon, ",
        "-1, ",
        "99999999999999999999, "
    })
    void readsHowLongToWait(String value, @Nullable Duration expected) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, value);
        headers.set(HttpHeaders.DATE, "Wed, 21 Oct 2026 07:28:00 GMT");

        assertThat(JsonCaller.retryAfter(headers)).isEqualTo(expected);
    }

    @Test
    void saysNothingOfTheTokenOrTheWordsWhateverHappens(CapturedOutput output) {
        for (int status : new int[] {200, 401, 500, 0}) {
            api.answering(call -> StubApi.Answer.json(status, "{\"error\":{\"message\":\"" + TOKEN + "\"}}"));
            Result result = post(caller);
            if (result instanceof Result.Silent silent) {
                assertThat(Canary.in(silent.toString())).isFalse();
            }
        }

        assertThat(Canary.in(output.getAll())).isFalse();
    }

    private static JsonCaller caller(URI base, Duration patience) {
        return new JsonCaller("stub", base, () -> "Bearer " + TOKEN, patience);
    }

    private static Result post(JsonCaller caller) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", Canary.words("Bore da ŵ 🗑️"));
        return Objects.requireNonNull(caller.post("/messages", body).block(SOON));
    }
}
