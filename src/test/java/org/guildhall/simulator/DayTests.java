package org.guildhall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.guildhall.channel.StubApi;
import org.guildhall.channel.StubApi.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day that fills the desk for whoever tries, trains or demonstrates it. */
class DayTests {

    private static final String CLAIMED = """
            {"conversations":[{"id":"c1","lastMessage":"%s"}]}""";

    @Test
    void isOverInTwoMinutesAndInOrder() throws IOException {
        List<Duration> times = Scene.day().stream().map(Scene::at).toList();

        assertThat(times).isSorted();
        assertThat(times.getLast()).isBetween(Duration.ofSeconds(100), Duration.ofMinutes(2));
    }

    @Test
    void happensOnEveryMessengerAndHasPhotosPlacesDangerAbuseAndAFlood() throws IOException {
        List<Scene> day = Scene.day();
        assertThat(day.stream()
                        .map(Scene::where)
                        .filter(where -> !where.equals(Scene.DESK))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Day.MESSENGERS);
        assertThat(citizens(day)).hasSizeGreaterThan(35);
        assertThat(lines(day, "/photo")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(lines(day, "/place")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(lines(day, "mill lane")).hasSizeGreaterThan(15);
        assertThat(lines(day, "hits me")).hasSize(1);
        assertThat(lines(day, "I know where you park")).hasSize(1);
        assertThat(DayPhotos.NAMES)
                .allSatisfy(name -> assertThat(lines(day, "{" + name + "}")).isNotEmpty());
    }

    @Test
    void atTheDeskEverybodyHasAnAccountAndEachLineIsSomethingTheyCanDo() throws IOException {
        List<Scene> desk = Scene.day().stream().filter(Scene::atTheDesk).toList();
        assertThat(desk.stream().map(Scene::who).collect(Collectors.toSet())).isEqualTo(Day.STAFF.keySet());
        Set<String> verbs =
                desk.stream().map(scene -> scene.what().split(" ")[0]).collect(Collectors.toSet());
        assertThat(verbs).containsExactlyInAnyOrder("take", "reply", "note", "hand", "close", "block");
        Map<String, Integer> closed = new HashMap<>();
        desk.stream()
                .filter(scene -> scene.what().startsWith("close"))
                .forEach(scene -> closed.merge(scene.who(), 1, Integer::sum));
        assertThat(closed).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whatIsTakenAtTheDeskWasWrittenBefore() throws IOException {
        List<String> written = new ArrayList<>();
        for (Scene scene : Scene.day()) {
            if (scene.what().startsWith("take ")) {
                String words = scene.what().substring(5);
                assertThat(written).as(scene.clock()).anyMatch(line -> line.contains(words));
            } else if (!scene.atTheDesk()) {
                written.add(scene.what().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void aLineThatIsNoSceneIsSaidToBeNone() {
        assertThatThrownBy(() -> Scene.of("1:00 telegram Ann hello")).hasMessageContaining("Not a scene");
        assertThat(Scene.of("1:05 | x  | Ann Bee | hello | there"))
                .isEqualTo(new Scene(Duration.ofSeconds(65), "x", "Ann Bee", "hello | there"));
    }

    @Test
    void playsEverythingAndTellsWithWhichSettingsToStart(@TempDir Path folder) throws Exception {
        StubApi server = new StubApi(Answer.json(201, "{}"));
        server.answering(call -> call.path().contains("/queue")
                ? Answer.json(200, CLAIMED.formatted("smoke"))
                : Answer.json(call.path().endsWith("/claim") ? 200 : 201, "{}"));
        List<StubStage> stages = new ArrayList<>();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Line line = new Line(server.url());
                Day day = new Day(
                        line,
                        Options.of("--day", "--speed", "1000", "--port", "0"),
                        folder,
                        each -> {
                            StubStage stage = new StubStage();
                            stages.add(stage);
                            return stage;
                        },
                        new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            day.run();
            assertThat(Files.readString(day.writeSettings(folder.resolve("day.env"))))
                    .contains("GUILDHALL_DESK_ADMIN_PASSWORD='rehearsal day desk'");
        } finally {
            server.close();
        }

        long deeds = Scene.day().stream().filter(scene -> !scene.atTheDesk()).count();
        assertThat(stages.stream().mapToLong(stage -> stage.deeds().size()).sum())
                .isEqualTo(deeds);
        assertThat(stages.stream().flatMap(stage -> stage.files().stream()))
                .hasSize(5)
                .allSatisfy(file -> assertThat(file).startsWith(0xff, 0xd8, 0xff));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("The day is over.", "nobody waits who wrote");
        assertThat(server.calls())
                .filteredOn(call -> call.path().endsWith("/staff"))
                .hasSize(Day.STAFF.size());
    }

    @Test
    void someoneAtTheDeskTakesWhoWaitsAndDoesTheRestThere() throws Exception {
        StubApi server = new StubApi(Answer.json(200, CLAIMED.formatted("The SMOKE is back")));
        try (HttpClient http = HttpClient.newHttpClient()) {
            Colleague anna = new Colleague(http, server.url(), "anna", "secret");
            assertThat(anna.does("reply hello")).isEqualTo("has no conversation");
            assertThat(anna.does("take smoke")).isEmpty();
            assertThat(anna.does("block abuse 7")).isEmpty();
            assertThat(anna.does("close advised")).isEmpty();
            assertThat(anna.does("note late")).isEqualTo("has no conversation");

            assertThat(server.calls().stream().map(StubApi.Call::path).toList())
                    .containsExactly(
                            "/v25.0/api/desk/queue",
                            "/v25.0/api/desk/conversations/c1/claim",
                            "/v25.0/api/desk/conversations/c1/block",
                            "/v25.0/api/desk/conversations/c1/close");
            assertThat(server.calls().get(2).body().path("days").asInt(0)).isEqualTo(7);
        } finally {
            server.close();
        }
    }

    private static Set<String> citizens(List<Scene> day) {
        return day.stream().filter(scene -> !scene.atTheDesk()).map(Scene::who).collect(Collectors.toSet());
    }

    private static List<Scene> lines(List<Scene> day, String words) {
        return day.stream()
                .filter(scene -> !scene.atTheDesk()
                        && scene.what().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
