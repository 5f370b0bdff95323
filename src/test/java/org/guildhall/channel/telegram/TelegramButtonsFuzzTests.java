package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.message.Choice;
import org.guildhall.message.Inbound;
import org.junit.jupiter.params.provider.MethodSource;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;

/** Whatever a choice is called, and whatever a button of an old message sends back. */
class TelegramButtonsFuzzTests {

    /** https://core.telegram.org/bots/api#inlinekeyboardbutton */
    private static final int LONGEST_DATA = 64;

    private static final UpdateReader READER = Fixtures.reader();
    private static final ObjectMapper JSON = TelegramConfiguration.json();

    static Stream<byte[]> ids() {
        return Stream.concat(
                Stream.of(
                                "article:missed-bin",
                                "person",
                                "#1",
                                "#",
                                "a".repeat(64),
                                "a".repeat(65),
                                "ŵ".repeat(32),
                                "ŵ".repeat(33),
                                "🗑️".repeat(10),
                                " ",
                                "")
                        .map(id -> id.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("ids")
    @FuzzTest(maxDuration = "60s")
    void aButtonSendsTheIdOrThePlaceOfItsChoice(byte[] bytes) {
        for (String id : Seeds.texts(bytes)) {
            List<String> data = data(offer(id));
            assertThat(data)
                    .hasSize(3)
                    .allSatisfy(sent ->
                            assertThat(sent.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, LONGEST_DATA));
            boolean fits = !id.startsWith("#") && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DATA;
            assertThat(data.get(1)).isEqualTo(fits && !id.isBlank() ? id : "#2");
            assertThat(data.getLast()).isEqualTo("none");
        }
    }

    @MethodSource("ids")
    @FuzzTest(maxDuration = "60s")
    void whatAButtonSendsComesBackWithTheTitleTheCitizenSaw(byte[] bytes) throws IOException {
        for (String id : Seeds.texts(bytes)) {
            List<Choice> offer = offer(id);
            List<String> data = data(offer);
            for (int tapped = 0; tapped < offer.size(); tapped++) {
                Inbound.Said said = tapped(offer, data, data.get(tapped));
                assertThat(said.choice()).isEqualTo(data.get(tapped));
                // Two of one id are one choice.
                int same = data.indexOf(data.get(tapped));
                assertThat(said.content().text()).isEqualTo(offer.get(same).title());
            }
        }
    }

    @MethodSource("ids")
    @FuzzTest(maxDuration = "60s")
    void whatNoButtonOfTheMessageSendsHasNoTitle(byte[] bytes) throws IOException {
        for (String sent : Seeds.texts(bytes)) {
            List<Choice> offer = List.of(new Choice("yes-" + sent, "Yes"));
            Inbound.Said said = tapped(offer, List.of("yes-" + sent), sent);
            assertThat(said.choice()).isEqualTo(sent);
            assertThat(said.content().text()).isEmpty();
        }
    }

    private static List<Choice> offer(String id) {
        return List.of(new Choice("first", "The first"), new Choice(id, "The " + id), new Choice("none", "None"));
    }

    private static List<String> data(List<Choice> offer) {
        return TelegramButtons.of(offer).getKeyboard().stream()
                .flatMap(List::stream)
                .map(InlineKeyboardButton::getCallbackData)
                .toList();
    }

    /** The tap as Telegram reports it, with the message's buttons as they were sent. */
    private static Inbound.Said tapped(List<Choice> offer, List<String> data, String sent) throws IOException {
        ObjectNode update = (ObjectNode) JSON.readTree(Fixtures.body("button"));
        ObjectNode query = (ObjectNode) update.path("callback_query");
        query.put("data", sent);
        ArrayNode rows =
                ((ObjectNode) query.path("message")).putObject("reply_markup").putArray("inline_keyboard");
        for (int i = 0; i < offer.size(); i++) {
            rows.addArray().addObject().put("text", offer.get(i).title()).put("callback_data", data.get(i));
        }
        return (Inbound.Said) READER.read(JSON.writeValueAsBytes(update)).getFirst();
    }
}
