package org.guildhall.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WhatsAppMessagesTests {

    private static final WhatsAppProperties.Template TEMPLATE =
            new WhatsAppProperties.Template("council_reply", "en_GB");

    @ParameterizedTest
    @CsvSource({"PHOTO, image", "VIDEO, video", "ANIMATION, video", "DOCUMENT, document", "OTHER, document"})
    void showsAFileWithItsWordsUnderIt(Content.MediaKind kind, String type) {
        Content file = new Content.Media(
                kind, new Handle(Handle.LINK, "https://council.example/plan"), "The **plan**", "plan.pdf", null, null);

        List<ObjectNode> messages = WhatsAppMessages.of(with(file));

        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.path("type").stringValue()).isEqualTo(type);
            assertThat(message.path(type).path("link").stringValue()).isEqualTo("https://council.example/plan");
            assertThat(message.path(type).path("caption").stringValue()).isEqualTo("The *plan*");
            assertThat(message.path(type).has("filename")).isEqualTo(type.equals("document"));
        });
    }

    @ParameterizedTest
    @CsvSource({"VOICE, audio", "AUDIO, audio", "STICKER, sticker"})
    void saysTheWordsBeforeAFileThatTakesNone(Content.MediaKind kind, String type) {
        Content file = new Content.Media(kind, new Handle("whatsapp", "990001"), "Listen", null, null, null);

        List<ObjectNode> messages = WhatsAppMessages.of(with(file));

        assertThat(messages)
                .extracting(message -> message.path("type").stringValue())
                .containsExactly("text", type);
        assertThat(messages.getLast().path(type).path("id").stringValue()).isEqualTo("990001");
        assertThat(messages.getLast().path(type).has("caption")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1024, 1", "1025, 2"})
    void saysWordsThatDoNotFitUnderAPhotoBeforeIt(int length, int count) {
        String words = "ŵ🐈ע".repeat(300).substring(0, 1000) + "x".repeat(length - 1000);
        Content file =
                new Content.Media(Content.MediaKind.PHOTO, new Handle("whatsapp", "990001"), words, null, null, null);

        assertThat(WhatsAppMessages.of(with(file))).hasSize(count);
    }

    @Test
    void saysTheWordsAloneOfAFileThatWhatsAppCannotHave() {
        Content file = new Content.Media(
                Content.MediaKind.PHOTO, new Handle("telegram", "photo-1"), "The plan", null, null, null);

        assertThat(WhatsAppMessages.of(with(file)))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.path("type").stringValue()).isEqualTo("text"));
    }

    @ParameterizedTest
    @CsvSource({"1024, 1", "1025, 2"})
    void asksForAPlaceWithAButton(int length, int count) {
        String words = "ŵ🐈ע".repeat(300).substring(0, 1000) + "x".repeat(length - 1000);

        List<ObjectNode> messages = WhatsAppMessages.of(with(new Content.PlaceWanted(words)));

        assertThat(messages).hasSize(count);
        assertThat(messages.getLast().path("interactive").path("type").stringValue())
                .isEqualTo("location_request_message");
        assertThat(messages.getLast().path("interactive").path("action").toString())
                .isEqualTo("{\"name\":\"send_location\"}");
        assertThat(messages.getLast()
                        .path("interactive")
                        .path("body")
                        .path("text")
                        .stringValue())
                .isEqualTo(count == 1 ? words : "Please send us the place:");
    }

    @Test
    void showsAPlaceOnAMap() {
        Content place = new Content.Location(52.4153, -4.0829, "Y Llyfrgell", "Sgwâr y Frenhines");

        assertThat(WhatsAppMessages.of(with(place)))
                .singleElement()
                .asString()
                .endsWith("\"type\":\"location\",\"location\":{\"latitude\":52.4153,\"longitude\":-4.0829,"
                        + "\"name\":\"Y Llyfrgell\",\"address\":\"Sgwâr y Frenhines\"}}");
        assertThat(WhatsAppMessages.of(with(new Content.Location(1.5, 2.5, null, null))))
                .singleElement()
                .asString()
                .endsWith("\"location\":{\"latitude\":1.5,\"longitude\":2.5}}");
    }

    @Test
    void showsACardWithItsNameAndNumber() {
        assertThat(WhatsAppMessages.of(with(new Content.Contact("Dai Rees", "+44 1632 960123"))))
                .singleElement()
                .asString()
                .endsWith("\"type\":\"contacts\",\"contacts\":[{"
                        + "\"name\":{\"formatted_name\":\"Dai Rees\",\"first_name\":\"Dai Rees\"},"
                        + "\"phones\":[{\"phone\":\"+44 1632 960123\"}]}]}");
        assertThat(WhatsAppMessages.of(with(new Content.Contact(null, "+44 1632 960123"))))
                .singleElement()
                .asString()
                .contains("\"formatted_name\":\"+44 1632 960123\"");
        assertThat(WhatsAppMessages.of(with(new Content.Contact(null, null)))).isEmpty();
    }

    @Test
    void saysAPlaceInWordsThroughATemplate() {
        Content place = new Content.Location(52.4153, -4.0829, "Y Llyfrgell", null);

        assertThat(WhatsAppMessages.of(with(place), new WhatsAppProperties.Template("council_reply", "en_GB")))
                .singleElement()
                .asString()
                .contains("\"text\":\"Y Llyfrgell https://www.openstreetmap.org/?mlat=52.41530&mlon=-4.08290"
                        + "#map=17/52.41530/-4.08290\"");
    }

    @Test
    void saysAFileByItsAddressThroughATemplate() {
        Handle plan = new Handle(Handle.LINK, "https://council.example/plan_a.jpg");
        Content file = new Content.Media(Content.MediaKind.PHOTO, plan, "The **plan**", null, null, null);

        assertThat(lines(WhatsAppMessages.of(with(file), TEMPLATE)))
                .containsExactly("The *plan* https://council.example/plan_a.jpg");
    }

    @Test
    void saysThroughATemplateWhatIsLeftAndNothingThatHasGoneOut() {
        String words = "A *sentence*. ".repeat(400);
        Outbound choices = with(new Content.Choices(words, List.of(new Choice("y", "Yes"), new Choice("n", "No"))));
        Handle plan = new Handle(Handle.LINK, "https://council.example/plan_a.jpg");
        Outbound file = with(new Content.Media(Content.MediaKind.PHOTO, plan, words, null, null, null));
        Outbound kept = with(
                new Content.Media(Content.MediaKind.PHOTO, new Handle("whatsapp", "990001"), words, null, null, null));
        Outbound place = with(new Content.PlaceWanted(words));

        assertThat(lastLine(choices)).isEqualTo("1. Yes 2. No Reply 1 or 2.");
        assertThat(lastLine(file)).isEqualTo("https://council.example/plan_a.jpg");
        assertThat(lastLine(place)).isEqualTo("Please send us the place:");
        assertThat(WhatsAppMessages.rest(kept, WhatsAppMessages.of(kept).size() - 1, TEMPLATE))
                .as("a file that only WhatsApp has is nothing to say in words")
                .isEmpty();
        assertThat(lines(WhatsAppMessages.rest(choices, 1, TEMPLATE)).getFirst())
                .startsWith("A _sentence_. A _sentence_.");
        assertThat(WhatsAppMessages.rest(choices, 0, TEMPLATE)).isEqualTo(WhatsAppMessages.of(choices, TEMPLATE));
    }

    private static String lastLine(Outbound reply) {
        int last = WhatsAppMessages.of(reply).size() - 1;
        List<ObjectNode> rest = WhatsAppMessages.rest(reply, last, TEMPLATE);
        assertThat(rest).hasSize(1);
        return lines(rest).getFirst();
    }

    private static List<String> lines(List<ObjectNode> messages) {
        return messages.stream()
                .map(message -> message.path("template")
                        .path("components")
                        .path(0)
                        .path("parameters")
                        .path(0)
                        .path("text")
                        .stringValue(""))
                .toList();
    }

    private static Outbound with(Content content) {
        Address ann = new Address("whatsapp", Fixtures.NUMBER, "447700900123", "447700900123");
        return new Outbound(new UUID(0, 1), ann, content, null);
    }

    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void writesATextAsDocumented() {
        assertThat(of("447700900123", new Content.Text("**Monday**"), null))
                .singleElement()
                .asString()
                .isEqualTo(
                        "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"447700900123\","
                                + "\"type\":\"text\",\"text\":{\"body\":\"*Monday*\",\"preview_url\":false}}");
    }

    @Test
    void writesToWhoHidesTheNumberUnderTheOtherId() {
        ObjectNode message = of("GB.8842", new Content.Text("Bore da"), null).getFirst();

        assertThat(message.path("recipient").stringValue()).isEqualTo("GB.8842");
        assertThat(message.has("to")).isFalse();
    }

    @Test
    void saysWhereAnAnswerIsFrom() {
        Source source = new Source("Bin days", "https://c.example/help/bins", LocalDate.of(2027, 3, 31));

        assertThat(text(of("447700900123", new Content.Text("Monday."), source).getFirst()))
                .isEqualTo("Monday.\n\nFrom our page: Bin days (https://c.example/help/bins)\n"
                        + "We check this page again by 31 March 2027.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ŵ", "م", "x"})
    void fillsATextToTheLimitAndCutsOneBeyond(String letter) {
        assertThat(texts(letter.repeat(4096))).hasSize(1);
        assertThat(texts(letter.repeat(4097))).hasSize(2).allMatch(text -> text.length() <= 4096);
    }

    @Test
    void countsItsOwnSignsAndKeepsFamiliesTogether() {
        assertThat(texts("**" + "x".repeat(4094) + "**")).hasSize(1);
        assertThat(texts("**" + "x".repeat(4095) + "**"))
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text).startsWith("*").endsWith("*").hasSizeLessThanOrEqualTo(4096));
        assertThat(texts(FAMILY.repeat(500)))
                .hasSizeGreaterThan(1)
                .allSatisfy(text -> assertThat(text.replace(FAMILY, "")).isEmpty());
    }

    @Test
    void offersUpToThreeShortChoicesAsButtons() {
        ObjectNode message = choices("Did you mean?", "y".repeat(20), "Ŵy", "🇬🇧");

        assertThat(message.path("interactive").toString())
                .isEqualTo("{\"type\":\"button\",\"body\":{\"text\":\"Did you mean?\"},\"action\":{\"buttons\":["
                        + "{\"type\":\"reply\",\"reply\":{\"id\":\"c0\",\"title\":\"" + "y".repeat(20) + "\"}},"
                        + "{\"type\":\"reply\",\"reply\":{\"id\":\"c1\",\"title\":\"Ŵy\"}},"
                        + "{\"type\":\"reply\",\"reply\":{\"id\":\"c2\",\"title\":\"🇬🇧\"}}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyyyyyyyyyyyyyyyyyyy", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "ŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵŵ"})
    void offersAListWhereATitleIsTooLongForAButton(String title) {
        ObjectNode message = choices("Did you mean?", title, "No");

        assertThat(message.path("interactive").path("type").stringValue()).isEqualTo("list");
        assertThat(message.path("interactive").path("body").path("text").stringValue())
                .isEqualTo("Did you mean?");
        assertThat(rows(message).getFirst().path("title").stringValue()).isEqualTo(title);
        assertThat(rows(message).getFirst().has("description")).isFalse();
    }

    @Test
    void offersAListOfFourToTenAndNumbersBeyond() {
        for (int count = 4; count <= 10; count++) {
            assertThat(rows(choices("Which?", numbered(count)))).hasSize(count);
        }

        ObjectNode eleven = choices("Which?", numbered(11));
        assertThat(eleven.path("type").stringValue()).isEqualTo("text");
        assertThat(text(eleven))
                .startsWith("Which?\n\n1. Choice 1\n")
                .endsWith("11. Choice 11\n\nReply with a number from 1 to 11.");
    }

    @Test
    void showsNumbersInTheListWhereATitleIsTooLongForARow() {
        String title = "Report a bin that was not emptied";
        String tooLong = "ŵ".repeat(73);
        ObjectNode message = choices("Did you mean?", title, tooLong, "None of these");

        assertThat(rows(message))
                .extracting(row -> row.path("title").stringValue())
                .containsExactly("1", "2", "3");
        assertThat(rows(message))
                .extracting(row -> row.path("description").stringValue())
                .containsExactly(title, "ŵ".repeat(71) + "…", "None of these");
        assertThat(message.path("interactive").path("body").path("text").stringValue())
                .isEqualTo(
                        "Did you mean?\n\n1. " + title + "\n2. " + tooLong + "\n3. None of these\n\nReply 1, 2 or 3.");
        assertThat(rows(choices("Which?", "x".repeat(24), "y"))
                        .getFirst()
                        .path("title")
                        .stringValue())
                .isEqualTo("x".repeat(24));
        assertThat(rows(choices("Which?", "x".repeat(25), "y"))
                        .getFirst()
                        .path("title")
                        .stringValue())
                .isEqualTo("1");
        assertThat(rows(choices("Which?", "x".repeat(72), "y"))
                        .getFirst()
                        .path("description")
                        .stringValue())
                .isEqualTo("x".repeat(72));
    }

    @Test
    void saysLongWordsBeforeTheButtons() {
        assertThat(offer("x".repeat(1024), "Yes")).hasSize(1);

        List<ObjectNode> messages = offer("x".repeat(1025), "Yes");
        assertThat(messages)
                .extracting(message -> message.path("type").stringValue())
                .containsExactly("text", "interactive");
        assertThat(messages.getLast()
                        .path("interactive")
                        .path("body")
                        .path("text")
                        .stringValue())
                .isEqualTo("Please choose one:");
    }

    @Test
    void asksToChooseWhereNothingElseIsSaid() {
        assertThat(choices("", "Yes")
                        .path("interactive")
                        .path("body")
                        .path("text")
                        .stringValue())
                .isEqualTo("Please choose one:");
    }

    @Test
    void sendsAPlaceForAnIdThatIsTooLong() {
        Content offer = new Content.Choices(
                "Which?", List.of(new Choice("x".repeat(200), "A"), new Choice("x".repeat(201), "B")));

        assertThat(of("447700900123", offer, null)
                        .getFirst()
                        .path("interactive")
                        .path("action")
                        .path("buttons"))
                .extracting(button -> button.path("reply").path("id").stringValue())
                .containsExactly("x".repeat(200), "#2");
    }

    @Test
    void saysTheSameThroughATemplateInOneLine() {
        Outbound reply = outbound(
                "447700900123",
                new Content.Choices(
                        "**Monday**.\n\n- one\n- two", List.of(new Choice("y", "Yes"), new Choice("n", "No"))),
                null);

        assertThat(WhatsAppMessages.of(reply, new WhatsAppProperties.Template("council_reply", "en_GB")))
                .singleElement()
                .satisfies(message -> assertThat(message.path("template").toString())
                        .isEqualTo("{\"name\":\"council_reply\",\"language\":{\"code\":\"en_GB\"},\"components\":[{"
                                + "\"type\":\"body\",\"parameters\":[{\"type\":\"text\",\"text\":"
                                + "\"*Monday*. • one • two 1. Yes 2. No Reply 1 or 2.\"}]}]}"));
        assertThat(WhatsAppMessages.of(
                        outbound("1", new Content.Text("A sentence. ".repeat(200)), null),
                        new WhatsAppProperties.Template("t", "cy")))
                .hasSize(3);
    }

    @Test
    void saysNothingWhereNothingIsLeft() {
        assertThat(of("1", new Content.Text(" \n "), null)).isEmpty();
        assertThat(of("1", new Content.Text("\\*\\*"), null)).isEmpty();
    }

    private static String[] numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "Choice " + n).toArray(String[]::new);
    }

    private static List<JsonNode> rows(ObjectNode message) {
        JsonNode rows = message.path("interactive")
                .path("action")
                .path("sections")
                .path(0)
                .path("rows");
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static ObjectNode choices(String words, String... titles) {
        return offer(words, titles).getFirst();
    }

    private static List<ObjectNode> offer(String words, String... titles) {
        List<Choice> options = IntStream.range(0, titles.length)
                .mapToObj(i -> new Choice("c" + i, titles[i]))
                .toList();
        return of("447700900123", new Content.Choices(words, options), null);
    }

    private static List<String> texts(String markdown) {
        return of("447700900123", new Content.Text(markdown), null).stream()
                .map(WhatsAppMessagesTests::text)
                .toList();
    }

    private static String text(ObjectNode message) {
        return message.path("text").path("body").stringValue();
    }

    private static List<ObjectNode> of(String person, Content content, @Nullable Source source) {
        return WhatsAppMessages.of(outbound(person, content, source));
    }

    private static Outbound outbound(String person, Content content, @Nullable Source source) {
        return new Outbound(new UUID(0, 1), new Address("whatsapp", Fixtures.NUMBER, person, person), content, source);
    }
}
