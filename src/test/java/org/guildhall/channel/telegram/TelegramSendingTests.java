package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.LocalPort;
import org.guildhall.channel.WholeReply;
import org.guildhall.conversation.InboxFixture;
import org.guildhall.conversation.Outbox;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.guildhall.simulator.BotApi;
import org.guildhall.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

@org.junit.jupiter.api.extension.ExtendWith(OutputCaptureExtension.class)
class TelegramSendingTests {

    private static final Address ANN = new Address("telegram", "42", "5001", "5001");

    private static final Fault MOVED = new Fault.Refused(400, """
            {"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",\
            "parameters":{"migrate_to_chat_id":-1007}}""");

    private final BotApi api = BotApi.start(0);
    private final TelegramChannel channel = Fixtures.channel(api.url());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void sendsHtmlWithoutLinkPreviews() {
        assertThat(send("**Monday** & Tuesday")).isEqualTo(new Delivery.Sent("1"));

        BotApi.Call call = api.messagesTo(5001).getFirst();
        assertThat(call.token()).isEqualTo(Fixtures.TOKEN);
        assertThat(call.text("text")).isEqualTo("<b>Monday</b> &amp; Tuesday");
        assertThat(call.text("parse_mode")).isEqualTo("HTML");
        assertThat(call.parameters()
                        .path("link_preview_options")
                        .path("is_disabled")
                        .asBoolean(false))
                .isTrue();
        assertThat(call.buttons()).isEmpty();
    }

    @Test
    void saysChoicesInWordsWhereOneHasNoTitleForAButton() {
        send(new Content.Choices("Which?", List.of(new Choice("a", "Bins"), new Choice("b", " \n "))));

        BotApi.Call call = api.messagesTo(5001).getFirst();
        assertThat(call.buttons()).isEmpty();
        assertThat(call.text("text")).startsWith("Which?\n\n1. Bins\n2.").endsWith("Reply 1 or 2.");
    }

    @Test
    void takesButtonsAwayAfterSomebodyChoseInWords() {
        channel.chosen(ANN, Mono.just("12")).block(SOON);
        channel.chosen(new Address("telegram", "42", "-100:5001", "-100/5"), Mono.just("13"))
                .block(SOON);
        channel.chosen(ANN, Mono.empty()).block(SOON);
        channel.chosen(ANN, Mono.just("not Telegram's")).block(SOON);

        assertThat(api.calls("editMessageReplyMarkup"))
                .extracting(call -> call.text("chat_id") + " " + call.text("message_id"))
                .containsExactly("5001 12", "-100 13");
        assertThat(api.calls("editMessageReplyMarkup"))
                .noneMatch(call -> call.parameters().has("reply_markup"));
    }

    @Test
    void offersOneButtonARowAndItsPlaceWhereTheIdIsTooLong() {
        String tooLong = "ŵ".repeat(33);
        send(new Content.Choices(
                "Did you mean?",
                List.of(new Choice("bins", "Bins"), new Choice(tooLong, "Something long"), new Choice("#odd", "Odd"))));

        BotApi.Call call = api.messagesTo(5001).getFirst();
        assertThat(call.buttons()).containsExactly("Bins", "Something long", "Odd");
        assertThat(call.callbackData()).containsExactly("bins", "#2", "#3");
        assertThat(call.parameters()
                        .path("reply_markup")
                        .path("inline_keyboard")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void putsTheButtonsUnderTheLastOfSeveralMessages() {
        send(new Content.Choices("A sentence. ".repeat(500), List.of(new Choice("yes", "Yes"))));

        assertThat(api.messagesTo(5001))
                .extracting(call -> call.buttons().size())
                .containsExactly(0, 1);
    }

    @Test
    void goesOnWhereALongReplyBrokeOff() {
        AtomicInteger count = new AtomicInteger();
        api.failing(call -> count.incrementAndGet() == 2 ? Fault.error(500, "Internal Server Error") : Fault.NONE);
        Outbound reply = outbound(new Content.Text("A sentence. ".repeat(500)));

        assertThat(channel.send(reply).block(SOON)).isEqualTo(new Delivery.Partly(new Delivery.Sent("1"), 1, false));
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Deferred.class);
        assertThat(channel.send(reply, 1).block(SOON)).isInstanceOf(Delivery.Sent.class);

        assertThat(api.messagesTo(5001)).hasSize(3);
        assertThat(api.messagesTo(5001).get(1).text("text"))
                .isEqualTo(api.messagesTo(5001).get(2).text("text"));
    }

    /** A part of the outbox is one message of Telegram's, so that what was sent need not be remembered anywhere else. */
    @Test
    void aPartThatFailsBringsNoOtherAgainThoughNothingIsRemembered() {
        String story = IntStream.range(0, 300)
                .mapToObj(number -> "This is sentence " + number + " about bins.")
                .collect(Collectors.joining(" "));
        InboxFixture house = new InboxFixture();
        house.answering(story);
        house.inbox()
                .accept(List.of(new Inbound.Said("e1", ANN, new Content.Text("a story"), null, null, null, null)))
                .block(SOON);
        house.settle();
        AtomicInteger count = new AtomicInteger();
        api.failing(call -> count.incrementAndGet() == 2 ? Fault.error(500, "Internal Server Error") : Fault.NONE);
        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Outbox.Dispatch head = Objects.requireNonNull(house.outbox()
                            .take(Outbox.Round.all("telegram"), 10, Duration.ZERO)
                            .block(SOON))
                    .getFirst();
            Delivery delivery = Objects.requireNonNull(
                    Fixtures.channel(api.url()).send(head.outbound()).block(SOON));
            if (delivery instanceof Delivery.Sent) {
                arrived.add(api.messagesTo(5001).getLast().text("text"));
            }
            house.outbox().settle(head, delivery, Duration.ZERO).block(SOON);
            house.sql().sql("update outbox set due_at = now()").update();
        }

        assertThat(String.join(" ", arrived)).isEqualTo(story);
        assertThat(api.messagesTo(5001)).hasSize(4);
        assertThat(house.outbox()
                        .take(Outbox.Round.all("telegram"), 10, Duration.ZERO)
                        .block(SOON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: bot was blocked by the user, true",
        "403, Forbidden: user is deactivated, true",
        "400, Bad Request: chat not found, true",
        "400, Bad Request: BUTTON_DATA_INVALID, false",
        "400, Bot domain invalid., false",
        "401, Unauthorized, false",
        "404, Not Found, false"
    })
    void givesUpWhenAnotherAttemptWouldEndTheSame(int code, String description, boolean blocked) {
        api.failing(call -> Fault.error(code, description));

        assertThat(send("Hello")).isEqualTo(new Delivery.Refused(code + " " + description, blocked));
    }

    @Test
    void waitsAsLongAsTelegramSays() {
        api.failing(call -> Fault.tooMany(30));

        assertThat(send("Hello"))
                .isEqualTo(
                        new Delivery.Deferred(Duration.ofSeconds(30), "429 Too Many Requests: retry after 30", false));
    }

    @ParameterizedTest
    @CsvSource({"500, false", "502, false", "503, false", "504, true"})
    void comesBackAfterAServersFaultEvenWithoutABody(int status, boolean uncertain) {
        api.failing(call -> new Fault.Refused(status, ""));

        assertThat(send("Hello")).isEqualTo(new Delivery.Deferred(null, status + " HTTP " + status, uncertain));
    }

    @Test
    void isUncertainWhenTheAnswerIsLostAndDoesNotSendAgainByItself() {
        api.failing(call -> new Fault.Lost());

        assertThat(send("Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(deferred.uncertain()).isTrue());
        assertThat(api.messagesTo(5001)).hasSize(1);
    }

    @Test
    void isUncertainWhenNoAnswerComesInTime() {
        api.failing(call -> new Fault.Slow(Duration.ofSeconds(20)));

        assertThat(send("Hello"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(deferred.uncertain()).isTrue());
    }

    @Test
    void isCertainWhenNobodyListens() throws IOException {
        LocalPort free = LocalPort.free();

        Delivery delivery = Fixtures.channel(URI.create("http://127.0.0.1:" + free.number()))
                .send(outbound(new Content.Text("Hello")))
                .block(SOON);

        assertThat(delivery).isEqualTo(new Delivery.Deferred(null, "ConnectException", false));
    }

    @Test
    void sendsTheSameWordsPlainWhenTelegramCannotParseThem() {
        api.failing(call -> call.text("parse_mode").isEmpty()
                ? Fault.NONE
                : Fault.error(400, "Bad Request: can't parse entities: unexpected end tag"));

        assertThat(send("**Monday** & [more](https://a.example)")).isInstanceOf(Delivery.Sent.class);

        assertThat(api.messagesTo(5001)).hasSize(2);
        assertThat(api.messagesTo(5001).get(1).text("text")).isEqualTo("Monday & more (https://a.example)");
    }

    @Test
    void takesAnAnswerItDoesNotKnowForSent() {
        api.failing(call -> new Fault.Refused(200, "{\"ok\":true,\"result\":{\"message_id\":0,\"new\":[1]}}"));

        assertThat(send("Hello")).isEqualTo(new Delivery.Sent(null));
    }

    @Test
    void stopsTheSpinnerOfATappedButton() {
        channel.courtesy(Fixtures.webhook(Fixtures.body("button"), Fixtures.SECRET))
                .block(SOON);

        assertThat(api.calls("answerCallbackQuery"))
                .singleElement()
                .satisfies(call -> assertThat(call.text("callback_query_id")).isEqualTo("77001"));
    }

    @Test
    void takesButtonsAwayThatHaveBeenUsed() {
        channel.courtesy(Fixtures.webhook(Fixtures.body("button"), Fixtures.SECRET))
                .block(SOON);

        assertThat(api.calls("editMessageReplyMarkup")).singleElement().satisfies(call -> {
            assertThat(call.text("chat_id")).isEqualTo("5001");
            assertThat(call.text("message_id")).isEqualTo("12");
            assertThat(call.parameters().has("reply_markup")).isFalse();
        });
    }

    @Test
    void stopsTheSpinnerAlsoWhereTheButtonsCannotBeTakenAway() {
        api.failing(call ->
                call.method().equals("editmessagereplymarkup") ? Fault.error(400, "Bad Request: too old") : Fault.NONE);

        channel.courtesy(Fixtures.webhook(Fixtures.body("button"), Fixtures.SECRET))
                .onErrorComplete()
                .block(SOON);
        assertThat(api.calls("answerCallbackQuery")).hasSize(1);
    }

    @Test
    void showsThatAnAnswerIsOnItsWay() {
        channel.courtesy(Fixtures.webhook(Fixtures.body("text"), Fixtures.SECRET))
                .block(SOON);

        assertThat(api.calls("sendChatAction")).singleElement().satisfies(call -> {
            assertThat(call.text("chat_id")).isEqualTo("5001");
            assertThat(call.text("action")).isEqualTo("typing");
        });
    }

    @Test
    void showsItToNobodyInARushAndStopsTheSpinnersAllTheSame() {
        channel.courtesyInARush(Fixtures.webhook(Fixtures.body("text"), Fixtures.SECRET))
                .block(SOON);
        channel.courtesyInARush(Fixtures.webhook(Fixtures.body("button"), Fixtures.SECRET))
                .block(SOON);

        assertThat(api.calls("sendChatAction")).isEmpty();
        assertThat(api.calls("answerCallbackQuery")).hasSize(1);
    }

    @Test
    void showsItToAFewAtOnceOnly() {
        CountDownLatch everybodyHasWritten = new CountDownLatch(1);
        api.failing(call -> {
            try {
                everybodyHasWritten.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Fault.NONE;
        });
        List<Disposable> shown = IntStream.range(0, 20)
                .mapToObj(i -> channel.courtesy(Fixtures.webhook(Fixtures.body("text"), Fixtures.SECRET))
                        .subscribe())
                .toList();
        everybodyHasWritten.countDown();

        await().atMost(SOON).until(() -> shown.stream().allMatch(Disposable::isDisposed));
        assertThat(api.calls("sendChatAction")).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, sendPhoto, photo",
        "DOCUMENT, sendDocument, document",
        "VIDEO, sendVideo, video",
        "VOICE, sendVoice, voice",
        "AUDIO, sendAudio, audio",
        "ANIMATION, sendAnimation, animation"
    })
    void showsAFileWithItsWordsUnderIt(Content.MediaKind kind, String method, String parameter) {
        Handle plan = new Handle(Handle.LINK, "https://council.example/plan");
        assertThat(send(new Content.Media(kind, plan, "The **plan**", null, null, null)))
                .isInstanceOf(Delivery.Sent.class);

        assertThat(api.calls(method)).singleElement().satisfies(call -> {
            assertThat(call.text("chat_id")).isEqualTo("5001");
            assertThat(call.text(parameter)).isEqualTo("https://council.example/plan");
            assertThat(call.text("caption")).isEqualTo("The <b>plan</b>");
            assertThat(call.text("parse_mode")).isEqualTo("HTML");
        });
        assertThat(api.calls("sendMessage")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1024, 1, 0", "1025, 0, 1"})
    void saysWordsThatDoNotFitUnderAPhotoBeforeIt(int length, int captions, int messages) {
        String words = "ŵ🐈ע".repeat(300).substring(0, 1000) + "x".repeat(length - 1000);
        send(new Content.Media(Content.MediaKind.PHOTO, new Handle("telegram", "photo-1"), words, null, null, null));

        assertThat(api.calls("sendPhoto"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call.text("caption").isEmpty() ? 0 : 1).isEqualTo(captions));
        assertThat(api.messagesTo(5001)).hasSize(messages);
    }

    @Test
    void saysTheWordsAloneOfAFileThatTelegramCannotHave() {
        send(new Content.Media(
                Content.MediaKind.PHOTO, new Handle("whatsapp", "990001"), "The plan", null, null, null));

        assertThat(api.calls("sendPhoto")).isEmpty();
        assertThat(api.messagesTo(5001)).hasSize(1);
    }

    @Test
    void offersAButtonThatSendsAPlace() {
        send(new Content.PlaceWanted("Where is it?"));

        assertThat(api.messagesTo(5001)
                        .getFirst()
                        .parameters()
                        .path("reply_markup")
                        .path("keyboard")
                        .path(0)
                        .path(0)
                        .path("request_location")
                        .asBoolean(false))
                .isTrue();

        channel.send(new Outbound(
                        UUID.randomUUID(),
                        new Address("telegram", "42", "-100:5001", "-100"),
                        new Content.PlaceWanted("Where is it?"),
                        null))
                .block(SOON);
        assertThat(api.messagesTo(-100).getFirst().parameters().has("reply_markup"))
                .as("a group cannot be asked")
                .isFalse();
    }

    @Test
    void takesTheButtonThatSendsAPlaceAwayWithWhateverIsSaidNextAndBeforeOtherButtons() {
        List<Choice> yesOrNo = List.of(new Choice("yes", "Yes"), new Choice("no", "No"));
        for (Content next : List.of(
                new Content.Text("Thank you"),
                new Content.Choices("Is it there still?", yesOrNo),
                photo("The plan"),
                new Content.Contact("Bo Example", "+441632960001"))) {
            WholeReply.send(channel, new Outbound(UUID.randomUUID(), ANN, next, null, Outbound.Speaker.STAFF, true));
        }
        send("Anything else?");

        assertThat(Stream.of("sendMessage", "sendPhoto", "sendContact").flatMap(method -> api.calls(method).stream()))
                .extracting(call -> call.parameters()
                        .path("reply_markup")
                        .path("remove_keyboard")
                        .asBoolean(false))
                .containsExactly(true, true, false, false, true, true);
        assertThat(api.calls("sendMessage").get(2).callbackData()).containsExactly("yes", "no");
    }

    @Test
    void knowsMessagesAndTopicsWhoseIdsAreTooLargeForAnInt() {
        api.failing(call -> call.method().equals("sendmessage")
                ? new Fault.Refused(200, "{\"ok\":true,\"result\":{\"message_id\":4294967301}}")
                : Fault.NONE);
        Address topic = new Address("telegram", "42", "-100:5001", "-100/4294967299");

        assertThat(WholeReply.send(channel, new Outbound(UUID.randomUUID(), topic, new Content.Text("Monday"), null)))
                .isEqualTo(new Delivery.Sent("4294967301"));
        channel.chosen(topic, Mono.just("4294967301")).block(SOON);

        assertThat(api.messagesTo(-100))
                .singleElement()
                .satisfies(call -> assertThat(
                                call.parameters().path("message_thread_id").asLong(0))
                        .isEqualTo(4_294_967_299L));
        assertThat(api.calls("editMessageReplyMarkup"))
                .singleElement()
                .satisfies(call -> assertThat(call.text("message_id")).isEqualTo("4294967301"));
    }

    @Test
    void answersInTheTopicInWhichItWasCalled() {
        WholeReply.send(channel, inTopic(new Content.Text("Monday")));
        WholeReply.send(channel, inTopic(photo("The plan")));
        WholeReply.send(channel, inTopic(new Content.PlaceWanted("Where is it?")));

        assertThat(Stream.concat(api.messagesTo(-100).stream(), api.calls("sendPhoto").stream()))
                .hasSize(3)
                .allSatisfy(call -> {
                    assertThat(call.text("chat_id")).isEqualTo("-100");
                    assertThat(call.parameters().path("message_thread_id").asInt(0))
                            .isEqualTo(5);
                    assertThat(call.parameters().has("reply_markup")).isFalse();
                });
        send("Monday");
        assertThat(api.messagesTo(5001).getFirst().parameters().has("message_thread_id"))
                .isFalse();
    }

    @Test
    void answersInTheGroupWhenItsTopicIsGone() {
        api.failing(call -> call.parameters().has("message_thread_id")
                ? Fault.error(400, "Bad Request: message thread not found")
                : Fault.NONE);

        assertThat(WholeReply.send(channel, inTopic(new Content.Text("Monday"))))
                .isInstanceOf(Delivery.Sent.class);
        assertThat(api.messagesTo(-100)).hasSize(2);
        assertThat(api.messagesTo(-100).getLast().parameters().has("message_thread_id"))
                .isFalse();
    }

    @Test
    void followsAGroupThatBecameASupergroup() {
        api.failing(call -> call.text("chat_id").equals("-7") ? MOVED : Fault.NONE);
        Address group = new Address("telegram", "42", "-7:5001", "-7");

        assertThat(WholeReply.send(
                        channel, new Outbound(UUID.randomUUID(), group, new Content.Text("**Monday**"), null)))
                .isInstanceOf(Delivery.Sent.class);
        WholeReply.send(channel, new Outbound(UUID.randomUUID(), group, photo("The plan"), null));

        assertThat(api.messagesTo(-1007))
                .singleElement()
                .satisfies(call -> assertThat(call.text("text")).isEqualTo("<b>Monday</b>"));
        assertThat(api.calls("sendPhoto"))
                .extracting(call -> call.text("chat_id"))
                .containsExactly("-7", "-1007");
    }

    @Test
    void followsAGroupOnlyOnce() {
        api.failing(call -> MOVED);

        assertThat(send("Monday")).isInstanceOf(Delivery.Refused.class);
        assertThat(api.calls("sendMessage")).hasSize(2);
    }

    @Test
    void showsAPlaceThatHasANameAndAnAddress() {
        send(new Content.Location(51.5007, -0.1246, "Town Hall", "High Street"));

        assertThat(api.calls("sendVenue")).singleElement().satisfies(call -> {
            assertThat(call.text("chat_id")).isEqualTo("5001");
            assertThat(call.parameters().path("latitude").asDouble(0)).isEqualTo(51.5007);
            assertThat(call.parameters().path("longitude").asDouble(0)).isEqualTo(-0.1246);
            assertThat(call.text("title")).isEqualTo("Town Hall");
            assertThat(call.text("address")).isEqualTo("High Street");
        });
        assertThat(api.messagesTo(5001)).isEmpty();
    }

    @Test
    void showsAnyOtherPlaceAsAPinAndSaysBeforeItWhatItIsCalled() {
        send(new Content.Location(51.5007, -0.1246, null, null));
        assertThat(api.messagesTo(5001)).isEmpty();

        assertThat(send(new Content.Location(51.5007, -0.1246, "Town Hall", null)))
                .isInstanceOf(Delivery.Sent.class);
        assertThat(api.messagesTo(5001))
                .singleElement()
                .satisfies(call -> assertThat(call.text("text")).isEqualTo("Town Hall"));
        assertThat(api.calls("sendLocation"))
                .hasSize(2)
                .allSatisfy(
                        call -> assertThat(call.parameters().path("latitude").asDouble(0))
                                .isEqualTo(51.5007));
    }

    @Test
    void showsACardWithANumberAndSaysTheNameAloneOtherwise() {
        send(new Content.Contact("Bo Example", "+441632960001"));
        send(new Content.Contact(null, "+441632960002"));
        send(new Content.Contact("Bo Example", null));

        assertThat(api.calls("sendContact"))
                .extracting(call -> call.text("first_name") + " " + call.text("phone_number"))
                .containsExactly("Bo Example +441632960001", "+441632960002 +441632960002");
        assertThat(api.messagesTo(5001))
                .singleElement()
                .satisfies(call -> assertThat(call.text("text")).isEqualTo("Bo Example"));
        assertThat(send(new Content.Contact(null, null))).isEqualTo(new Delivery.Refused("nothing to say", false));
    }

    @Test
    void saysWhereAPlaceIsFromBeforeIt() {
        Source source = new Source("Offices", "https://council.example/help/offices", null);
        Content place = new Content.Location(51.5007, -0.1246, "Town Hall", "High Street");

        WholeReply.send(channel, new Outbound(UUID.randomUUID(), ANN, place, source));

        assertThat(api.messagesTo(5001))
                .singleElement()
                .satisfies(call -> assertThat(call.text("text"))
                        .isEqualTo("From our page: <a href=\"https://council.example/help/offices\">Offices</a>"));
        assertThat(api.calls("sendVenue")).hasSize(1);
    }

    @Test
    void saysNothingOfTheTokenWhateverFails(CapturedOutput output) {
        List<Fault> faults = List.of(
                Fault.error(401, "Unauthorized"), Fault.error(404, "Not Found"), new Fault.Lost(), Fault.tooMany(1));
        for (Fault fault : faults) {
            api.failing(call -> fault);
            assertThat(send("Hello").toString()).doesNotContain("canary");
        }

        assertThat(output.getAll()).doesNotContain("canary");
    }

    private static final Duration SOON = Duration.ofSeconds(30);

    private Delivery send(String markdown) {
        return send(new Content.Text(markdown));
    }

    private Delivery send(Content content) {
        return WholeReply.send(channel, outbound(content));
    }

    private static Content photo(String words) {
        return new Content.Media(Content.MediaKind.PHOTO, new Handle("telegram", "photo-1"), words, null, null, null);
    }

    private static Outbound inTopic(Content content) {
        return new Outbound(UUID.randomUUID(), new Address("telegram", "42", "-100:5001", "-100/5"), content, null);
    }

    private static Outbound outbound(Content content) {
        return new Outbound(UUID.randomUUID(), ANN, content, null);
    }
}
