package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Delivery;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the Graph API answers to a reply. */
class GraphAnswersFuzzTests {

    private static final PlatformErrors ERRORS = new PlatformErrors("Large");

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"recipient_id\":\"5001\",\"message_id\":\"m_1\"}",
                        "{\"message_id\":\" \"}",
                        "{\"error\":{\"message\":\"x\",\"type\":\"OAuth\",\"code\":190,\"error_subcode\":463}}",
                        "{\"error\":{\"code\":10,\"error_subcode\":2018278}}",
                        "{\"error\":{\"code\":10,\"error_subcode\":2534022}}",
                        "{\"error\":{\"code\":\"613\"}}",
                        "{\"error\":{\"code\":551}}",
                        "{\"error\":{\"code\":1e99,\"error_subcode\":-1}}",
                        "{\"error\":{\"code\":99999999999999999999}}",
                        "{\"error\":{\"code\":{}}}",
                        "{\"error\":[]}",
                        "{\"error\":null}",
                        "null",
                        "<html>",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyGraphAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body).forEach(answer -> {
            Delivery delivery = Verdict.of(answer, ERRORS.table()::verdict, PlatformMessages::id);
            ApiAnswers.judged(answer, delivery, "Large");

            Delivery late = ERRORS.late(delivery);
            if (!late.equals(delivery)) {
                assertThat(late)
                        .isInstanceOfSatisfying(
                                Delivery.Refused.class,
                                told -> assertThat(told.reason()).matches("Large: .+"));
            }
            assertThat(ERRORS.closed(late)).as("nobody would try a third time").isFalse();
        });
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void everyCodeCanBeSaid(byte[] bytes) {
        int code = ByteBuffer.wrap(Arrays.copyOf(bytes, Integer.BYTES)).getInt();
        assertThat(ERRORS.table().reason(code)).matches("Large " + code + "(: .+)?");
    }
}
