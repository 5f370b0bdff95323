package org.guildhall.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from LINE's side. */
class LineFuzzTests {

    static Stream<byte[]> calls() {
        return Seeds.posts("line");
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"sentMessages\":[{\"id\":\"461230966842064897\",\"quoteToken\":\"q\"}]}",
                        "{\"sentMessages\":[{\"id\":null}]}",
                        "{\"message\":\"You have reached your monthly limit.\"}",
                        "{\"message\":[\"x\"],\"details\":null}",
                        "{}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("calls")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = LineReader.read(body);
            LineReader.waiting(body)
                    .forEach(waiting -> assertThat(waiting.person()).isNotEmpty());
        } catch (UnreadableWebhook refused) {
            return;
        }
        assertThat(read).allSatisfy(event -> {
            assertThat(event.from().account()).isEqualTo(LineChannel.ACCOUNT);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
            }
        });
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer ->
                        ApiAnswers.judged(answer, Verdict.of(answer, LineErrors::verdict, LineChannel::id), "LINE"));
    }
}
