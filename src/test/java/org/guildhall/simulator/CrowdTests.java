package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CrowdTests {

    private final StubStage stage = new StubStage();

    @Test
    void everybodyAsksInTurnAndIsAnswered() throws Exception {
        stage.echo();

        assertThat(crowd("--crowd", "2", "--seconds", "1", "--rate", "4"))
                .contains("The stub: 4 asked, 0 refused, 0 without an answer, 4 messages came in all");
        assertThat(stage.entered()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void whoIsRefusedOrNotAnsweredIsCounted() throws Exception {
        stage.answering(OptionalInt.of(503));

        assertThat(crowd("--crowd", "5", "--seconds", "1", "--rate", "2", "--patience", "0"))
                .contains("The stub: 2 asked, 2 refused, 2 without an answer, 0 messages came in all");
    }

    private String crowd(String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Crowd(stage, Options.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
