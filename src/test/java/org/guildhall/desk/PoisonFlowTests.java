package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/** A message that nobody can decide, all the way: from the chat to the dead letters and, once that is mended, back. */
@Import(PoisonFlowTests.Poisoned.class)
class PoisonFlowTests extends DeskServer {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SUE = "sue";

    @Autowired
    private PoisonableDialogue dialogue;

    @TestConfiguration(proxyBeanMethods = false)
    static class Poisoned {

        @Bean
        @Primary
        PoisonableDialogue poisonableDialogue() {
            return new PoisonableDialogue();
        }
    }

    @BeforeEach
    void sueLooksAfterTrouble() {
        DeskFixture.staff(database, SUE, Set.of(Role.SUPERVISOR));
    }

    @Test
    void isTriedEightTimesHoldsUpNobodyAndIsAnsweredOnceWhenItWasMended() {
        ChatVisitor ann = new ChatVisitor(server());
        ChatVisitor neighbour = new ChatVisitor(server());
        ann.says(PoisonableDialogue.POISON);
        for (int tries = 1; tries <= 8; tries++) {
            awaitTries(tries);
            neighbour.says("fine " + tries);
            assertThat(neighbour.sees(2 * tries).getLast()).isEqualTo("assistant: You said: fine " + tries);
        }

        JsonNode letter = awaitLetter("waiting");
        assertThat(letter.path("reason").asString())
                .isEqualTo(
                        "The assistant tried eight times to deal with this message and failed, so it called a person.");
        assertThat(letter.path("detail").asString()).isEqualTo("IllegalStateException");
        assertThat(ann.sees(2))
                .satisfiesExactly(
                        said -> assertThat(said).isEqualTo("citizen: poison"),
                        sorry -> assertThat(sorry).startsWith("system: I am sorry"));
        assertThat(dialogue.tries()).isEqualTo(8);

        dialogue.mend();
        UUID id = UUID.fromString(letter.path("id").asString());
        for (int press = 0; press < 3; press++) {
            replay(id);
        }
        assertThat(awaitLetter("replayed").path("outcome").asString()).isEqualTo("answered");
        replay(id);
        assertThat(ann.sees(3).getLast()).isEqualTo("assistant: You said: poison");
        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> answersTo(letter.path("conversation").asString()) == 1 && dialogue.tries() == 9);
    }

    /** The pauses in between would take two minutes. */
    private void awaitTries(int tries) {
        await().atMost(SOON).until(() -> {
            if (dialogue.tries() < tries) {
                jdbc.sql("update conversations set turn_due = now() where turn_due > now()")
                        .update();
            }
            return dialogue.tries() >= tries;
        });
    }

    /** The only one there is, once it stands like this. */
    private JsonNode awaitLetter(String state) {
        return await().atMost(SOON)
                .until(
                        this::letters,
                        all -> all.size() == 1
                                && all.get(0).path("state").asString().equals(state))
                .get(0);
    }

    private JsonNode letters() {
        JsonNode answer = as(SUE).get()
                .uri("/api/desk/dead-letters")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(answer).path("deadLetters");
    }

    private void replay(UUID letter) {
        as(SUE).post()
                .uri("/api/desk/dead-letters/{id}/replay", letter)
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    private int answersTo(String conversation) {
        return jdbc.sql("select count(*) from messages where conversation = :id and sender = 'assistant'")
                .param("id", UUID.fromString(conversation))
                .query(Integer.class)
                .single();
    }
}
