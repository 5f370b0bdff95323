package org.guildhall.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A believable day at the desk in two minutes, on every messenger at once: what the assistant answers by itself, who wants a
 * person, photos and places, somebody in danger, somebody who shouts, a river over its wall, and the desk at work meanwhile.
 */
final class Day implements AutoCloseable {

    /** The messengers of the day, each with the option that plays it. */
    static final List<String> MESSENGERS = List.of(
            "telegram",
            "whatsapp",
            "messenger",
            "instagram",
            "notify",
            "twilio",
            "viber",
            "line",
            "x",
            "matrix",
            "slack",
            "teams",
            "web");

    /** The password of everybody at the desk, also of {@code admin}, whose account makes the others. */
    static final String PASSWORD = "rehearsal day desk";

    /** Who is at the desk: their role, then their teams. */
    static final Map<String, List<String>> STAFF = Map.of(
            "sue", List.of("supervisor"),
            "anna", List.of("staff", "waste", "streets"),
            "ben", List.of("staff", "housing", "council-tax"),
            "chloe", List.of("staff", "registrars"),
            "dev", List.of("supervisor"));

    /** What citizens read is not shown: the desk is where to look. */
    private static final PrintStream SILENT =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    /** Ofcom keeps these for plays; what is counted from here on is nobody's. */
    private static final long FIRST_NUMBER = 447_700_900_100L;

    private static final int FIRST_PORT = 18_120;

    private final List<Scene> scenes;
    private final Map<String, Audience> stages;
    private final Line line;
    private final Options options;
    private final PrintStream screen;
    private final DayPhotos photos;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Play> citizens = new HashMap<>();
    private final Map<String, Colleague> colleagues = new HashMap<>();

    /**
     * Opens every messenger.
     *
     * @param folder for what it draws and writes
     * @param open the messenger of these options
     */
    Day(Line line, Options options, Path folder, Function<Options, Stage> open, PrintStream screen) throws IOException {
        this.scenes = Scene.day();
        this.line = line;
        this.options = options;
        this.screen = screen;
        this.photos = new DayPhotos(folder);
        this.stages = new LinkedHashMap<>();
        int port = options.number("port", FIRST_PORT);
        for (String messenger : MESSENGERS) {
            Map<String, String> given = new HashMap<>(options.given());
            given.put(messenger, "");
            // 0 takes any that is free.
            given.put("port", Integer.toString(port == 0 ? 0 : port++));
            stages.put(messenger, new Audience(open.apply(new Options(given))));
        }
    }

    /** With which settings the server finds all of them, one in each line. */
    String settings() {
        return stages.values().stream()
                        .flatMap(stage -> stage.settings().lines())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("\n"))
                + "\nGUILDHALL_DESK_ADMIN_PASSWORD=" + password() + "\n";
    }

    private String password() {
        return options.text("password", PASSWORD);
    }

    /** Writes the settings so that a shell can read them. */
    Path writeSettings(Path file) throws IOException {
        String quoted = settings()
                .lines()
                .map(setting -> setting.replaceFirst("=(.*)", "='$1'"))
                .collect(Collectors.joining("\n", "", "\n"));
        return Files.writeString(file, quoted);
    }

    /** Plays it from the first scene to the last. */
    void run() throws IOException, InterruptedException {
        if (!openTheDesk()) {
            return;
        }
        double speed = Math.max(1, options.number("speed", 1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, ExecutorService> each = new HashMap<>();
            long began = System.nanoTime();
            for (Scene scene : scenes) {
                long due = began + (long) (scene.at().toNanos() / speed);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                // One after the other for each person, and nobody waits for anybody else.
                each.computeIfAbsent(
                                scene.who(),
                                who -> Executors.newSingleThreadExecutor(
                                        Thread.ofVirtual().factory()))
                        .execute(() -> play(scene));
            }
            for (ExecutorService one : each.values()) {
                threads.execute(() -> ended(one));
            }
        }
        screen.println(
                "\nThe day is over. What is left waits at the desk: sign in as sue, anna, ben, chloe or dev with the password \""
                        + password() + "\".");
    }

    private static void ended(ExecutorService one) {
        one.shutdown();
        try {
            one.awaitTermination(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether everybody of the day can sign in. */
    private boolean openTheDesk() throws IOException, InterruptedException {
        Colleague admin = new Colleague(http, line.server(), "admin", password());
        int made = 201;
        for (Map.Entry<String, List<String>> one : STAFF.entrySet()) {
            String username = one.getKey();
            List<String> roles = List.of(one.getValue().getFirst());
            List<String> teams = one.getValue().subList(1, one.getValue().size());
            String name = Character.toUpperCase(username.charAt(0)) + username.substring(1);
            int status = admin.makes(username, name, password(), roles, teams);
            made = status == 201 || status == 409 ? made : status;
            colleagues.put(username, new Colleague(http, line.server(), username, password()));
        }
        if (made != 201) {
            screen.println("The desk let nobody in (" + made
                    + "). Start the server with the settings above, or give --password.");
        }
        return made == 201;
    }

    private void play(Scene scene) {
        try {
            String came = scene.atTheDesk() ? colleague(scene).does(scene.what()) : act(scene);
            screen.println("%s  %-9s %s: %s%s"
                    .formatted(
                            scene.clock(),
                            scene.where(),
                            scene.who(),
                            scene.what(),
                            came.isEmpty() ? "" : "  (" + came + ")"));
        } catch (IOException gone) {
            screen.println(scene.clock() + "  the server does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Colleague colleague(Scene scene) {
        Colleague colleague = colleagues.get(scene.who());
        if (colleague == null) {
            throw new IllegalArgumentException("Nobody at the desk is called " + scene.who());
        }
        return colleague;
    }

    private String act(Scene scene) throws IOException, InterruptedException {
        citizen(scene).type(photos.in(scene.what()));
        return "";
    }

    private Play citizen(Scene scene) throws IOException, InterruptedException {
        synchronized (citizens) {
            Play known = citizens.get(scene.who());
            if (known != null) {
                return known;
            }
            Audience stage = stages.get(scene.where());
            if (stage == null) {
                throw new IllegalArgumentException("There is no messenger " + scene.where());
            }
            String person = Long.toString(FIRST_NUMBER + citizens.size());
            Cast.name(person, scene.who());
            stage.enter(person);
            Play play = new Play(stage, person, SILENT);
            citizens.put(scene.who(), play);
            return play;
        }
    }

    @Override
    public void close() {
        stages.values().forEach(Stage::close);
        http.shutdownNow();
    }
}
