package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Delivery;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever WhatsApp's API answers to a reply, or to the question where a file is. */
class WhatsAppAnswersFuzzTests {

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid.OURS\"}]}",
                        "{\"messages\":[{\"id\":\"\"}]}",
                        "{\"messages\":{\"id\":\"wamid.OURS\"}}",
                        "{\"url\":\"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1\"}",
                        "{\"error\":{\"message\":\"(#131056) x\",\"code\":131056,\"error_data\":{\"details\":\"x\"}}}",
                        "{\"error\":{\"code\":131047}}",
                        "{\"error\":{\"code\":190,\"error_subcode\":463}}",
                        "{\"error\":{\"code\":\"131026\"}}",
                        "{\"error\":{\"code\":1.9}}",
                        "{\"error\":{\"code\":true}}",
                        "{\"error\":{\"code\":-2147483649}}",
                        "{\"error\":\"no\"}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyWhatsAppAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body).forEach(answer -> {
            Delivery delivery = Verdict.of(answer, WhatsAppErrors::verdict, WhatsAppMessages::id);
            ApiAnswers.judged(answer, delivery, "WhatsApp");
            if (answer.status() == 500) {
                assertThat(WhatsAppErrors.mendable(answer))
                        .as("only a known code says that a person has to mend it")
                        .isEqualTo(code(answer.body().path("error").path("code").asInt(0)));
            }
        });
    }

    private static boolean code(int code) {
        return code == 10 || code == 190 || code == 200 || code == 368;
    }
}
