package org.guildhall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The web chat in a rehearsal, which is the server's own: only words and choices go in. */
final class WebStage implements Stage {

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;
    private final Map<String, WebCitizen> citizens = new ConcurrentHashMap<>();
    private volatile Consumer<Sight> watcher = sight -> {};
    private volatile boolean closed;

    WebStage(URI server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "The web chat";
    }

    @Override
    public String settings() {
        return "";
    }

    @Override
    public void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public void enter(String person) throws IOException, InterruptedException {
        if (!citizens.containsKey(person)) {
            citizens.put(person, WebCitizen.arrive(http, server, (event, data) -> show(person, event, data)));
        }
    }

    @Override
    public String newId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public Optional<Kept> holds(String name, String mediaType, byte[] file) {
        return Optional.empty();
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        enter(person);
        WebCitizen citizen = citizens.get(person);
        if (citizen == null) {
            return OptionalInt.empty();
        }
        return switch (deed) {
            case Deed.Wrote(String words) -> OptionalInt.of(citizen.says(id, words));
            case Deed.Tapped(Button button) -> OptionalInt.of(citizen.picks(id, button.id()));
            default -> OptionalInt.empty();
        };
    }

    private void show(String person, String event, JsonNode data) {
        switch (event) {
            case "message" -> {
                if (!data.path("from").asString("").equals("citizen")) {
                    watcher.accept(message(person, data));
                }
            }
            case "state" -> note(person, state(data));
            case "typing" -> note(person, "typing …");
            case WebCitizen.ENDED -> {
                if (!closed) {
                    note(person, "the server closed the stream");
                }
            }
            default -> {}
        }
    }

    private static Sight.Message message(String person, JsonNode data) {
        List<Button> choices = data.path("choices")
                .valueStream()
                .map(choice -> new Button(
                        "choice",
                        choice.path("id").asString(""),
                        choice.path("title").asString("")))
                .toList();
        return new Sight.Message(
                person, data.path("seq").asString(""), "", data.path("text").asString(""), choices);
    }

    private static String state(JsonNode data) {
        return (data.path("floor").asString("") + " " + data.path("reference").asString("")).strip();
    }

    private void note(String person, String words) {
        watcher.accept(new Sight.Note(person, words));
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
