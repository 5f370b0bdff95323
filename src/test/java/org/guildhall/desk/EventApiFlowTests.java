package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What other programs hear of what happens at the desk. */
class EventApiFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void tellsOfAClaimAndOfAReply() {
        UUID id = waiting("waste", "help");

        StepVerifier.create(events(ANNA).filter(event -> about(event, id)))
                .then(() -> say(id))
                .thenConsumeWhile(event -> !data(event).contains("\"floor\":\"staff\""))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("conversation");
                    assertThat(data(event))
                            .contains(
                                    "\"claimedBy\":{\"username\":\"bob\"",
                                    "\"team\":\"waste\"",
                                    "\"priority\":\"normal\"");
                })
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("message");
                    assertThat(data(event)).isEqualTo("{\"conversation\":\"" + id + "\",\"seq\":2}");
                })
                .thenCancel()
                .verify(SOON);
    }

    @Test
    void keepsStillAboutOtherTeams() {
        UUID foreign = waiting("waste", "help");
        UUID own = waiting("housing", "help");

        StepVerifier.create(events(HANA).filter(event -> about(event, foreign) || about(event, own)))
                .then(() -> say(foreign))
                .then(() -> as(HANA).post()
                        .uri("/api/desk/conversations/{id}/claim", own)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .thenConsumeWhile(
                        event -> !data(event).contains("\"floor\":\"staff\""),
                        event -> assertThat(about(event, own)).isTrue())
                .assertNext(event -> assertThat(about(event, own)).isTrue())
                .thenCancel()
                .verify(SOON);
    }

    private void say(UUID id) {
        as(BOB).post()
                .uri("/api/desk/conversations/{id}/messages", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"text\":\"hello\"}")
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    private Flux<ServerSentEvent<String>> events(String who) {
        return as(who).get()
                .uri("/api/desk/events")
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody();
    }

    private static boolean about(ServerSentEvent<String> event, UUID id) {
        return data(event).contains(id.toString());
    }

    private static String data(ServerSentEvent<String> event) {
        return String.valueOf(event.data());
    }
}
