package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each messenger as a rehearsal plays it, before a server that only takes what it is told. */
class StageTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";
    private static final String SECRET = "rehearsal";

    private final StubApi server = new StubApi(Answer.json(200, "{}"));
    private final Line line = new Line(server.url());
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Sight> seen = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        line.close();
        server.close();
        http.shutdownNow();
    }

    private interface Opening {
        Stage on(Line line);
    }

    private static Arguments stage(String channel, Opening opening) {
        return arguments(channel, opening);
    }

    static Stream<Arguments> stages() {
        return Stream.of(
                stage("telegram", StageTests::telegram),
                stage("whatsapp", StageTests::whatsApp),
                stage("messenger", line -> platform("messenger", line)),
                stage("instagram", line -> platform("instagram", line)),
                stage("notify", line -> text(new NotifyVendor(line.server(), "rehearsal-token"), line)),
                stage("twilio", line -> text(new TwilioVendor(line.server(), SECRET, ""), line)),
                stage("twilio", line -> text(new TwilioVendor(line.server(), SECRET, "whatsapp:"), line)),
                stage("viber", line -> app(new ViberVendor(line.server(), SECRET), line)),
                stage("line", line -> app(new LineVendor(line.server(), SECRET), line)),
                stage("x", line -> text(new XVendor(line.server(), "1", SECRET), line)),
                stage("matrix", line -> text(new MatrixVendor(line.server(), "@council:example.org", SECRET), line)),
                stage("slack", StageTests::slack),
                stage("teams", StageTests::teams));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void theServerHearsWhoWrites(String channel, Opening opening) throws Exception {
        try (Stage stage = opening.on(line)) {
            assertThat(stage.does(ANN, stage.newId(), new Deed.Wrote("hello"))).hasValue(200);

            assertThat(server.calls())
                    .singleElement()
                    .satisfies(call ->
                            assertThat(URI.create(call.path()).getPath()).contains("/webhooks/" + channel));
            assertThat(stage.settings()).containsPattern("_API_URL=http://127\\.0\\.0\\.1:\\d+");
        }
    }

    @Test
    void whoPollsTelegramIsNotCalled() throws Exception {
        try (BotApi api = BotApi.start(0);
                Stage stage = new TelegramStage(api, line, Options.of("--poll"))) {
            assertThat(stage.does(ANN, stage.newId(), new Deed.Wrote("hello"))).hasValue(0);

            assertThat(server.calls()).isEmpty();
            assertThat(api.unconfirmed()).isEqualTo(1);
        }
    }

    @Test
    void onTelegramPeopleSeeMessagesAndTypingUntilTheyBlockTheBot() throws Exception {
        try (Stage stage = telegram(line)) {
            stage.watching(seen::add);
            String bot = api(stage) + "/bot42:rehearsal";
            String chat = "{\"chat_id\":\"%s\",".formatted(ANN);

            assertThat(post(bot + "/sendChatAction", chat + "\"action\":\"typing\"}"))
                    .isEqualTo(200);
            assertThat(post(bot + "/sendMessage", chat + "\"text\":\"<b>Monday</b>\",\"parse_mode\":\"HTML\"}"))
                    .isEqualTo(200);
            assertThat(seen)
                    .containsExactly(
                            new Sight.Note(ANN, "typing …"), new Sight.Message(ANN, "1", "", "Monday", List.of()));

            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).hasValue(200);
            assertThat(post(bot + "/sendMessage", chat + "\"text\":\"Tuesday\"}"))
                    .isEqualTo(403);
            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(false))).hasValue(200);
            assertThat(post(bot + "/sendMessage", chat + "\"text\":\"Wednesday\"}"))
                    .isEqualTo(200);
            assertThat(seen).hasSize(3);
        }
    }

    @Test
    void onTelegramTheBotIsCalledInAGroupAndAnswersThere() throws Exception {
        try (Stage stage = telegram(line)) {
            stage.watching(seen::add);
            String monday = "{\"chat_id\":\"-%s\",\"text\":\"Monday\"}".formatted(ANN);

            assertThat(stage.does(ANN, stage.newId(), new Deed.WroteInGroup("bins, @rehearsal_bot?")))
                    .hasValue(200);
            assertThat(post(api(stage) + "/bot42:rehearsal/sendMessage", monday))
                    .isEqualTo(200);

            JsonNode said = server.calls().getFirst().body().path("message");
            assertThat(said.path("chat").path("id").asLong(0)).isEqualTo(-Long.parseLong(ANN));
            assertThat(said.path("entities").path(0).path("offset").asInt(0)).isEqualTo(6);
            assertThat(said.path("entities").path(0).path("length").asInt(0)).isEqualTo(14);
            assertThat(seen).containsExactly(new Sight.Message(ANN, "2", "", "[in the group] Monday", List.of()));
        }
    }

    @Test
    void onWhatsAppWhoHidesTheNumberIsKnownByAnIdAndReachedThere() throws Exception {
        try (Stage stage = whatsApp(line)) {
            stage.watching(seen::add);
            String monday = """
                    {"messaging_product":"whatsapp","recipient":"GB.%s","type":"text","text":{"body":"Monday"}}""".formatted(ANN);

            assertThat(stage.does(ANN, stage.newId(), new Deed.Hid(true))).hasValue(0);
            stage.does(ANN, stage.newId(), new Deed.Wrote("hello"));
            assertThat(post(api(stage) + "/1/messages", monday)).isEqualTo(200);

            assertThat(server.calls().getFirst().body().toString())
                    .contains("\"from_user_id\":\"GB." + ANN + "\"", "\"user_id\":\"GB." + ANN + "\"")
                    .doesNotContain("\"from\":", "\"wa_id\":");
            assertThat(seen).containsExactly(new Sight.Message(ANN, "wamid.OURS1", "", "Monday", List.of()));
        }
    }

    @Test
    void afterADayWhatsAppTakesATemplateAloneUntilTheyWriteAgain() throws Exception {
        try (Stage stage = whatsApp(line)) {
            stage.watching(seen::add);
            String messages = api(stage) + "/1/messages";
            String to = "{\"messaging_product\":\"whatsapp\",\"to\":\"%s\",".formatted(ANN);
            String freely = to + "\"type\":\"text\",\"text\":{\"body\":\"Monday\"}}";
            String template = to + "\"type\":\"template\",\"template\":{\"components\":"
                    + "[{\"parameters\":[{\"type\":\"text\",\"text\":\"Tuesday\"}]}]}}";

            assertThat(stage.does(ANN, stage.newId(), new Deed.LetADayPass())).hasValue(0);
            assertThat(post(messages, freely)).isEqualTo(200);
            await().atMost(SOON).until(() -> server.calls().size() == 1);
            assertThat(server.calls().getFirst().body().toString())
                    .contains("\"status\":\"failed\"", "131047", "wamid.OURS1");
            assertThat(post(messages, template)).isEqualTo(200);
            stage.does(ANN, stage.newId(), new Deed.Wrote("hello"));
            assertThat(post(messages, freely)).isEqualTo(200);

            assertThat(seen)
                    .extracting(sight -> sight instanceof Sight.Message message ? message.words() : "")
                    .containsExactly("Tuesday", "Monday");
        }
    }

    @Test
    void throughTwilioPeopleOnWhatsAppHideTheirNumberAndAreAwayForADay() throws Exception {
        try (Stage stage = text(new TwilioVendor(line.server(), SECRET, "whatsapp:"), line)) {
            stage.watching(seen::add);
            String messages = api(stage) + "/2010-04-01/Accounts/" + TwilioVendor.ACCOUNT + "/Messages.json";
            Map<String, String> ours = Map.of(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (TwilioVendor.ACCOUNT + ":" + SECRET).getBytes(StandardCharsets.UTF_8)));
            String to = "From=whatsapp:%2B441632960000&To=whatsapp:GB." + ANN + "&StatusCallback=" + line.server()
                    + "/webhooks/twilio";

            assertThat(stage.does(ANN, stage.newId(), new Deed.Hid(true))).hasValue(0);
            stage.does(ANN, stage.newId(), new Deed.Wrote("hello"));
            assertThat(server.calls().getFirst().body().path("From").asString(""))
                    .isEqualTo("whatsapp:GB." + ANN);
            post(messages, to + "&Body=Monday", ours);
            assertThat(stage.does(ANN, stage.newId(), new Deed.LetADayPass())).hasValue(0);
            post(messages, to + "&Body=Tuesday", ours);
            await().atMost(SOON).until(() -> server.calls().size() == 2);
            assertThat(server.calls().getLast().body().path("ErrorCode").asString(""))
                    .isEqualTo("63016");
            post(messages, to + "&ContentSid=HX1&ContentVariables=%7B%221%22:%22Wednesday%22%7D", ours);

            assertThat(seen)
                    .extracting(sight -> sight instanceof Sight.Message message ? message.words() : "")
                    .containsExactly("Monday", "Wednesday");
        }
        try (Stage stage = text(new TwilioVendor(line.server(), SECRET, ""), line)) {
            assertThat(stage.does(ANN, stage.newId(), new Deed.Hid(true))).isEmpty();
            assertThat(stage.does(ANN, stage.newId(), new Deed.LetADayPass())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messenger", "instagram"})
    void afterADayMetaTakesOnlyWhatAPersonSays(String channel) throws Exception {
        try (Stage stage = platform(channel, line)) {
            String messages = api(stage) + "/me/messages";
            String monday = "{\"recipient\":{\"id\":\"%s\"},\"message\":{\"text\":\"Monday\"}".formatted(ANN);

            assertThat(stage.does(ANN, stage.newId(), new Deed.LetADayPass())).hasValue(0);
            assertThat(post(messages, monday + ",\"messaging_type\":\"RESPONSE\"}"))
                    .isEqualTo(403);
            assertThat(post(messages, monday + ",\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"HUMAN_AGENT\"}"))
                    .isEqualTo(200);
            assertThat(stage.does(ANN, stage.newId(), new Deed.Hid(true)))
                    .as("only on WhatsApp")
                    .isEmpty();
        }
    }

    @Test
    void onWhatsAppPeopleSeeTicksAndNobodyIsToldOfABlock() throws Exception {
        try (Stage stage = whatsApp(line)) {
            stage.watching(seen::add);
            String messages = api(stage) + "/1/messages";
            stage.does(ANN, "wamid.1", new Deed.Wrote("hello"));

            post(messages, """
                    {"messaging_product":"whatsapp","status":"read","message_id":"wamid.1",\
                    "typing_indicator":{"type":"text"}}""");
            assertThat(seen)
                    .containsExactly(new Sight.Note(ANN, "read by the council"), new Sight.Note(ANN, "typing …"));

            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).hasValue(0);
            String monday = """
                    {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"Monday"}}""".formatted(ANN);
            assertThat(post(messages, monday)).isEqualTo(200);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void onMessengerWhoHasBlockedThePageIsGone() throws Exception {
        try (Stage stage = platform("messenger", line)) {
            stage.watching(seen::add);
            String to = "{\"recipient\":{\"id\":\"%s\"},".formatted(ANN);
            String messages = api(stage) + "/me/messages";

            post(messages, to + "\"sender_action\":\"mark_seen\"}");
            post(messages, to + "\"message\":{\"text\":\"Monday\"}}");
            stage.does(ANN, stage.newId(), new Deed.Blocked(true));
            assertThat(post(messages, to + "\"message\":{\"text\":\"Tuesday\"}}"))
                    .isEqualTo(400);

            assertThat(seen)
                    .containsExactly(
                            new Sight.Note(ANN, "read by the council"),
                            new Sight.Message(ANN, "m_1", "", "Monday", List.of()));
        }
    }

    @Test
    void aPhoneSaysInATextWhatOnlyWordsCanCarry() throws Exception {
        try (Stage stage = text(new NotifyVendor(line.server(), "rehearsal-token"), line)) {
            stage.does(ANN, stage.newId(), new Deed.SentPlace(51.5, -0.1, "", ""));
            stage.does(ANN, stage.newId(), new Deed.SentCard("Bo Example", "+441632960001"));

            assertThat(server.calls())
                    .extracting(call -> call.body().path("message").asString(""))
                    .containsExactly("https://maps.google.com/?q=51.5,-0.1", "Bo Example: +441632960001");
            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).isEmpty();
        }
    }

    @Test
    void throughTwilioACardComesAsAFileAndStopIsTexted() throws Exception {
        try (Stage stage = text(new TwilioVendor(line.server(), SECRET, ""), line)) {
            stage.does(ANN, stage.newId(), new Deed.SentCard("Bo Example", "+441632960001"));
            stage.does(ANN, stage.newId(), new Deed.Blocked(true));

            assertThat(server.calls())
                    .extracting(call -> call.body().path("MediaContentType0").asString("")
                            + call.body().path("Body").asString(""))
                    .containsExactly("text/vcard", "STOP");
        }
    }

    @Test
    void onViberPeopleSeeAKeyboardUntilTheyUnsubscribe() throws Exception {
        try (Stage stage = app(new ViberVendor(line.server(), SECRET), line)) {
            stage.watching(seen::add);
            String messages = api(stage) + "/pa/send_message";
            String monday = """
                    {"receiver":"%s","sender":{"name":"Council"},"type":"text","text":"Monday","tracking_data":"{}",\
                    "keyboard":{"Buttons":[{"ActionBody":"Yes","Text":"Yes"}]}}""".formatted(ANN);
            Map<String, String> token = Map.of("X-Viber-Auth-Token", SECRET);

            assertThat(post(messages, monday, token)).contains("\"status\":0");
            assertThat(post(messages, monday, Map.of())).contains("\"status\":2");
            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).hasValue(200);
            assertThat(post(messages, monday, token)).contains("\"status\":6");

            assertThat(seen)
                    .containsExactly(new Sight.Message(
                            ANN, "5000000000000000001", "", "Monday", List.of(new Button("reply", "{}", "Yes"))));
            assertThat(server.calls().getFirst().body().path("event").asString(""))
                    .isEqualTo("unsubscribed");
            assertThat(stage.does(ANN, stage.newId(), new Deed.TookBack("1"))).isEmpty();
        }
    }

    @Test
    void onSlackPeopleSeeMessagesAndWhatIsSaidInAChannel() throws Exception {
        try (Stage stage = slack(line)) {
            stage.watching(seen::add);
            String message = "{\"channel\":\"%s%s\",\"text\":\"<https://council.example|Monday> &amp; Tuesday\"}";

            assertThat(post(api(stage) + "/chat.postMessage", message.formatted("D", ANN)))
                    .isEqualTo(200);
            assertThat(post(api(stage) + "/chat.postMessage", message.formatted("C", ANN)))
                    .isEqualTo(200);

            assertThat(seen)
                    .extracting(sight -> sight instanceof Sight.Message shown ? shown.words() : "")
                    .containsExactly(
                            "Monday (https://council.example) & Tuesday",
                            "[in the channel] Monday (https://council.example) & Tuesday");
            assertThat(stage.does(ANN, stage.newId(), new Deed.SentCard("Bo Example", "+441632960001")))
                    .isEmpty();
            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).isEmpty();
        }
    }

    @Test
    void onLineATokenAnswersOnceAndARetryKeyCountsOnceAndABlockIsToldToTheServerAlone() throws Exception {
        LineVendor vendor = new LineVendor(line.server(), SECRET);
        try (Stage stage = app(vendor, line)) {
            stage.watching(seen::add);
            String monday = "\"messages\":[{\"type\":\"text\",\"text\":\"Monday\"}]}";
            String reply = "{\"replyToken\":\"reply-%s-1\",".formatted(ANN) + monday;
            String push = "{\"to\":\"%s\",".formatted(ANN) + monday;
            String bearer = "Bearer " + vendor.accessToken();
            Map<String, String> key = Map.of("Authorization", bearer, "X-Line-Retry-Key", "k");

            assertThat(post(api(stage) + "/v2/bot/message/reply", reply, Map.of("Authorization", bearer)))
                    .contains("sentMessages");
            assertThat(post(api(stage) + "/v2/bot/message/reply", reply, Map.of("Authorization", bearer)))
                    .isEqualTo("{}");
            assertThat(post(api(stage) + "/v2/bot/message/push", push, key)).contains("460000000000000002");
            assertThat(post(api(stage) + "/v2/bot/message/push", push, key))
                    .contains("460000000000000002", "already accepted");
            assertThat(seen).hasSize(2);

            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).hasValue(200);
            assertThat(post(api(stage) + "/v2/bot/message/push", push, Map.of("Authorization", bearer)))
                    .contains("sentMessages");
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void onTeamsPeopleSeeMessagesAndTypingUntilTheyTakeTheAppAway() throws Exception {
        try (Stage stage = teams(line)) {
            stage.watching(seen::add);
            String activities = api(stage) + "/v3/conversations/a:" + ANN + "/activities";

            assertThat(post(activities, "{\"type\":\"typing\"}", TeamsApi.TOKEN))
                    .isEqualTo(201);
            assertThat(post(
                            activities,
                            "{\"type\":\"message\",\"text\":\"<b>Monday</b><br>7 &lt; 8\"}",
                            TeamsApi.TOKEN))
                    .isEqualTo(201);
            assertThat(seen)
                    .containsExactly(
                            new Sight.Note(ANN, "typing …"),
                            new Sight.Message(ANN, "1767262000002", "", "Monday\n7 < 8", List.of()));

            assertThat(post(activities, "{\"type\":\"message\"}"))
                    .as("without our token")
                    .isEqualTo(401);
            assertThat(stage.does(ANN, stage.newId(), new Deed.Blocked(true))).hasValue(200);
            assertThat(post(activities, "{\"type\":\"message\"}", TeamsApi.TOKEN))
                    .isEqualTo(403);
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void onTheWebChatPeopleWriteAndPickAndNothingElse() throws Exception {
        server.answering(call -> switch (URI.create(call.path()).getPath()) {
            case "/v25.0/api/chat/sessions" -> Answer.json(201, "{\"token\":\"t\"}");
            case "/v25.0/api/chat/messages" -> Answer.json(202, "{\"seq\":1}");
            default -> Answer.json(200, """
                        event: message
                        data: {"seq":1,"from":"citizen","text":"hello","choices":[]}

                        event: message
                        data: {"seq":2,"from":"assistant","text":"Monday","choices":[{"id":"yes","title":"Yes"}]}

                        event: typing
                        data: {"from":"staff"}

                        """);
        });
        try (Stage stage = new WebStage(line.server())) {
            stage.watching(seen::add);
            assertThat(stage.does(ANN, stage.newId(), new Deed.Wrote("hello"))).hasValue(202);
            Button yes = new Button("choice", "yes", "Yes");
            assertThat(stage.does(ANN, stage.newId(), new Deed.Tapped(yes))).hasValue(202);
            assertThat(stage.does(ANN, stage.newId(), new Deed.SentPlace(51.5, -0.1, "", "")))
                    .isEmpty();
            assertThat(stage.holds("bin.jpg", "image/jpeg", new byte[1])).isEmpty();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(seen)
                            .startsWith(
                                    new Sight.Message(ANN, "2", "", "Monday", List.of(yes)),
                                    new Sight.Note(ANN, "typing …")));
        }
    }

    private static Stage telegram(Line line) {
        return new TelegramStage(BotApi.start(0), line, Options.of());
    }

    private static Stage whatsApp(Line line) {
        return new MetaStage("WhatsApp", GraphApi.start(0), new WhatsAppSide(line.server(), "1", SECRET), line);
    }

    private static Stage platform(String channel, Line line) {
        return new MetaStage(channel, GraphApi.start(0), new PlatformSide(channel, line.server(), "1", SECRET), line);
    }

    private static Stage app(AppVendor vendor, Line line) {
        return new AppStage(vendor.channel(), AppApi.start(0, vendor), vendor, line);
    }

    private static Stage slack(Line line) {
        return new SlackStage(SlackApi.start(0), new SlackSide(line.server(), SECRET), line);
    }

    private static Stage teams(Line line) {
        return TeamsStage.open(0, SECRET, line);
    }

    private static Stage text(TextVendor vendor, Line line) {
        return new TextStage(vendor.channel(), TextApi.start(0, vendor), vendor, line);
    }

    /** Where the server would find it. */
    private static String api(Stage stage) {
        return stage.settings()
                .lines()
                .filter(setting -> setting.contains("_API_URL="))
                .map(setting -> setting.replaceFirst(".*=", ""))
                .findFirst()
                .orElseThrow();
    }

    private String post(String address, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private int post(String address, String body) throws IOException, InterruptedException {
        return post(address, body, SECRET);
    }

    private int post(String address, String body, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
