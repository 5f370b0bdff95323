package org.guildhall.channel.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes from a homeserver's side, or goes there. */
class MatrixFuzzTests {

    private static final MatrixReader READER = new MatrixReader(Fixtures.ACCOUNT);
    private static final Address TO = new Address("matrix", Fixtures.ACCOUNT, Fixtures.ANN, Fixtures.ROOM);

    /** The only tags there are. */
    private static final Pattern TAG =
            Pattern.compile("</?(?:strong|em|code|pre|blockquote|a)>|<br>|<a href=\"[^\"<>]*\">");

    static Stream<byte[]> transactions() {
        return Seeds.posts("matrix");
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"event_id\":\"$new\"}",
                        "{\"event_id\":\"\"}",
                        "{\"event_id\":7}",
                        "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":9223372036854775807}",
                        "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":-1}",
                        "{\"errcode\":\"M_FORBIDDEN\",\"error\":\"no\"}",
                        "{\"errcode\":null}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("transactions")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefused(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        READER.invitations(body)
                .forEach(invitation -> assertThat(invitation.room()).isNotNull());
        for (Inbound event : read) {
            assertThat(event.from().account()).isEqualTo(Fixtures.ACCOUNT);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
                assertThat(event.from().replyTo()).isNotEmpty();
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesWithoutAnyOtherTag(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Outbound reply = new Outbound(new UUID(0, 0), TO, new Content.Text(text), null);
            for (ObjectNode message : MatrixMessages.of(reply)) {
                assertThat(message.path("body").stringValue().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(MatrixMessages.LONGEST_TEXT);
                String html = message.path("formatted_body").stringValue("");
                assertThat(TAG.matcher(html).replaceAll("")).doesNotContain("<", ">");
            }
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer -> ApiAnswers.judged(
                        answer, Verdict.of(answer, MatrixErrors::verdict, MatrixMessages::id), "Matrix"));
    }
}
