package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.guildhall.OpenHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** The chat API over HTTP, with the real core behind it. */
class ChatApiFlowTests extends OpenHouse {

    private static final Duration SOON = Duration.ofSeconds(20);

    private WebTestClient web;
    private WebClient stream;

    @Autowired
    private JdbcClient sql;

    @BeforeEach
    void connect() {
        web = WebTestClient.bindToServer()
                .baseUrl(server())
                .responseTimeout(SOON)
                .build();
        stream = WebClient.create(server());
    }

    @Test
    void answersWithinASecondOnTheStream() {
        String token = token();
        send(token, Map.of("id", id(), "text", "my bin was missed"));
        List<JsonNode> messages = messages(token, 0, 2);
        assertThat(messages)
                .extracting(message -> message.get("from").stringValue())
                .containsExactly("citizen", "assistant");
        JsonNode answer = messages.getLast();
        assertThat(answer.get("seq").intValue()).isEqualTo(2);
        assertThat(answer.get("text").stringValue()).contains("**not emptied**");
        assertThat(answer.get("html").stringValue()).contains("<strong>not emptied</strong>");
        assertThat(answer.get("article").get("id").stringValue()).isEqualTo("missed-bin");
        assertThat(answer.get("article").get("url").stringValue()).isEqualTo("http://localhost:8080/help/missed-bin");
        assertThat(answer.get("article").get("reviewBy").stringValue()).isEqualTo("2027-03-31");
        assertThat(answer.get("article").get("review").stringValue())
                .isEqualTo("We check this page again by 31 March 2027.");
        assertThat(answer.get("choices").size()).isEqualTo(3);
        assertThat(answer.get("at").stringValue()).endsWith("Z");
    }

    @Test
    void givesTheSameReceiptForTheSameMessage() {
        String token = token();
        Map<String, String> message = Map.of("id", id(), "text", "hello");
        assertThat(List.of(send(token, message), send(token, message), send(token, message)))
                .containsOnly(1);
        assertThat(messages(token, 0, 2)).hasSize(2);
    }

    @Test
    void goesOnWhereThePageLeftOff() {
        String token = token();
        send(token, Map.of("id", id(), "text", "hello"));
        messages(token, 0, 2);
        send(token, Map.of("id", id(), "text", "my bin"));
        assertThat(messages(token, 2, 2))
                .extracting(message -> message.get("seq").intValue())
                .containsExactly(3, 4);
    }

    @Test
    void takesAChoiceByItsTitle() {
        String token = token();
        send(token, Map.of("id", id(), "text", "my bin was missed"));
        JsonNode choice = messages(token, 0, 2).getLast().get("choices").get(0);
        send(token, Map.of("id", id(), "choice", choice.get("id").stringValue()));
        JsonNode picked = messages(token, 2, 1).getFirst();
        assertThat(picked.get("text").stringValue())
                .isEqualTo(choice.get("title").stringValue());
    }

    @Test
    void tellsReferenceAndPlaceWhenAPersonIsAskedFor() {
        String token = token();
        send(token, Map.of("id", id(), "text", "can I talk to a person"));
        JsonNode state =
                states(token, queued -> queued.get("floor").stringValue().equals("queue"));
        assertThat(state.get("reference").stringValue()).matches("[A-Z]{3}-[B-DF-HJ-NP-TV-Z2-9]{4}");
        assertThat(state.get("place").intValue()).isPositive();
    }

    @Test
    void beginsWithTheStateOfNothingSaidYet() {
        JsonNode state = states(token(), any -> true);
        assertThat(state.get("floor").stringValue()).isEqualTo("assistant");
        assertThat(state.get("reference").isNull()).isTrue();
        assertThat(state.get("place").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer nonsense",
                "Basic YTpi",
                "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void turnsAwayWhoHasNoToken(String authorization) {
        web.post()
                .uri("/api/chat/messages")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Authorization", authorization)
                .bodyValue(Map.of("id", id(), "text", "hello"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        web.get()
                .uri("/api/chat/events")
                .header("Authorization", authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`,id",
                "`{\"id\":\"\",\"text\":\"a\"}`,id",
                "`{\"id\":\"a b\",\"text\":\"a\"}`,id",
                "`{\"id\":7,\"text\":\"a\"}`,id",
                "`{\"id\":\"1\"}`,text",
                "`{\"id\":\"1\",\"text\":\"  \"}`,text",
                "`{\"id\":\"1\",\"text\":\"\\u0000\"}`,text",
                "`{\"id\":\"1\",\"text\":[\"a\"]}`,text",
                "`{\"id\":\"1\",\"text\":\"a\",\"choice\":\"b\"}`,choice",
                "`{\"id\":\"1\",\"choice\":\"never-offered\"}`,choice",
                "`{\"id\":\"1\",\"text\":\"a\",\"admin\":true}`,admin"
            })
    void namesTheFieldToPutRight(String body, String field) {
        post(token(), body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo(field)
                .jsonPath("$.detail")
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "7", "{", "\"text\"", "{\"id\":\"1\",\"text\":\"a\"", "[[[[[[[["})
    void saysWhatABodyMustBe(String body) {
        post(token(), body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void asksForShorterWords() {
        String token = token();
        assertThat(send(token, Map.of("id", id(), "text", "💧".repeat(4_000)))).isEqualTo(1);
        post(token, "{\"id\":\"long\",\"text\":\"" + "a".repeat(4_001) + "\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("text")
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("4,000"));
        post(token, "{\"id\":\"long\",\"text\":\"" + "a".repeat(70_000) + "\"}")
                .expectStatus()
                .isEqualTo(413);
    }

    @Test
    void repairsWhatADatabaseCannotHold() {
        String token = token();
        post(token, "{\"id\":\"1\",\"text\":\"a\\u0000b\\ud800c\"}")
                .expectStatus()
                .isAccepted();
        assertThat(messages(token, 0, 1).getFirst().get("text").stringValue()).isEqualTo("ab\uFFFDc");
    }

    @Test
    void takesAPlace() {
        String token = token();
        post(token, "{\"id\":\"1\",\"place\":{\"latitude\":51.5,\"longitude\":-0.12}}")
                .expectStatus()
                .isAccepted();
        JsonNode place = messages(token, 0, 1).getFirst().get("place");
        assertThat(place.get("latitude").doubleValue()).isEqualTo(51.5);
        assertThat(place.get("map").stringValue()).contains("mlon=-0.12000");
        post(token, "{\"id\":\"2\",\"place\":{\"latitude\":91,\"longitude\":0}}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("place");
    }

    @Test
    void takesAFileOnceAndLooksAtItsBytes() {
        String token = token();
        String id = id();
        for (int i = 0; i < 3; i++) {
            bring(token, id, "photo", "<html>not a photo".getBytes(StandardCharsets.UTF_8))
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.seq")
                    .isEqualTo(1);
        }
        JsonNode file = messages(token, 0, 1).getFirst().get("file");
        assertThat(file.get("kind").stringValue()).isEqualTo("photo");
        assertThat(file.get("name").stringValue()).isEqualTo(id + ".jpg");
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(sql.sql("select file_type || ' ' || picture from attachments where file_name = :name")
                            .param("name", id + ".jpg")
                            .query(String.class)
                            .list())
                    .containsExactly("other false");
            assertThat(sql.sql("select count(*) from webchat_uploads")
                            .query(Long.class)
                            .single())
                    .as("what is kept with its message is held no longer")
                    .isZero();
        });
        bring(token, id(), "photo", new byte[11 * 1024 * 1024]).expectStatus().isEqualTo(413);
        bring("nonsense", id(), "photo", new byte[1]).expectStatus().isUnauthorized();
    }

    @Test
    void endsATokenWhenAsked() {
        String token = token();
        send(token, Map.of("id", id(), "text", "hello"));
        command(token, "/api/chat/sessions/fleeting").expectStatus().isNoContent();
        command(token, "/api/chat/typing").expectStatus().isNoContent();
        command(token, "/api/chat/sessions/end").expectStatus().isNoContent();
        command(token, "/api/chat/typing").expectStatus().isUnauthorized();
        web.post()
                .uri("/api/chat/sessions")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"fleeting\":\"yes\"}")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void leadsNowhereWhereNoMessengerIsSwitchedOn() {
        String token = token();
        send(token, Map.of("id", id(), "text", "hello"));
        web.post()
                .uri("/api/chat/moves")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("to", "telegram"))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("to");
        web.get()
                .uri("/api/chat/transcript?format=film")
                .header("Authorization", "Bearer " + token)
                .exchange()
                .expectStatus()
                .isBadRequest();
        web.get()
                .uri("/api/chat/transcript")
                .header("Authorization", "Bearer " + token())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void leadsAwayFromThePageAndForgetsTheCookie() {
        String token = token();
        ResponseCookie gone = Objects.requireNonNull(leave(token, "same-origin").getFirst("guildhall-chat"));
        assertThat(gone.getMaxAge()).isZero();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(
                        () -> command(token, "/api/chat/typing").expectStatus().isUnauthorized());
        assertThat(leave(token(), "cross-site"))
                .as("another site's link changes nothing")
                .isEmpty();
    }

    private MultiValueMap<String, ResponseCookie> leave(String token, String from) {
        return web.get()
                .uri("/chat/exit")
                .cookie("guildhall-chat", token)
                .header("Sec-Fetch-Site", from)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("https://www.bbc.co.uk/weather")
                .expectBody()
                .returnResult()
                .getResponseCookies();
    }

    private WebTestClient.ResponseSpec command(String token, String path) {
        return web.post().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    private WebTestClient.ResponseSpec bring(String token, String id, String kind, byte[] bytes) {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("id", id);
        form.part("kind", kind);
        form.part("file", bytes).filename(id + ".jpg");
        return web.post()
                .uri("/api/chat/files")
                .header("Authorization", "Bearer " + token)
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }

    @Test
    void showsNobodyElsesConversation() {
        String ann = token();
        send(ann, Map.of("id", "same-id", "text", "hello"));
        String bob = token();
        assertThat(send(bob, Map.of("id", "same-id", "text", "my bin"))).isEqualTo(1);
        assertThat(messages(bob, 0, 1).getFirst().get("text").stringValue()).isEqualTo("my bin");
    }

    private String token() {
        Map<String, String> session = web.post()
                .uri("/api/chat/sessions")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult()
                .getResponseBody();
        String token = Objects.requireNonNull(Objects.requireNonNull(session).get("token"));
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        return token;
    }

    private int send(String token, Map<String, String> message) {
        JsonNode receipt = web.post()
                .uri("/api/chat/messages")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(message)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(receipt).get("seq").intValue();
    }

    private WebTestClient.ResponseSpec post(String token, String body) {
        return web.post()
                .uri("/api/chat/messages")
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private List<JsonNode> messages(String token, int after, int count) {
        return Objects.requireNonNull(events(token, after)
                .filter(event -> "message".equals(event.event()))
                .mapNotNull(ServerSentEvent::data)
                .take(count)
                .collectList()
                .block(SOON));
    }

    private JsonNode states(String token, Predicate<JsonNode> wanted) {
        return Objects.requireNonNull(events(token, 0)
                .filter(event -> "state".equals(event.event()))
                .mapNotNull(ServerSentEvent::data)
                .filter(wanted)
                .next()
                .block(SOON));
    }

    private Flux<ServerSentEvent<JsonNode>> events(String token, int after) {
        return stream.get()
                .uri("/api/chat/events")
                .header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", after == 0 ? "" : Integer.toString(after))
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {});
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
