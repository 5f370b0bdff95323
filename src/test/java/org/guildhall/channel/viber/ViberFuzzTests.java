package org.guildhall.channel.viber;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.MarkdownRuns;
import org.guildhall.channel.Run;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from Viber's side, and whatever words go there. */
class ViberFuzzTests {

    static Stream<byte[]> calls() {
        return Seeds.posts("viber");
    }

    static Stream<byte[]> words() {
        return Stream.of("**a** *b* `c`", "\\*x\\* _ ~ ```", "[a](https://c.example/*b*) **[b](tel:1)**c", "")
                .map(words -> words.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"status\":0,\"status_message\":\"ok\",\"message_token\":5741311803571721087}",
                        "{\"status\":6,\"status_message\":\"notSubscribed\"}",
                        "{\"status\":12}",
                        "{\"status\":-1}",
                        "{\"status\":99999999999}",
                        "{\"status\":[]}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("calls")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = ViberReader.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        assertThat(read).hasSizeLessThanOrEqualTo(1).allSatisfy(event -> {
            assertThat(event.from().account()).isEqualTo(ViberChannel.ACCOUNT);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
            }
        });
    }

    @MethodSource("calls")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsAcknowledged(byte[] body) {
        assertThat(Fixtures.channel(Fixtures.NOWHERE)
                        .acknowledge(Fixtures.signed(body))
                        .status())
                .isEqualTo(200);
    }

    @MethodSource("words")
    @FuzzTest(maxDuration = "60s")
    void anyWordsAreWrittenWithinWhatTheyMeasure(byte[] bytes) {
        for (String words : Seeds.texts(bytes)) {
            List<Run> runs = MarkdownRuns.of(words);
            assertThat(ViberMarkup.of(runs)).hasSizeLessThanOrEqualTo(ViberMarkup.measure(runs));
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer ->
                        ApiAnswers.judged(answer, Verdict.of(answer, ViberErrors::verdict, ViberChannel::id), "Viber"));
    }
}
