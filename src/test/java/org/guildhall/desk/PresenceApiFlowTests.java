package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who is there, what waits and what was seen, for other programs. */
class PresenceApiFlowTests extends DeskServer {

    @BeforeEach
    void nobodyIsThere() {
        jdbc.sql("delete from staff_presence").update();
    }

    @AfterEach
    void nobodyTakesAnythingOnAnyMore() {
        jdbc.sql("delete from staff_duties").update();
    }

    @Test
    void tellsWhoIsThereAndLetsOneBeAway() {
        one(ANNA)
                .jsonPath("$.staff[?(@.username == 'anna')].here")
                .isEqualTo(false)
                .jsonPath("$.staff[?(@.username == 'anna')].away")
                .isEqualTo(false)
                .jsonPath("$.staff[?(@.username == 'anna')].teams[0]")
                .isEqualTo("waste")
                .jsonPath("$.staff[?(@.username == 'anna')].capacity")
                .isEqualTo(0)
                .jsonPath("$.staff[?(@.username == 'ed')]")
                .isEmpty();

        ask(ANNA, HttpMethod.POST, "/presence/away", Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.away")
                .isEqualTo(true)
                .jsonPath("$.awayUntil")
                .value(String.class, until -> assertThat(until).endsWith("Z"));
        one(BOB).jsonPath("$.staff[?(@.username == 'anna')].away").isEqualTo(true);
        ask(ANNA, HttpMethod.POST, "/presence/back", Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.away")
                .isEqualTo(false)
                .jsonPath("$.awayUntil")
                .isEqualTo(null);
        assertThat(jdbc.sql("select action from audit where subject = 'anna' and action like 'desk.%' order by id")
                        .query(String.class)
                        .list())
                .endsWith("desk.away", "desk.back");
    }

    @Test
    void letsSupervisorsSayWhatSomebodyTakesOn() {
        Map<String, Object> wanted = Map.of("capacity", 3, "languages", List.of("Polish", "ur"));
        ask(BOSS, HttpMethod.PUT, "/presence/anna", wanted)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("anna")
                .jsonPath("$.capacity")
                .isEqualTo(3)
                .jsonPath("$.languages[1]")
                .isEqualTo("ur");
        ask(ANNA, HttpMethod.PUT, "/presence/anna", wanted).expectStatus().isForbidden();
        ask(EDITOR, HttpMethod.PUT, "/presence/anna", wanted).expectStatus().isForbidden();
        for (String nobody : List.of("nobody", "An-na", "%00", "..")) {
            ask(BOSS, HttpMethod.PUT, "/presence/" + nobody, wanted)
                    .expectStatus()
                    .value(status -> assertThat(status).as(nobody).isIn(400, 404));
        }
        wrong("capacity", Map.of("capacity", -1));
        wrong("capacity", Map.of("capacity", 101));
        wrong("capacity", Map.of("capacity", "many"));
        wrong("languages", Map.of("languages", List.of("Martian")));
        wrong("room", Map.of("room", 1));
        assertThat(jdbc.sql("select count(*) from audit where action = 'staff.duty' and details ->> 'capacity' = '3'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void wrong(String field, Map<String, ?> body) {
        ask(BOSS, HttpMethod.PUT, "/presence/anna", body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void showsTheQueueByTeamWithWhatItSeemsToBeAbout() {
        UUID waste = waiting("waste", "my bin is full");
        UUID desk = waiting("front-desk", "hello");
        DeskFixture.answered(jdbc, waste, "missed-bin");
        jdbc.sql("update conversations set language = 'pl' where id = :id")
                .param("id", waste)
                .update();

        String line = "$.conversations[?(@.id == '" + waste + "')]";
        get(ANNA, "/queue?team=waste")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath(line + ".language")
                .isEqualTo("pl")
                .jsonPath(line + ".topic")
                .isEqualTo("An article")
                .jsonPath(line + ".tried[0].id")
                .isEqualTo("missed-bin")
                .jsonPath("$.conversations[?(@.id == '" + desk + "')]")
                .isEmpty();
        get(HANA, "/queue?team=waste").expectBody().jsonPath("$.conversations").isEmpty();
        get(ANNA, "/queue?team=").expectStatus().isOk();
        get(ANNA, "/queue?team=moon")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("team");
    }

    @Test
    void sendsNothingOverWhatAProgramHasNotSeen() {
        UUID id = waiting("waste", "my bin is full");
        DeskFixture.saysMore(jdbc, id, "and so is my neighbour's");

        say(id, Map.of("text", "Hello", "seen", 1))
                .expectStatus()
                .isEqualTo(409)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.lastSeq")
                .isEqualTo(2);
        say(id, Map.of("article", "missed-bin", "seen", 1)).expectStatus().isEqualTo(409);
        say(id, Map.of("text", "Hello", "seen", -1))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo("seen");
        say(id, Map.of("text", "Hello", "seen", 2))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.seq")
                .isEqualTo(3);
        say(id, Map.of("text", "And again")).expectStatus().isAccepted();
    }

    @Test
    void tellsWhoElseIsWritingOnlyToWhoeverMaySeeTheConversation() {
        UUID id = waiting("waste", "my bin is full");
        ask(BOB, HttpMethod.POST, "/conversations/" + id + "/typing", Map.of())
                .expectStatus()
                .isNoContent();

        get(ANNA, "/conversations/" + id + "/company")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.writing[0].username")
                .isEqualTo("bob")
                .jsonPath("$.looking[0].name")
                .isEqualTo("Name of bob");
        get(BOB, "/conversations/" + id + "/company")
                .expectBody()
                .jsonPath("$.looking")
                .isEmpty();
        get(HANA, "/conversations/" + id + "/company").expectStatus().isNotFound();
        get(ANNA, "/conversations/" + UUID.randomUUID() + "/company")
                .expectStatus()
                .isNotFound();
        nobody().get()
                .uri("/api/desk/conversations/{id}/company", id)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    private WebTestClient.BodyContentSpec one(String username) {
        return get(username, "/presence").expectStatus().isOk().expectBody();
    }

    private WebTestClient.ResponseSpec say(UUID id, Map<String, ?> body) {
        return ask(ANNA, HttpMethod.POST, "/conversations/" + id + "/messages", body);
    }

    private WebTestClient.ResponseSpec get(String username, String path) {
        return as(username).get().uri("/api/desk" + path).exchange();
    }

    private WebTestClient.ResponseSpec ask(String username, HttpMethod method, String path, Map<String, ?> body) {
        return as(username)
                .method(method)
                .uri("/api/desk" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
