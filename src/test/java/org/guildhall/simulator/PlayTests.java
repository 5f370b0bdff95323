package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlayTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "447700900123";

    private final StubStage stage = new StubStage();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Play play = new Play(stage, ANN, new PrintStream(printed, true, StandardCharsets.UTF_8));

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(" hello there ", new Deed.Wrote("hello there")),
                arguments("/start", new Deed.Wrote("/start")),
                arguments("/place", new Deed.SentPlace(51.5, -0.1, "", "")),
                arguments("/place 52.4 -4", new Deed.SentPlace(52.4, -4, "", "")),
                arguments("/place 52.4, -4 Castle", new Deed.SentPlace(52.4, -4, "Castle", "")),
                arguments("/place 52.4 -4 Castle, High Street", new Deed.SentPlace(52.4, -4, "Castle", "High Street")),
                arguments("/card", new Deed.SentCard("Bo Example", "+44 1632 960001")),
                arguments("/card Dai Rees 01632 960123", new Deed.SentCard("Dai Rees", "01632 960123")),
                arguments("/block", new Deed.Blocked(true)),
                arguments("/unblock", new Deed.Blocked(false)),
                arguments("/hide", new Deed.Hid(true)),
                arguments("/show", new Deed.Hid(false)),
                arguments("/later", new Deed.LetADayPass()),
                arguments("/group @rehearsal_bot bins?", new Deed.WroteInGroup("@rehearsal_bot bins?")),
                arguments(":2", new Deed.Wrote("2")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineIsWhatSomebodyDoes(String line, Deed deed) throws InterruptedException {
        play.type(line);

        assertThat(stage.deeds()).containsExactly(deed);
        assertThat(printed()).isEmpty();
    }

    @Test
    void whoNamesNoFileSendsOneAllTheSame() throws InterruptedException {
        play.type("/photo look at this");
        play.type("/file");

        assertThat(stage.deeds()).hasSize(2).first().isInstanceOfSatisfying(Deed.SentFile.class, sent -> {
            assertThat(sent.kind()).isEqualTo(Deed.Kind.PHOTO);
            assertThat(sent.file().mediaType()).isEqualTo("image/jpeg");
            assertThat(sent.words()).isEqualTo("look at this");
        });
        assertThat(stage.files().getFirst()).as("a JPEG").startsWith(0xff, 0xd8, 0xff);
    }

    @Test
    void aFileOfOnesOwnIsSentWithItsName(@TempDir Path folder) throws Exception {
        Path voice = Files.write(folder.resolve("note.ogg"), new byte[] {1, 2, 3});
        play.type("/voice " + voice + " listen");

        assertThat(stage.deeds()).singleElement().isInstanceOfSatisfying(Deed.SentFile.class, sent -> {
            assertThat(sent.kind()).isEqualTo(Deed.Kind.VOICE);
            assertThat(sent.file().name()).isEqualTo("note.ogg");
            assertThat(sent.words()).isEqualTo("listen");
        });
        assertThat(stage.files().getFirst()).containsExactly(1, 2, 3);
    }

    @Test
    void whatCannotBeSentIsSaid() throws InterruptedException {
        play.type("/photo missing.jpg");
        play.type("/voice");
        play.type("/place the castle");
        play.type("/card Bo");
        play.type("/edit hello");
        play.type("/unsend");
        play.type("/react 👍");
        play.type("/read");
        play.type("/group");

        assertThat(stage.deeds()).isEmpty();
        assertThat(printed().lines()).hasSize(9).first().isEqualTo("  (there is no file missing.jpg)");
    }

    @Test
    void whatWasOfferedLastCanBeTapped() throws InterruptedException {
        Button yes = new Button("quick_reply", "yes", "Yes");
        Button no = new Button("quick_reply", "no", "No");
        stage.show(message("m1", "Did that help?", yes, no));
        stage.show(message("m2", "Goodbye"));
        play.type(":2");
        play.type(":3");
        stage.show(message("m3", "Where is it?", new Button(Button.PLACE, "", "Send location")));
        play.type(":1");

        assertThat(stage.deeds()).containsExactly(new Deed.Tapped(no), new Deed.SentPlace(51.5, -0.1, "", ""));
        assertThat(printed())
                .containsSubsequence(
                        "  Did that help?", "    [:1 Yes]", "    [:2 No]", "  Goodbye", "there is no such button");
    }

    @Test
    void whatWasWrittenAndSentLastCanBeChangedAndTakenBack() throws InterruptedException {
        play.type("hello");
        play.type("/photo");
        play.type("/edit hello there");
        play.type("/edit hello again");
        play.type("/unsend");

        List<Deed> deeds = stage.deeds();
        assertThat(deeds.subList(2, 5))
                .containsExactly(
                        new Deed.Changed("1", "hello there", 1),
                        new Deed.Changed("1", "hello again", 2),
                        new Deed.TookBack("2"));
    }

    @Test
    void whatIsSeenArrivesAndCanBeReadAndGetASign() throws InterruptedException {
        stage.show(new Sight.Message(ANN, "m1", "r1", "Monday", List.of()));
        stage.show(new Sight.Message("447700900124", "m2", "r2", "Tuesday", List.of()));
        play.type("/react 👍");
        play.type("/react");
        play.type("/read");

        assertThat(stage.deeds())
                .containsExactly(new Deed.Reacted("m1", "👍"), new Deed.Reacted("m1", ""), new Deed.Read("m1", "r1"));
        assertThat(printed()).contains("Monday").doesNotContain("Tuesday");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stage.arrivals()).containsExactly(new Deed.Received("m1", "r1")));
    }

    @Test
    void whatTheMessengerKeepsToItselfAndWhatTheServerRefusesIsSaid() throws InterruptedException {
        stage.answering(OptionalInt.empty());
        play.type("/block");
        stage.answering(OptionalInt.of(401));
        play.type("hello");
        play.type("/unsend");

        assertThat(printed().lines())
                .containsExactly(
                        "  (The stub does not pass that on)",
                        "  (the server answered 401)",
                        "  (send something first)");
    }

    @Test
    void typingIsShown() {
        stage.show(new Sight.Note(ANN, "typing …"));

        assertThat(printed().lines()).containsExactly("  (typing …)");
    }

    private static Sight message(String id, String words, Button... offer) {
        return new Sight.Message(ANN, id, "", words, List.of(offer));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
