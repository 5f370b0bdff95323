package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

/** What staff put off, ask each other, join, send along and keep for the editors, as other programs do it. */
class CaseApiFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final byte[] PDF = "%PDF-1.7 a form".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    Signals signals;

    @Test
    void aReplyMayWaitSoThatItCanBeTakenBack() {
        UUID id = waiting("waste", "help");
        JsonNode taken = say(id, Map.of("text", "We come tomorrrow.", "undoable", true));
        assertThat(taken.path("seq").isNull()).isTrue();
        String reply = taken.path("later").path("id").asString();
        assertThat(taken.path("later").path("undoable").asBoolean()).isTrue();
        JsonNode shown = conversation(ANNA, id);
        assertThat(shown.path("later").path(0).path("text").asString()).isEqualTo("We come tomorrrow.");
        assertThat(shown.path("messages").size()).isEqualTo(1);
        assertThat(shown.path("claimedBy").path("username").asString()).isEqualTo(ANNA);

        for (String who : List.of(HANA, BOB)) {
            ask(who, HttpMethod.DELETE, id, "later/" + reply).expectStatus().isNotFound();
        }
        ask(ANNA, HttpMethod.DELETE, id, "later/" + reply)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.text")
                .isEqualTo("We come tomorrrow.");
        ask(ANNA, HttpMethod.DELETE, id, "later/" + reply).expectStatus().isNotFound();
        assertThat(conversation(ANNA, id).path("later").size()).isZero();

        say(id, Map.of("text", "We come tomorrow.", "undoable", true));
        await().atMost(SOON).until(() -> conversation(ANNA, id).path("messages").size() == 2);
        assertThat(conversation(ANNA, id).path("messages").path(1).path("text").asString())
                .isEqualTo("We come tomorrow.");
        assertThat(say(id, Map.of("text", "As every program says it."))
                        .path("seq")
                        .asInt())
                .as("without the wish it goes at once")
                .isEqualTo(3);
    }

    @Test
    void aReplyMayGoLaterAndIsHeldWhenTheCitizenWritesBefore() {
        UUID id = waiting("waste", "help");
        for (String wrong : List.of("soon", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "2026-11-23T14:45")) {
            post(ANNA, id, "messages", Map.of("text", "x", "at", wrong))
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.field")
                    .isEqualTo("at");
        }
        String reply = say(id, Map.of("text", "Has the lorry come?", "at", inAnHour()))
                .path("later")
                .path("id")
                .asString();
        assertThat(conversation(ANNA, id).path("later").path(0).path("held").isNull())
                .isTrue();

        jdbc.sql("update conversations set said_seq = said_seq + 1 where id = :id")
                .param("id", id)
                .update();
        assertThat(conversation(ANNA, id).path("later").path(0).path("held").asString())
                .isEqualTo("citizen-wrote");
        as(ANNA).get()
                .uri("/api/desk/put-off")
                .exchange()
                .expectBody()
                .jsonPath("$.held[?(@.conversation == '" + id + "')].held")
                .isEqualTo("citizen-wrote");
        ask(HANA, HttpMethod.POST, id, "later/" + reply + "/send")
                .expectStatus()
                .isNotFound();
        ask(ANNA, HttpMethod.POST, id, "later/" + reply + "/send")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.seq")
                .isEqualTo(2);
    }

    @Test
    void aConversationIsPutOffAndBroughtBack() {
        UUID id = waiting("waste", "help");
        String until = inAnHour();
        post(ANNA, id, "snooze", Map.of())
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("until");
        post(HANA, id, "snooze", Map.of("until", until)).expectStatus().isNotFound();
        post(ANNA, id, "snooze", Map.of("until", until))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.snoozedUntil")
                .isEqualTo(until)
                .jsonPath("$.claimedBy.username")
                .isEqualTo(ANNA);
        post(BOB, id, "snooze", Map.of("until", until)).expectStatus().isEqualTo(409);
        as(ANNA).get()
                .uri("/api/desk/put-off")
                .exchange()
                .expectBody()
                .jsonPath("$.snoozed[?(@.id == '" + id + "')].snoozedUntil")
                .isEqualTo(until);

        ask(ANNA, HttpMethod.DELETE, id, "snooze")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.snoozedUntil")
                .isEqualTo(null);
    }

    @Test
    void aColleagueOfAnotherTeamSeesWhatTheyAreAskedAboutUntilTheyHaveAnswered() {
        UUID id = waiting("waste", "a damp mattress");
        assertThat(status(HANA, id)).isEqualTo(404);
        post(ANNA, id, "notes", Map.of("text", "who knows?", "ask", "nobody"))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("ask");
        post(ANNA, id, "notes", Map.of("text", "@hana is it from one of your flats?"))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.asked[0].username")
                .isEqualTo(HANA);

        JsonNode asked = Objects.requireNonNull(as(HANA).get()
                .uri("/api/desk/asked")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        String ask = asked.path("asked").path(0).path("id").asString();
        assertThat(asked.path("asked").path(0).path("conversation").asString()).isEqualTo(id.toString());
        assertThat(status(HANA, id)).isEqualTo(200);
        for (String deed : List.of("claim", "messages", "close", "snooze", "transfer", "join")) {
            post(HANA, id, deed, bodyFor(deed)).expectStatus().isNotFound();
        }
        post(HANA, id, "notes", Map.of("text", "let me look")).expectStatus().isCreated();
        post(BOB, id, "asks/" + ask + "/answered", Map.of()).expectStatus().isNotFound();
        post(HANA, id, "asks/" + ask + "/answered", Map.of("text", "Yes, 12 High Street."))
                .expectStatus()
                .isNoContent();

        assertThat(status(HANA, id)).isEqualTo(404);
        assertThat(conversation(ANNA, id).path("notes").path(2).path("text").asString())
                .isEqualTo("Yes, 12 High Street.");
        assertThat(conversation(ANNA, id).path("asks").size()).isZero();
        post(HANA, id, "asks/" + ask + "/answered", Map.of()).expectStatus().isNotFound();
    }

    private static Map<String, ?> bodyFor(String deed) {
        return switch (deed) {
            case "messages" -> Map.of("text", "hello");
            case "close" -> Map.of("outcome", "solved");
            case "snooze" -> Map.of("until", inAnHour());
            case "transfer" -> Map.of("team", "housing");
            case "join" -> Map.of("reference", "T-1");
            default -> Map.of();
        };
    }

    @Test
    void aReplyOffersChoices() {
        UUID id = waiting("waste", "when do you come?");
        post(ANNA, id, "messages", Map.of("text", "Which day?", "choices", List.of("Tuesday", "Friday")))
                .expectStatus()
                .isAccepted();
        JsonNode said = conversation(ANNA, id).path("messages").path(1);
        assertThat(said.path("kind").asString()).isEqualTo("choices");
        assertThat(said.path("choices").path(1).path("title").asString()).isEqualTo("Friday");

        for (List<String> wrong : List.of(List.<String>of(), List.of("a", "A"), List.of(""), List.of("x".repeat(81)))) {
            post(ANNA, id, "messages", Map.of("text", "Which?", "choices", wrong))
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.field")
                    .isEqualTo("choices");
        }
        post(ANNA, id, "messages", Map.of("text", "Which?", "choices", List.of("a"), "asksForPlace", true))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void aReplyBringsAFileThatMessengersFetchOnlyOnceItIsSent() {
        UUID id = waiting("waste", "which form?");
        upload(HANA, id, PDF).expectStatus().isNotFound();
        upload(ANNA, id, "<html>".getBytes(StandardCharsets.US_ASCII))
                .expectStatus()
                .isEqualTo(415);
        upload(ANNA, id, new byte[5 * 1024 * 1024 + 1]).expectStatus().isEqualTo(413);
        JsonNode file = Objects.requireNonNull(upload(ANNA, id, PDF)
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        assertThat(file.path("type").asString()).isEqualTo("application/pdf");
        String kept = file.path("id").asString();
        String link = "/files/"
                + jdbc.sql("select link from staff_files where id = cast(:id as uuid)")
                        .param("id", kept)
                        .query(String.class)
                        .single()
                + "/form.pdf";
        nobody().get().uri(link).exchange().expectStatus().isNotFound();
        post(ANNA, waiting("waste", "another"), "messages", Map.of("text", "x", "file", kept))
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("file");

        post(ANNA, id, "messages", Map.of("file", kept)).expectStatus().isAccepted();
        JsonNode said = conversation(ANNA, id).path("messages").path(1);
        assertThat(said.path("kind").asString()).isEqualTo("document");
        assertThat(said.path("attachments").path(0).path("fileName").asString()).isEqualTo("form.pdf");
        nobody().get()
                .uri(link)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PDF)
                .expectHeader()
                .valueMatches("Content-Security-Policy", "sandbox;.*")
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment;.*")
                .expectBody(byte[].class)
                .isEqualTo(PDF);
        for (String guess : List.of("x", "A".repeat(32), "A".repeat(400))) {
            nobody().get()
                    .uri("/files/" + guess + "/form.pdf")
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(as(HANA).get()
                        .uri("/api/desk/conversations/{id}/attachments/{file}", id, kept)
                        .exchange()
                        .returnResult(String.class)
                        .getStatus()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aFileGoesAlongWithACannedReply() {
        String canned = Objects.requireNonNull(as(BOSS).post()
                        .uri("/api/desk/canned-replies")
                        .bodyValue(Map.of("team", "waste", "title", "Form", "text", "Please fill this in."))
                        .exchange()
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("id")
                .asString();
        canned(ANNA, HttpMethod.PUT, canned).expectStatus().isForbidden();
        canned(BOSS, HttpMethod.PUT, UUID.randomUUID().toString())
                .expectStatus()
                .isNotFound();
        String file = Objects.requireNonNull(canned(BOSS, HttpMethod.PUT, canned)
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("id")
                .asString();
        as(ANNA).get()
                .uri("/api/desk/canned-replies")
                .exchange()
                .expectBody()
                .jsonPath("$.cannedReplies[?(@.id == '" + canned + "')].file")
                .isEqualTo(file);
        post(ANNA, waiting("waste", "which form?"), "messages", Map.of("text", "Here it is.", "file", file))
                .expectStatus()
                .isAccepted();

        canned(BOSS, HttpMethod.DELETE, canned).expectStatus().isNoContent();
        post(ANNA, waiting("waste", "which form?"), "messages", Map.of("text", "Here it is.", "file", file))
                .expectStatus()
                .isEqualTo(422);
    }

    private WebTestClient.ResponseSpec canned(String who, HttpMethod method, String id) {
        return as(who).method(method)
                .uri("/api/desk/canned-replies/{id}/file?name=form.pdf", id)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(PDF)
                .exchange();
    }

    @Test
    void twoConversationsOfOnePersonAreJoinedByWhoeverMayAnswerBothAndPartedAgain() {
        UUID one = waiting("waste", "my bin");
        UUID two = waiting("waste", "my green bin");
        UUID foreign = waiting("housing", "my flat");
        for (String nothing : List.of("T-" + foreign, "T-" + one, "", "nonsense")) {
            post(ANNA, one, "join", Map.of("reference", nothing))
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.field")
                    .isEqualTo("reference");
        }
        post(HANA, one, "join", Map.of("reference", "T-" + foreign))
                .expectStatus()
                .isNotFound();

        post(ANNA, one, "join", Map.of("reference", "T-" + two))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.joined[0].id")
                .isEqualTo(two.toString());
        assertThat(conversation(ANNA, two).path("joined").path(0).path("id").asString())
                .isEqualTo(one.toString());
        assertThat(audited(one)).contains("anna citizen.join");

        ask(ANNA, HttpMethod.DELETE, two, "join").expectStatus().isNoContent();
        assertThat(conversation(ANNA, one).path("joined").size()).isZero();
    }

    @Test
    void whatElseAPersonWroteIsShownOnlyToWhoeverMaySeeItThereToo() {
        UUID bins = waiting("waste", "my bin");
        UUID flat = waiting("housing", "my flat");
        post(BOSS, bins, "join", Map.of("reference", "T-" + flat))
                .expectStatus()
                .isOk();

        assertThat(conversation(BOSS, bins).path("joined").size()).isEqualTo(1);
        assertThat(conversation(ANNA, bins).path("joined").size()).isZero();
        assertThat(audited(flat)).contains("boss conversation.view").doesNotContain("anna conversation.view");
    }

    private List<String> audited(UUID id) {
        return jdbc.sql("select who || ' ' || action from audit where subject = :id")
                .param("id", id.toString())
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Test
    void whatShouldBeAnArticleIsForTheEditors() {
        UUID id = waiting("waste", "do you take mattresses?");
        post(ANNA, id, "drafts", Map.of("question", " ", "reply", "Yes."))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("question");
        post(HANA, id, "drafts", Map.of("question", "a", "reply", "b"))
                .expectStatus()
                .isNotFound();
        String draft = Objects.requireNonNull(post(
                                ANNA,
                                id,
                                "drafts",
                                Map.of("question", "Do you take mattresses?", "reply", "Yes, for £10."))
                        .expectStatus()
                        .isCreated()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("id")
                .asString();

        for (String path : List.of("", "/" + draft + "/article")) {
            as(ANNA).get()
                    .uri("/api/desk/drafts" + path)
                    .exchange()
                    .expectStatus()
                    .isForbidden();
        }
        as(EDITOR)
                .get()
                .uri("/api/desk/drafts")
                .exchange()
                .expectBody()
                .jsonPath("$.drafts[?(@.id == '" + draft + "')].by.username")
                .isEqualTo(ANNA)
                .jsonPath("$.drafts[?(@.id == '" + draft + "')].team")
                .isEqualTo("waste");
        as(EDITOR)
                .get()
                .uri("/api/desk/drafts/{id}/article", draft)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_MARKDOWN)
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"do-you-take-mattresses.md\".*")
                .expectBody(String.class)
                .value(markdown -> assertThat(markdown)
                        .startsWith("---\ntitle: \"Do you take mattresses?\"\n")
                        .endsWith("---\nYes, for £10.\n"));
        as(EDITOR)
                .post()
                .uri("/api/desk/drafts/{id}/done", draft)
                .exchange()
                .expectStatus()
                .isNoContent();
        as(EDITOR)
                .get()
                .uri("/api/desk/drafts")
                .exchange()
                .expectBody()
                .jsonPath("$.drafts[?(@.id == '" + draft + "')].doneBy")
                .isEqualTo(EDITOR);
        for (String missing : List.of(UUID.randomUUID().toString(), "x")) {
            as(EDITOR)
                    .post()
                    .uri("/api/desk/drafts/{id}/done", missing)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void tellsThatACitizenIsTypingToWhoeverSeesTheConversation() {
        UUID foreign = waiting("waste", "help");
        UUID own = waiting("housing", "help");
        StepVerifier.create(typing(HANA))
                .then(() -> isTyping(foreign))
                .then(() -> isTyping(own))
                .assertNext(event ->
                        assertThat(event.data()).isEqualTo("{\"conversation\":\"" + own + "\",\"from\":\"citizen\"}"))
                .thenCancel()
                .verify(SOON);
    }

    private void isTyping(UUID id) {
        signals.raise(Typing.CITIZEN, id.toString());
    }

    private Flux<ServerSentEvent<String>> typing(String who) {
        return as(who).get()
                .uri("/api/desk/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody()
                .filter(event -> "typing".equals(event.event()));
    }

    @Test
    void answersForeignAndMissingConversationsAlike() {
        UUID foreign = waiting("housing", "help");
        for (String deed : List.of("later/" + UUID.randomUUID(), "snooze", "join")) {
            for (UUID id : List.of(foreign, UUID.randomUUID())) {
                ask(ANNA, HttpMethod.DELETE, id, deed).expectStatus().isNotFound();
            }
        }
    }

    private static String inAnHour() {
        return Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private JsonNode say(UUID id, Map<String, ?> body) {
        return Objects.requireNonNull(post(ANNA, id, "messages", body)
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode conversation(String who, UUID id) {
        return Objects.requireNonNull(as(who).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }

    private int status(String who, UUID id) {
        return as(who).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec post(String who, UUID id, String what, Map<String, ?> body) {
        return as(who).post()
                .uri("/api/desk/conversations/" + id + "/" + what)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec upload(String who, UUID id, byte[] bytes) {
        return as(who).post()
                .uri("/api/desk/conversations/{id}/files?name=form.pdf", id)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(bytes)
                .exchange();
    }

    private WebTestClient.ResponseSpec ask(String who, HttpMethod method, UUID id, String what) {
        return as(who).method(method)
                .uri("/api/desk/conversations/" + id + "/" + what)
                .exchange();
    }
}
