package org.guildhall.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Slack in a rehearsal. */
final class SlackStage implements Stage {

    private final SlackApi api;
    private final SlackSide side;
    private final Line line;
    private volatile Consumer<Sight> watcher = sight -> {};

    SlackStage(SlackApi api, SlackSide side, Line line) {
        this.api = api;
        this.side = side;
        this.line = line;
        api.watching(this::show);
    }

    @Override
    public String name() {
        return "Slack";
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
        Optional<WebhookCall> call = side.did(id, person, deed);
        return call.isPresent() ? OptionalInt.of(line.deliver(call.get())) : OptionalInt.empty();
    }

    private void show(SlackApi.Shown shown) {
        SlackApi.Call call = shown.call();
        String words = InWords.together(call.text(), call.thing());
        watcher.accept(new Sight.Message(
                call.person(), shown.id(), "", call.inChannel() ? "[in the channel] " + words : words, call.buttons()));
    }

    @Override
    public void close() {
        api.close();
    }
}
