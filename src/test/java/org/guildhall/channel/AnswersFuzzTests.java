package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.JsonCaller.Result.Answered;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;

/** Whatever an API answers, or something that stands in its place. */
class AnswersFuzzTests {

    private static final String NOW = "Wed, 21 Oct 2026 07:28:00 GMT";
    private static final byte[] NOTHING = new byte[0];

    static Stream<byte[]> bodies() {
        return Stream.concat(
                Stream.of(
                                "{\"id\":\"1\"}",
                                "null",
                                "[[[[]]]]",
                                "{\"a\":1e999,\"b\":-0.0,\"c\":123456789012345678901234567890}",
                                "{\"a\":1}{\"b\":2}",
                                "{\"half\":",
                                "\"\\ud800\"",
                                "\uFEFF{}",
                                "<html><h1>502 Bad Gateway</h1></html>",
                                "")
                        .map(body -> body.getBytes(StandardCharsets.UTF_8)),
                Stream.of(
                        "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_16LE),
                        "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_16BE),
                        new byte[] {0, 0, 0, '{', 0, 0, 0, '}'},
                        new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF}));
    }

    static Stream<byte[]> waits() {
        return Stream.of(
                        "7",
                        " 7 ",
                        "0",
                        "-1",
                        "+1",
                        "999999999",
                        "99999999999999999999",
                        "٧",
                        "soon",
                        "Wed, 21 Oct 2026 07:29:00 GMT",
                        "Wed, 21 Oct 2026 07:27:00 GMT",
                        "Wed, 21 Oct 2026 24:00:00 +1800",
                        "Fri, 31 Dec 9999 23:59:59 GMT",
                        "Thu, 32 Oct 2026 07:28:00 GMT",
                        "")
                .map(wait -> wait.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerIsReadAndEndsAsItsStatusSays(byte[] body) {
        ApiAnswers.of(body).forEach(answer -> {
            assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(7));
            assertThat(answer.at()).isEqualTo(Instant.parse("2026-10-21T07:28:00Z"));
            ApiAnswers.judged(answer, Verdict.of(answer, none -> Optional.empty(), none -> null), "nobody");
        });
    }

    @MethodSource("waits")
    @FuzzTest(maxDuration = "60s")
    void nobodyIsToldToWaitForLessThanNothingOrMoreThanADay(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            isBearable(retryAfter(text, NOW));
            isBearable(retryAfter(NOW, text));
            isBearable(retryAfter(text, text));
            Answered answer = ApiAnswers.read(503, text, text, NOTHING);
            isBearable(Optional.ofNullable(answer.retryAfter()));
        }
    }

    private static void isBearable(Optional<Duration> wait) {
        wait.ifPresent(told -> assertThat(told).isBetween(Duration.ZERO, Duration.ofDays(1)));
    }

    private static Optional<Duration> retryAfter(String value, String date) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, value);
        headers.set(HttpHeaders.DATE, date);
        return Optional.ofNullable(JsonCaller.retryAfter(headers));
    }
}
