package org.guildhall.channel.notify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.Verdict;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Notify's API answers to a reply. */
class NotifyAnswersFuzzTests {

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"id\":\"740e5834-3a29-46b4-9a6f-16142fde533a\",\"reference\":\"x\"}",
                        "{\"errors\":[{\"error\":\"RateLimitError\",\"message\":\"x\"}],\"status_code\":429}",
                        "{\"errors\":[{\"error\":\"TooManyRequestsError\",\"message\":\"x\"}],\"status_code\":429}",
                        "{\"errors\":[{\"error\":\"BadRequestError\",\"message\":\"x\"}],\"status_code\":400}",
                        "{\"errors\":[{\"error\":\"ValidationError\"},{\"error\":\"AuthError\"}]}",
                        "{\"errors\":[{\"error\":\"ErrorOfTheFuture\"}]}",
                        "{\"errors\":[{\"error\":7}]}",
                        "{\"errors\":{\"error\":\"AuthError\"}}",
                        "{\"errors\":[]}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyNotifyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer ->
                        ApiAnswers.judged(answer, Verdict.of(answer, NotifyErrors::verdict, sent -> null), "Notify"));
    }
}
