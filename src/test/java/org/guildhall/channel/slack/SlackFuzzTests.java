package org.guildhall.channel.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.channel.Acknowledgement;
import org.guildhall.channel.ApiAnswers;
import org.guildhall.channel.UnreadableWebhook;
import org.guildhall.channel.Verdict;
import org.guildhall.channel.Webhook;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes from Slack's side, or goes there. */
class SlackFuzzTests {

    private static final SlackReader READER = new SlackReader("");
    private static final SlackChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);

    /** All that may stand between angle brackets of ours. */
    private static final Pattern LINK =
            Pattern.compile("<(https?|mailto):[^<>|\\s]*\\|[^<>]*>", Pattern.CASE_INSENSITIVE);

    static Stream<byte[]> posts() {
        return Seeds.posts("slack");
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"ok\":true,\"channel\":\"D01ANN\",\"ts\":\"1.2\"}",
                        "{\"ok\":false,\"error\":\"ratelimited\"}",
                        "{\"ok\":false,\"error\":\"user_not_found\"}",
                        "{\"ok\":false,\"error\":\"error_of_the_future\"}",
                        "{\"ok\":false,\"error\":7}",
                        "{\"ok\":\"false\",\"error\":\"invalid_auth\"}",
                        "{\"ok\":false}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("posts")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefusedAndAcknowledged(byte[] body) {
        isSound(() -> READER.event(body));
        isSound(() -> READER.form(body));
        Webhook call = Fixtures.signed(body);
        Acknowledgement answer = CHANNEL.acknowledge(call);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).matches("[A-Za-z0-9._~+/=-]*");
    }

    private interface Reading {
        List<Inbound> read();
    }

    private static void isSound(Reading reading) {
        List<Inbound> read;
        try {
            read = reading.read();
        } catch (UnreadableWebhook refused) {
            return;
        }
        for (Inbound event : read) {
            assertThat(event.from().account()).isEqualTo(SlackChannel.ACCOUNT);
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
                assertThat(event.from().replyTo()).isNotEmpty();
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesThatSlackTakesAndThatCallNobody(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (ObjectNode message : SlackMessages.of(outbound(new Content.Text(text)))) {
                String words = message.path("text").stringValue();
                assertThat(words).isNotBlank().hasSizeLessThanOrEqualTo(40_000);
                String rest = LINK.matcher(words).replaceAll("");
                assertThat(rest).doesNotContain("<");
                assertThat(rest.lines()).noneMatch(line -> line.indexOf('>') > 0);
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTitleBecomesAButtonThatSlackTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content offer = new Content.Choices(text, List.of(new Choice(text, text), new Choice("no", "No")));
            ObjectNode message = SlackMessages.of(outbound(offer)).getLast();
            assertThat(message.path("blocks").path(0).path("text").path("text").stringValue())
                    .isNotBlank()
                    .hasSizeLessThanOrEqualTo(SlackMessages.LONGEST_SECTION);
            message.path("blocks").path(1).path("elements").forEach(button -> {
                assertThat(button.path("text").path("text").stringValue())
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(SlackMessages.LONGEST_BUTTON);
                assertThat(button.path("value").stringValue()).hasSizeLessThanOrEqualTo(SlackMessages.LONGEST_VALUE);
            });
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyWordsAreReadBackAsTheyWereMeant(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            assertThat(SlackWords.of(escaped, Set.of())).isEqualTo(text.strip());
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer -> ApiAnswers.judged(
                        answer, Verdict.of(answer, SlackErrors::verdict, SlackMessages::id), "Slack"));
    }

    private static Outbound outbound(Content content) {
        Address to = new Address("slack", SlackChannel.ACCOUNT, "U01ANN", "D01ANN");
        return new Outbound(new UUID(0, 0), to, content, null);
    }
}
