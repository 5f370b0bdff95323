package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.guildhall.conversation.Typing;
import org.guildhall.platform.Signals;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;

/** The desk's API as DESIGN promises it to other programs. */
class ConversationApiFlowTests extends DeskServer {

    @Autowired
    Signals signals;

    @Test
    void showsTheQueueWithEveryField() {
        UUID id = waiting("waste", "my bin is full");

        as(ANNA).get()
                .uri("/api/desk/queue")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath(line(id, ".reference"))
                .isEqualTo("T-" + id)
                .jsonPath(line(id, ".team"))
                .isEqualTo("waste")
                .jsonPath(line(id, ".priority"))
                .isEqualTo("normal")
                .jsonPath(line(id, ".channel"))
                .isEqualTo("telegram")
                .jsonPath(line(id, ".lastMessage"))
                .isEqualTo("my bin is full")
                .jsonPath("$.conversations[?(@.id == '" + id + "' && @.waitingSeconds >= 90)]")
                .isNotEmpty();
    }

    private static String line(UUID id, String field) {
        return "$.conversations[?(@.id == '" + id + "')]" + field;
    }

    @Test
    void showsAConversationWithFieldsThatAreNeverLeftOut() {
        UUID id = waiting("waste", "my bin is full");

        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id.toString())
                .jsonPath("$.floor")
                .isEqualTo("queue")
                .jsonPath("$.claimedBy")
                .isEqualTo(null)
                .jsonPath("$.language")
                .isEqualTo(null)
                .jsonPath("$.openedAt")
                .value(String.class, at -> assertThat(at).endsWith("Z"))
                .jsonPath("$.messages[0].seq")
                .isEqualTo(1)
                .jsonPath("$.messages[0].from")
                .isEqualTo("citizen")
                .jsonPath("$.messages[0].text")
                .isEqualTo("my bin is full")
                .jsonPath("$.messages[0].article")
                .isEqualTo(null)
                .jsonPath("$.messages[0].delivery")
                .isEqualTo(null)
                .jsonPath("$.notes")
                .isArray()
                .jsonPath("$.tried")
                .isArray();
    }

    @Test
    void saysWhyTheAssistantAnswered() {
        UUID id = waiting("waste", "my bin is full");
        DeskFixture.answered(jdbc, id, "missed-bin");

        why(ANNA, id, "1")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.conversation")
                .isEqualTo(id.toString())
                .jsonPath("$.text")
                .isEqualTo("my bin is full")
                .jsonPath("$.then.outcome")
                .isEqualTo("answered")
                .jsonPath("$.then.article.url")
                .isEqualTo("http://localhost:8080/help/missed-bin")
                .jsonPath("$.then.outdated")
                .isEqualTo(false)
                .jsonPath("$.then.confidence")
                .isEqualTo(0.97)
                .jsonPath("$.then.tried[0].id")
                .isEqualTo("missed-bin")
                .jsonPath("$.now.verdict")
                .isEqualTo("answer")
                .jsonPath("$.now.answerFrom")
                .isEqualTo(0.9)
                .jsonPath("$.now.clarifyFrom")
                .isEqualTo(0.4)
                .jsonPath("$.now.words[1]")
                .isEqualTo("bin")
                .jsonPath("$.now.passages[0].shared[0]")
                .isEqualTo("bin")
                .jsonPath("$.now.evidence.meaning")
                .isEqualTo(0.93);
    }

    @Test
    void saysWhyOnlyToWhomItMayAndOnlyWhereSomethingWasDecided() {
        UUID id = waiting("waste", "my bin is full");
        why(ANNA, id, "1").expectStatus().isNotFound();
        DeskFixture.answered(jdbc, id, "missed-bin");
        why(ANNA, id, "1").expectStatus().isOk();
        why(HANA, id, "1").expectStatus().isNotFound();
        why(EDITOR, id, "1").expectStatus().isForbidden();
        for (String seq : List.of("2", "0", "-1", "x", "99999999999")) {
            why(ANNA, id, seq).expectStatus().isNotFound();
        }
    }

    private WebTestClient.ResponseSpec why(String username, UUID id, String seq) {
        return as(username)
                .get()
                .uri("/api/desk/conversations/{id}/messages/{seq}/why", id, seq)
                .exchange();
    }

    @Test
    void tellsThatSomebodyIsWritingOnlyOfWhoeverHoldsTheConversation() {
        UUID id = waiting("waste", "help");
        List<String> told = new CopyOnWriteArrayList<>();
        Disposable listening =
                signals.on(Typing.STAFF).filter(id.toString()::equals).subscribe(told::add);

        post(HANA, id, "typing", "").expectStatus().isNotFound();
        post(ANNA, id, "typing", "").expectStatus().isNoContent();
        assertThat(told).isEmpty();

        post(ANNA, id, "claim", "").expectStatus().isOk();
        post(BOB, id, "typing", "").expectStatus().isNoContent();
        assertThat(told).isEmpty();
        post(ANNA, id, "typing", "").expectStatus().isNoContent();
        post(ANNA, id, "typing", "").expectStatus().isNoContent();
        assertThat(told).containsExactly(id.toString());
        listening.dispose();
    }

    @Test
    void givesAConversationToOneAndTellsTheOtherWho() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "claim", "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.claimedBy.username")
                .isEqualTo(ANNA);
        post(ANNA, id, "claim", "").expectStatus().isOk();
        post(BOB, id, "claim", "")
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.claimedBy.username")
                .isEqualTo(ANNA)
                .jsonPath("$.claimedBy.name")
                .isEqualTo("Name of anna");
        post(BOB, id, "messages", "{\"text\":\"hello\"}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.claimedBy.username")
                .isEqualTo(ANNA);
    }

    @Test
    void sendsAReplyAndShowsHowFarItGot() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "messages", "{\"text\":\"We will come tomorrow.\"}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.seq")
                .isEqualTo(2);

        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.messages[1].from")
                .isEqualTo("staff")
                .jsonPath("$.messages[1].text")
                .isEqualTo("We will come tomorrow.")
                .jsonPath("$.messages[1].delivery")
                .isEqualTo("pending")
                .jsonPath("$.claimedBy.username")
                .isEqualTo(ANNA);
    }

    @Test
    void addsANoteThatOnlyStaffSee() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "notes", "{\"text\":\"rang them\"}").expectStatus().isCreated();

        as(BOB).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.notes[0].by")
                .isEqualTo("Name of anna")
                .jsonPath("$.notes[0].text")
                .isEqualTo("rang them")
                .jsonPath("$.notes[0].at")
                .exists()
                .jsonPath("$.messages.length()")
                .isEqualTo(1);
    }

    @Test
    void handsAConversationToATeamOrAColleague() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "transfer", "{\"staff\":\"bob\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.claimedBy.username")
                .isEqualTo(BOB);
        post(BOB, id, "transfer", "{\"team\":\"housing\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.team")
                .isEqualTo("housing")
                .jsonPath("$.floor")
                .isEqualTo("queue");
        as(BOB).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectStatus()
                .isNotFound();
        as(HANA).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void namesTheFieldOfATransferThatLeadsNowhere() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "transfer", "{\"team\":\"moon\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("team");
        post(ANNA, id, "transfer", "{\"staff\":\"nobody\"}")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("staff");
        post(ANNA, id, "transfer", "{\"staff\":\"ed\"}").expectStatus().isEqualTo(422);
        post(ANNA, id, "transfer", "{}").expectStatus().isBadRequest();
        post(ANNA, id, "transfer", "{\"team\":\"waste\",\"staff\":\"bob\"}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void closesWithAnOutcomeOfTheVocabularyOnly() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "close", "{\"outcome\":\"bored\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("outcome");
        post(ANNA, id, "close", "{\"outcome\":\"solved\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.floor")
                .isEqualTo("closed");
        post(ANNA, id, "messages", "{\"text\":\"too late\"}").expectStatus().isEqualTo(409);
    }

    @Test
    void aReplyMayAskWhereItIs() {
        UUID id = waiting("waste", "the street light is out");

        post(ANNA, id, "messages", "{\"text\":\"Where is it?\",\"asksForPlace\":true}")
                .expectStatus()
                .isAccepted();

        as(ANNA).get()
                .uri("/api/desk/conversations/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.messages[1].kind")
                .isEqualTo("place-wanted")
                .jsonPath("$.messages[1].text")
                .isEqualTo("Where is it?");
    }

    @Test
    void refusesBodiesItDoesNotUnderstand() {
        UUID id = waiting("waste", "help");

        post(ANNA, id, "messages", "{\"text\":\"a\",\"from\":\"citizen\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("from");
        for (String body : List.of(
                "", "{", "[]", "null", "{\"text\":1}", "{\"text\":\"a\",\"asksForPlace\":\"maybe\"}", "{\"text\":null}", "{\"text\":\" \\u0000 \"}", "{} {}")) {
            post(ANNA, id, "messages", body)
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.field")
                    .exists();
        }
        post(ANNA, id, "messages", "{\"text\":\"" + "x".repeat(10_001) + "\"}")
                .expectStatus()
                .isBadRequest();
        post(ANNA, id, "messages", "{\"text\":\"" + "x".repeat(70_000) + "\"}")
                .expectStatus()
                .isEqualTo(413);
        as(ANNA).post()
                .uri("/api/desk/conversations/{id}/messages", id)
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("{\"text\":\"a\"}")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    /** The request's own id is all that may differ. */
    private static String withoutRequest(String problem) {
        assertThat(problem).contains("requestId");
        return problem.replaceFirst(",\"requestId\":\"[^\"]*\"", "");
    }

    @Test
    void answersForeignAndMissingConversationsAlike() {
        UUID foreign = waiting("housing", "help");
        for (String missing : List.of(UUID.randomUUID().toString(), "1-1-1-1-1", "nonsense")) {
            for (String what : List.of("claim", "messages", "notes", "transfer", "close")) {
                assertThat(withoutRequest(body(foreign.toString(), what)))
                        .as(what)
                        .isEqualTo(withoutRequest(body(missing, what)));
            }
        }
        Stream.of(foreign.toString(), UUID.randomUUID().toString())
                .forEach(id -> as(ANNA).get()
                        .uri("/api/desk/conversations/{id}", id)
                        .exchange()
                        .expectStatus()
                        .isNotFound());
    }

    private String body(String id, String what) {
        String json = switch (what) {
            case "transfer" -> "{\"team\":\"moon\"}";
            case "close" -> "{\"outcome\":\"solved\"}";
            default -> "{\"text\":\"a\"}";
        };
        String body = as(ANNA).post()
                .uri("/api/desk/conversations/{id}/{what}", id, what)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return String.valueOf(body);
    }

    @Test
    void makesAccountsAndTokensForAdministrators() {
        String anna =
                "{\"username\":\"cleo\",\"name\":\"Cleo\",\"roles\":[\"staff\"],\"teams\":[\"waste\"],\"password\":\""
                        + DeskFixture.PASSWORD + "\"}";
        staff(anna)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("cleo")
                .jsonPath("$.password")
                .doesNotExist();
        staff(anna)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("username");
        staff(anna.replace("cleo", "dora").replace(DeskFixture.PASSWORD, "password1"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("password");
        staff(anna.replace("\"name\"", "\"id\":\"x\",\"name\""))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("id");

        as("cleo").get().uri("/api/desk/queue").exchange().expectStatus().isOk();
        as(BOSS).post()
                .uri("/api/desk/staff/nobody/tokens")
                .exchange()
                .expectStatus()
                .isNotFound();
        DeskJson.Token token = Objects.requireNonNull(as(BOSS).post()
                .uri("/api/desk/staff/cleo/tokens")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(DeskJson.Token.class)
                .returnResult()
                .getResponseBody());
        bearer(token.token())
                .get()
                .uri("/api/desk/queue")
                .exchange()
                .expectStatus()
                .isOk();
        bearer(token.token() + "x")
                .get()
                .uri("/api/desk/queue")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        bearer(token.token())
                .post()
                .uri("/api/desk/staff/cleo/tokens")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private WebTestClient bearer(String token) {
        return nobody().mutate()
                .defaultHeaders(headers -> headers.setBearerAuth(token))
                .build();
    }

    private WebTestClient.ResponseSpec staff(String json) {
        return as(BOSS).post()
                .uri("/api/desk/staff")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String who, UUID id, String what, String json) {
        return as(who).post()
                .uri("/api/desk/conversations/{id}/{what}", id, what)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
