package org.guildhall.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A messenger with an app of its own in a rehearsal. */
final class AppStage implements Stage {

    private final String name;
    private final AppApi api;
    private final AppVendor vendor;
    private final Line line;
    private final People blocking = new People();
    private volatile Consumer<Sight> watcher = sight -> {};

    AppStage(String name, AppApi api, AppVendor vendor, Line line) {
        this.name = name;
        this.api = api;
        this.vendor = vendor;
        this.line = line;
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(call -> !call.messages().isEmpty() && blocking.has(call.person())
                ? vendor.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE)
                : Fault.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String settings() {
        return vendor.settings(api.url());
    }

    @Override
    public void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public String newId() {
        return vendor.newId();
    }

    @Override
    public Optional<Kept> holds(String file, String mediaType, byte[] bytes) {
        return Optional.of(api.holds(file, mediaType, bytes));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        if (deed instanceof Deed.Blocked(boolean now)) {
            blocking.put(person, now);
        }
        Optional<WebhookCall> call = vendor.did(id, person, deed);
        return call.isPresent() ? OptionalInt.of(line.deliver(call.get())) : OptionalInt.empty();
    }

    private void show(AppApi.Shown message) {
        // Where the messenger took it all the same, it shows it to nobody.
        if (!blocking.has(message.person())) {
            watcher.accept(new Sight.Message(message.person(), message.id(), "", message.words(), message.offer()));
        }
    }

    private void hear(AppApi.Call call) {
        if (!call.note().isEmpty()) {
            watcher.accept(new Sight.Note(call.person(), call.note()));
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
