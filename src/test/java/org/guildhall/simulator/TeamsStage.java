package org.guildhall.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Teams in a rehearsal. */
final class TeamsStage implements Stage {

    private final TeamsApi api;
    private final TeamsSide side;
    private final Line line;
    private final People without = new People();
    private volatile Consumer<Sight> watcher = sight -> {};

    private TeamsStage(TeamsApi api, TeamsSide side, Line line) {
        this.api = api;
        this.side = side;
        this.line = line;
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(call -> without.has(call.person()) ? TeamsApi.error(403, "BotDisabledByUser") : Fault.NONE);
    }

    /**
     * Opens one.
     *
     * @param port where its API listens on loopback; 0 takes any free one
     */
    static TeamsStage open(int port, String secret, Line line) {
        TokenMaker microsoft = new TokenMaker();
        TeamsApi api = TeamsApi.start(port, microsoft);
        return new TeamsStage(api, new TeamsSide(line.server(), microsoft, api::url, secret), line);
    }

    @Override
    public String name() {
        return "Teams";
    }

    @Override
    public String settings() {
        return side.settings(api.url());
    }

    @Override
    public void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public String newId() {
        return side.newId();
    }

    @Override
    public Optional<Kept> holds(String file, String mediaType, byte[] bytes) {
        return Optional.of(api.holds(file, mediaType, bytes));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        if (deed instanceof Deed.Blocked(boolean now)) {
            without.put(person, now);
        }
        Optional<WebhookCall> call = side.did(id, person, deed);
        return call.isPresent() ? OptionalInt.of(line.deliver(call.get())) : OptionalInt.empty();
    }

    private void show(TeamsApi.Shown shown) {
        TeamsApi.Call call = shown.call();
        String words = InWords.together(call.text(), call.thing());
        watcher.accept(new Sight.Message(
                call.person(), shown.id(), "", call.inGroup() ? "[in the group] " + words : words, call.buttons()));
    }

    private void hear(TeamsApi.Call call) {
        if (call.body().path("type").asString("").equals("typing")) {
            watcher.accept(new Sight.Note(call.person(), "typing …"));
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
