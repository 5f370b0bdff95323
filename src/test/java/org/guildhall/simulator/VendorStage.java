package org.guildhall.simulator;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A messenger in a rehearsal whose API and whose calls are simulated; each adds what people do and see there. */
abstract class VendorStage implements Stage {

    private final String name;
    private final VendorApi api;
    private final Caller caller;
    private final Line line;
    private volatile Consumer<Sight> watcher = sight -> {};

    VendorStage(String name, VendorApi api, Caller caller, Line line) {
        this.name = name;
        this.api = api;
        this.caller = caller;
        this.line = line;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String settings() {
        return caller.settings(api.url());
    }

    @Override
    public final void watching(Consumer<Sight> see) {
        watcher = see;
    }

    @Override
    public final String newId() {
        return caller.newId();
    }

    @Override
    public final Optional<Kept> holds(String file, String mediaType, byte[] bytes) {
        return Optional.of(api.holds(file, mediaType, bytes));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        return deliver(caller.did(id, person, deed));
    }

    @Override
    public final void close() {
        api.close();
    }

    /** Shows somebody something. */
    final void see(Sight sight) {
        watcher.accept(sight);
    }

    /** Calls the server, if there is a call; the status of its answer, or nothing. */
    final OptionalInt deliver(Optional<WebhookCall> call) throws IOException, InterruptedException {
        return call.isPresent() ? OptionalInt.of(line.deliver(call.get())) : OptionalInt.empty();
    }

    /** Calls the server a moment later, when it has had the answer to its own call; what it says to that nobody hears. */
    final void deliverLater(WebhookCall call) {
        Thread.ofVirtual().name(name + " later").start(() -> {
            try {
                line.deliver(call);
            } catch (IOException gone) {
                // A rehearsal's server may be stopped at any time.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
