package org.guildhall.channel.teams;

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
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Whatever comes from Teams' side, or goes there. */
class TeamsFuzzTests {

    private static final TeamsSetup.Services SERVICES = new TeamsSetup.Services(false, "");
    private static final TeamsReader READER = Fixtures.reader();
    private static final TeamsChannel CHANNEL = Fixtures.channel(Fixtures.NOWHERE);

    private static final Pattern TAG = Pattern.compile("<br>|</?(b|i|code|pre|blockquote|a)>|<a href=\"[^\"<>]*\">");

    static Stream<byte[]> posts() {
        return Seeds.posts("teams");
    }

    static Stream<byte[]> markdown() {
        return Seeds.markdown();
    }

    static Stream<byte[]> tokens() {
        return Stream.of("", ".", "..", "e30.e30.e30", "a.b.c", Fixtures.MICROSOFT.token("x", "y", Fixtures.NOW))
                .map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> answers() {
        return Stream.of(
                        "{\"id\":\"1\"}",
                        "{\"id\":7}",
                        "{\"error\":{\"code\":\"BotDisabledByUser\"}}",
                        "{\"error\":{\"code\":\"CodeOfTheFuture\"}}",
                        "{\"error\":{\"code\":7}}",
                        "{\"error\":\"ServiceError\"}",
                        "null",
                        "")
                .map(answer -> answer.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("posts")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefusedAndLeadsToNoOtherService(byte[] body) {
        List<Inbound> read;
        try {
            read = READER.read(body);
        } catch (UnreadableWebhook refused) {
            return;
        }
        for (Inbound event : read) {
            assertThat(event.from().account()).isEqualTo(Fixtures.APP);
            String service = TeamsPlace.to(event.from()).service();
            assertThat(service.isEmpty() || SERVICES.allow(service)).isTrue();
            if (!(event instanceof Inbound.Unreadable)) {
                assertThat(event.eventId()).isNotEmpty();
                assertThat(event.from().person()).isNotEmpty();
            }
        }
        assertThat(CHANNEL.acknowledge(Fixtures.signed(body)).status()).isEqualTo(200);
    }

    @MethodSource("tokens")
    @FuzzTest(maxDuration = "60s")
    void onlyATokenOfMicrosoftsIsBelieved(byte[] given) {
        for (String token : Seeds.texts(given)) {
            assertThat(CHANNEL.signed(Fixtures.with(Fixtures.body("text"), token)))
                    .isFalse();
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTextBecomesMessagesWithNoTagsButOurs(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            for (ObjectNode message : TeamsMessages.of(outbound(new Content.Text(text)))) {
                String html = message.path("text").stringValue();
                assertThat(html).isNotBlank().hasSizeLessThanOrEqualTo(3 * TeamsMessages.LONGEST_TEXT + 3);
                assertThat(TAG.matcher(html).replaceAll("")).doesNotContain("<", ">");
            }
        }
    }

    @MethodSource("markdown")
    @FuzzTest(maxDuration = "60s")
    void anyTitleBecomesAButtonThatTeamsTakes(byte[] bytes) {
        for (String text : Seeds.texts(bytes)) {
            Content offer = new Content.Choices(text, List.of(new Choice(text, text), new Choice("no", "No")));
            ObjectNode message = TeamsMessages.of(outbound(offer)).getLast();
            assertThat(message.path("text").stringValue()).isNotBlank();
            assertThat(message.path("attachments").findValuesAsString("title"))
                    .hasSize(2)
                    .allMatch(title -> !title.isBlank() && title.length() <= TeamsMessages.LONGEST_BUTTON);
            assertThat(message.path("attachments").findValuesAsString("choice"))
                    .allMatch(id -> id.length() <= TeamsMessages.LONGEST_VALUE);
        }
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "60s")
    void anyAnswerHasAVerdictInOurWords(byte[] body) {
        ApiAnswers.of(body)
                .forEach(answer -> ApiAnswers.judged(
                        answer, Verdict.of(answer, TeamsErrors::verdict, TeamsMessages::id), "Teams"));
    }

    private static Outbound outbound(Content content) {
        Address to = new Address("teams", Fixtures.APP, "29:ann", "a:1|" + Fixtures.SERVICE);
        return new Outbound(new UUID(0, 0), to, content, null);
    }
}
