package org.guildhall.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PlatformMessagesTests {

    private static final Choice YES = new Choice("yes", "Yes");
    private static final Choice NO = new Choice("no", "No");

    @Test
    void wordsArePlainAndLinksShowTheirAddress() {
        assertThat(texts(
                        Platforms.LARGE,
                        "**Bins** go out on *Monday*: [see all](https://council.example/bins).\n\n- one"))
                .containsExactly("Bins go out on Monday: see all (https://council.example/bins).\n\n• one");
        assertThat(texts(Platforms.LARGE, "<https://council.example/bins> or [call](tel:+441632960000)"))
                .containsExactly("https://council.example/bins or call (+441632960000)");
    }

    @Test
    void underAnAnswerStandsWhereItIsFrom() {
        Source source = new Source("Bin day", "https://council.example/help/bin-day", LocalDate.of(2027, 3, 31));
        Outbound reply = new Outbound(new UUID(0, 1), Platforms.ANN, new Content.Text("Monday."), source);

        assertThat(PlatformMessages.of(reply, Platforms.SMALL))
                .singleElement()
                .extracting(message -> message.path("text").stringValue())
                .isEqualTo("Monday.\n\nFrom our page: Bin day (https://council.example/help/bin-day)\n"
                        + "We check this page again by 31 March 2027.");
    }

    @Test
    void aShortQuestionWithUpToThreeChoicesIsATemplateWhoseButtonsStay() {
        assertThat(only(Platforms.LARGE, "Did that help?", YES, NO).toString())
                .isEqualTo("{\"attachment\":{\"type\":\"template\",\"payload\":{\"template_type\":\"button\","
                        + "\"text\":\"Did that help?\",\"buttons\":["
                        + "{\"type\":\"postback\",\"title\":\"Yes\",\"payload\":\"yes\"},"
                        + "{\"type\":\"postback\",\"title\":\"No\",\"payload\":\"no\"}]}}}");
    }

    @Test
    void whereTemplatesAreNotShownTheyAreQuickReplies() {
        assertThat(only(Platforms.SMALL, "Did that help?", YES, NO).toString())
                .isEqualTo("{\"text\":\"Did that help?\",\"quick_replies\":["
                        + "{\"content_type\":\"text\",\"title\":\"Yes\",\"payload\":\"yes\"},"
                        + "{\"content_type\":\"text\",\"title\":\"No\",\"payload\":\"no\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"https://council.example/bins", "www.council.example", "bins@council.example"})
    void whatCanBeTappedStaysOutOfATemplate(String address) {
        assertThat(only(Platforms.LARGE, "See " + address, YES, NO)
                        .path("quick_replies")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void aTemplateHoldsSixHundredAndFortyCharactersAndNotOneMore() {
        assertThat(only(Platforms.LARGE, "\u0175".repeat(640), YES, NO).has("attachment"))
                .isTrue();
        assertThat(only(Platforms.LARGE, "\u0175".repeat(641), YES, NO).has("quick_replies"))
                .isTrue();
        assertThat(only(Platforms.LARGE, "\uD83D\uDE00".repeat(320), YES, NO).has("attachment"))
                .isTrue();
        assertThat(only(Platforms.LARGE, "\uD83D\uDE00".repeat(320) + "x", YES, NO)
                        .has("quick_replies"))
                .isTrue();
    }

    @Test
    void threeChoicesFitATemplateAndFourAreQuickReplies() {
        assertThat(only(Platforms.LARGE, "Which?", choices(3)).has("attachment"))
                .isTrue();
        assertThat(only(Platforms.LARGE, "Which?", choices(4))
                        .path("quick_replies")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void thirteenAreQuickRepliesAndFourteenStandInTheText() {
        assertThat(only(Platforms.SMALL, "Which?", choices(13))
                        .path("quick_replies")
                        .size())
                .isEqualTo(13);
        ObjectNode fourteen = only(Platforms.SMALL, "Which?", choices(14));
        assertThat(fourteen.has("quick_replies")).isFalse();
        assertThat(fourteen.path("text").stringValue())
                .contains("14. Choice 14")
                .contains("from 1 to 14");
    }

    @ParameterizedTest
    @CsvSource({"\u0175", "\u0633", "a"})
    void aTitleHasTwentyCharactersAndALongerOneItsNumber(String letter) {
        ObjectNode fits = only(Platforms.SMALL, "Which?", new Choice("a", letter.repeat(20)), NO);
        ObjectNode tooLong = only(Platforms.SMALL, "Which?", new Choice("a", letter.repeat(21)), NO);

        assertThat(fits.findValuesAsString("title")).containsExactly(letter.repeat(20), "No");
        assertThat(tooLong.findValuesAsString("title")).containsExactly("1", "2");
        assertThat(tooLong.path("text").stringValue())
                .contains("1. " + letter.repeat(21))
                .contains("2. No");
        assertThat(tooLong.findValuesAsString("payload")).containsExactly("a", "no");
    }

    @Test
    void anEmojiCountsForTwoInATitle() {
        assertThat(only(Platforms.SMALL, "Which?", new Choice("a", "\uD83D\uDE00".repeat(10)), NO)
                        .findValuesAsString("title"))
                .contains("No");
        assertThat(only(Platforms.SMALL, "Which?", new Choice("a", "\uD83D\uDE00".repeat(10) + "x"), NO)
                        .findValuesAsString("title"))
                .containsExactly("1", "2");
    }

    @Test
    void anIdOfAThousandCharactersTravelsAndALongerOneAsItsPlace() {
        assertThat(only(Platforms.SMALL, "Which?", new Choice("x".repeat(1000), "A"), new Choice("x".repeat(1001), "B"))
                        .findValuesAsString("payload"))
                .containsExactly("x".repeat(1000), "#2");
    }

    @Test
    void choicesBelongToTheLastOfSeveralMessages() {
        List<ObjectNode> messages = PlatformMessages.of(
                Platforms.outbound(new Content.Choices("A sentence. ".repeat(200), List.of(YES, NO))), Platforms.SMALL);

        assertThat(messages).hasSize(3);
        assertThat(messages.subList(0, 2)).noneMatch(message -> message.has("quick_replies"));
        assertThat(messages.getLast().path("quick_replies").size()).isEqualTo(2);
    }

    @Test
    void choicesWithoutWordsGetSome() {
        assertThat(only(Platforms.LARGE, "", YES, NO).path("text").stringValue())
                .isEqualTo("Please choose one:");
        assertThat(PlatformMessages.of(Platforms.outbound(new Content.Choices(" ", List.of())), Platforms.LARGE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, image",
        "STICKER, image",
        "VIDEO, video",
        "ANIMATION, video",
        "VOICE, audio",
        "AUDIO, audio",
        "DOCUMENT, file",
        "OTHER, file"
    })
    void aFileComesAfterItsWords(Content.MediaKind kind, String type) {
        Content file = new Content.Media(
                kind, new Handle(Handle.LINK, "https://council.example/plan"), "The **plan**", null, null, null);

        assertThat(PlatformMessages.of(Platforms.outbound(file), Platforms.LARGE))
                .extracting(ObjectNode::toString)
                .containsExactly(
                        "{\"text\":\"The plan\"}",
                        "{\"attachment\":{\"type\":\"" + type
                                + "\",\"payload\":{\"url\":\"https://council.example/plan\"}}}");
    }

    @Test
    void ofAFileThatAnotherMessengerKeepsOnlyTheWordsAreSaid() {
        Content file = new Content.Media(
                Content.MediaKind.PHOTO, new Handle("telegram", "photo-1"), "The plan", null, null, null);

        assertThat(texts(file)).containsExactly("The plan");
    }

    @Test
    void aPlaceAndACardAreSaidInWords() {
        String map = "https://www.openstreetmap.org/?mlat=52.41530&mlon=-4.08290#map=17/52.41530/-4.08290";

        assertThat(texts(new Content.Location(52.4153, -4.0829, "Y *Llyfrgell*", "Sgwâr y Frenhines")))
                .containsExactly("Y *Llyfrgell*, Sgwâr y Frenhines\n" + map);
        assertThat(texts(new Content.Location(52.4153, -4.0829, null, null))).containsExactly(map);
        assertThat(texts(new Content.Contact("Dai Rees", "+44 1632 960123")))
                .containsExactly("Dai Rees: +44 1632 960123");
        assertThat(texts(new Content.Contact(null, "+44 1632 960123"))).containsExactly("+44 1632 960123");
        assertThat(texts(new Content.Contact(null, null))).isEmpty();
    }

    private static Choice[] choices(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Choice("id-" + number, "Choice " + number))
                .toArray(Choice[]::new);
    }

    private static ObjectNode only(MessengerPlatform platform, String words, Choice... options) {
        List<ObjectNode> messages =
                PlatformMessages.of(Platforms.outbound(new Content.Choices(words, List.of(options))), platform);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    private static List<String> texts(MessengerPlatform platform, String markdown) {
        return texts(platform, new Content.Text(markdown));
    }

    private static List<String> texts(Content content) {
        return texts(Platforms.LARGE, content);
    }

    private static List<String> texts(MessengerPlatform platform, Content content) {
        return PlatformMessages.of(Platforms.outbound(content), platform).stream()
                .map(message -> message.path("text").stringValue())
                .toList();
    }
}
