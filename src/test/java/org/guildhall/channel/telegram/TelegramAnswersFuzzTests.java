package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.guildhall.Seeds;
import org.guildhall.message.Delivery;
import org.junit.jupiter.params.provider.MethodSource;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** Whatever the Bot API answers, or a proxy in its place. */
class TelegramAnswersFuzzTests {

    private static final List<BotApiMethod<?>> METHODS = List.of(
            new BotMethods.Call("sendMessage", Map.of("text", "x")),
            new BotMethods.Fetch(0, 1, TelegramApi.UPDATES),
            new BotMethods.Locate("1"),
            new BotMethods.Myself(),
            new BotMethods.Call("sendPhoto", Map.of()));

    private static final List<Integer> REFUSALS = List.of(302, 400, 401, 403, 404, 408, 409, 429, 500, 502, 504);
    private static final Request REQUEST =
            new Request.Builder().url("http://127.0.0.1:9/").build();
    private static final MediaType JSON = MediaType.get("application/json");
    private static final PlainAnswers PLAIN = new PlainAnswers(TelegramConfiguration.json());

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"ok\":true,\"result\":{\"message_id\":12,\"chat\":{\"id\":5001}}}",
                        "{\"ok\":true,\"result\":[{\"update_id\":900015,\"message\":{}},{\"update_id\":\"x\"},7]}",
                        "{\"ok\":true,\"result\":{\"file_id\":\"1\",\"file_path\":\"photos/file_0.jpg\"}}",
                        "{\"ok\":true,\"result\":{\"username\":\"marlbridge_bot\"}}",
                        "{\"ok\":true,\"result\":true}",
                        "{\"ok\":true}",
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 5\","
                                + "\"parameters\":{\"retry_after\":5}}",
                        "{\"ok\":false,\"error_code\":403,\"description\":\"Forbidden: bot was blocked by the user\"}",
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: can't parse entities\"}",
                        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\","
                                + "\"parameters\":{\"migrate_to_chat_id\":-100}}",
                        "{\"ok\":false,\"error_code\":\"400\",\"description\":7,\"parameters\":[]}",
                        "{\"ok\":false,\"error_code\":-1,\"parameters\":{\"retry_after\":-5}}",
                        "{\"ok\":\"\\ud800\",\"description\":\"\\ud83d\"}",
                        "[]",
                        "null",
                        "<html><h1>502 Bad Gateway</h1></html>",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerIsWhatWasAskedForOrARefusalWithAVerdict(byte[] bytes) {
        for (String answer : Seeds.texts(bytes)) {
            for (BotApiMethod<?> method : METHODS) {
                try {
                    Object asked = method.deserializeResponse(answer);
                    assertThat(asked).isNotNull();
                } catch (TelegramApiRequestException refusal) {
                    isRefused(refusal);
                }
            }
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyRefusalOverHttpLooksAsDocumentedAndSaysHowLongToWait(byte[] body) throws IOException {
        for (int status : REFUSALS) {
            String answer;
            try (Response plain = PLAIN.intercept(chain(status, body))) {
                answer = Objects.requireNonNull(plain.body()).string();
            }
            for (BotApiMethod<?> method : METHODS) {
                TelegramApiRequestException refusal = catchThrowableOfType(
                        TelegramApiRequestException.class, () -> method.deserializeResponse(answer));
                assertThat(refusal.getErrorCode()).isNotNull();
                assertThat(refusal.getApiResponse()).isNotNull();
                isRefused(refusal);
                if (TelegramVerdict.of(refusal) instanceof Delivery.Deferred deferred) {
                    Duration wait = deferred.retryAfter();
                    assertThat(wait == null || wait.isPositive()).as("%s", wait).isTrue();
                }
            }
        }
    }

    private static void isRefused(TelegramApiRequestException refusal) {
        assertThat(TelegramVerdict.of(refusal)).isInstanceOfAny(Delivery.Deferred.class, Delivery.Refused.class);
        assertThat(TelegramVerdict.summary(refusal)).isNotBlank().hasSizeLessThan(300);
        if (TelegramVerdict.cannotParse(refusal) || TelegramVerdict.wrongToken(refusal)) {
            assertThat(TelegramVerdict.of(refusal)).isInstanceOf(Delivery.Refused.class);
        }
    }

    /** Where this answer comes from. */
    private static Interceptor.Chain chain(int status, byte[] body) throws IOException {
        Response answer = new Response.Builder()
                .request(REQUEST)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("x")
                .header("Retry-After", "7")
                .body(ResponseBody.create(body, JSON))
                .build();
        Interceptor.Chain chain = mock(Interceptor.Chain.class, withSettings().stubOnly());
        when(chain.request()).thenReturn(REQUEST);
        when(chain.proceed(any())).thenReturn(answer);
        return chain;
    }
}
