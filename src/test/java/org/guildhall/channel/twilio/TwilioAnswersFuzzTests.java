package org.guildhall.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.Verdict;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever Twilio's API answers to a reply, and whatever code a receipt holds. */
class TwilioAnswersFuzzTests {

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"sid\":\"SM0123456789abcdef0123456789abcdef\",\"status\":\"queued\",\"error_code\":null}",
                        "{\"sid\":\"SM1\",\"error_code\":30001}",
                        "{\"sid\":7}",
                        "{\"code\":21610,\"message\":\"x\",\"more_info\":\"https://www.twilio.com\",\"status\":400}",
                        "{\"code\":20429}",
                        "{\"code\":\"63018\"}",
                        "{\"code\":1e400}",
                        "{\"code\":[21610]}",
                        "<?xml version='1.0'?><TwilioResponse/>",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> codes() {
        return Stream.of("30003", "0", "000000", "999999", "1000000", "-1", "٣", "", "{messenger}")
                .map(code -> code.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyTwilioAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer ->
                        ApiAnswers.judged(answer, Verdict.of(answer, TwilioErrors::verdict, sent -> null), "Twilio"));
    }

    @MethodSource("codes")
    @FuzzTest(maxDuration = "60s")
    void whateverACodeIsNothingOfItIsSaidButItsDigits(byte[] bytes) {
        for (String code : Seeds.texts(bytes)) {
            assertThat(TwilioErrors.reason(code)).matches("Twilio \\d{1,6}(: .+)?|Twilio: not delivered");
        }
    }
}
