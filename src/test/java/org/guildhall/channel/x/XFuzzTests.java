package org.guildhall.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.Posts;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes from X's side. */
class XFuzzTests {

    private static final XReader READER = new XReader(Fixtures.ACCOUNT);
    private static final XChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);

    static Stream<byte[]> calls() {
        return Seeds.posts("x");
    }

    static Stream<byte[]> tokens() {
        return Stream.of("abcde12345", "{}", "[]", "{\"data\":{}}", "YWJj=", " ", "\u0000")
                .map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"data\":{\"dm_conversation_id\":\"1-2\",\"dm_event_id\":\"2080\"}}",
                        "{\"data\":{\"id\":\"2080\",\"text\":\"x\"}}",
                        "{\"data\":{\"dm_event_id\":\"\"}}",
                        "{\"data\":[]}",
                        "{\"detail\":\"You do not have permission to DM one or more participants.\",\"status\":403}",
                        "{\"errors\":[{\"code\":349,\"message\":\"no\"}]}",
                        "{\"errors\":[{\"code\":\"349\"},null,7]}",
                        "{\"errors\":{}}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("calls")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        for (Inbound event : read) {
            assertThat(event.from().account()).isEqualTo(Fixtures.ACCOUNT);
            assertThat(event.from().person()).isNotEqualTo(Fixtures.ACCOUNT);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
            }
        }
    }

    /** Whoever asks for a check learns the signature of what they ask: it must not be one that is read. */
    @MethodSource("tokens")
    @FuzzTest(maxDuration = "60s")
    void noCheckSignsABody(byte[] bytes) {
        for (String token : Seeds.texts(bytes)) {
            Webhook check = Posts.get(Map.of("crc_token", token));
            if (CHANNEL.acknowledge(check).status() == 200) {
                assertThat(unreadable(token)).isTrue();
            }
        }
    }

    private static boolean unreadable(String body) {
        try {
            READER.read(body.getBytes(StandardCharsets.UTF_8));
            return false;
        } catch (UnreadableWebhook noCall) {
            return true;
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer -> ApiAnswers.judged(answer, Verdict.of(answer, XErrors::verdict, XChannel::id), "X"));
    }
}
