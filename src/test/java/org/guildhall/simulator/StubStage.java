package org.guildhall.simulator;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A messenger that remembers what people do there and shows them what a test wants. */
final class StubStage implements Stage {

    private final List<Deed> deeds = new CopyOnWriteArrayList<>();
    private final List<Deed> arrivals = new CopyOnWriteArrayList<>();
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final List<byte[]> files = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile OptionalInt status = OptionalInt.of(200);
    private volatile boolean echoing;
    private volatile Consumer<Sight> watcher = sight -> {};

    /** What people did, in order, but for what arrived on their phones. */
    List<Deed> deeds() {
        return List.copyOf(deeds);
    }

    List<Deed> arrivals() {
        return List.copyOf(arrivals);
    }

    List<String> entered() {
        return List.copyOf(entered);
    }

    List<byte[]> files() {
        return List.copyOf(files);
    }

    /** What comes of everything from now on. */
    void answering(OptionalInt with) {
        status = with;
    }

    /** From now on whoever writes reads the same words at once. */
    void echo() {
        echoing = true;
    }

    void show(Sight sight) {
        watcher.accept(sight);
    }

    @Override
    public String name() {
        return "The stub";
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
    public void enter(String person) {
        entered.add(person);
    }

    @Override
    public String newId() {
        return Integer.toString(ids.incrementAndGet());
    }

    @Override
    public Optional<Kept> holds(String name, String mediaType, byte[] file) {
        files.add(file);
        return Optional.of(new Kept("kept", URI.create("http://stub.example/kept"), name, mediaType, file.length));
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) {
        if (deed instanceof Deed.Received) {
            arrivals.add(deed);
            return OptionalInt.empty();
        }
        deeds.add(deed);
        if (echoing && deed instanceof Deed.Wrote(String words)) {
            show(new Sight.Message(person, id, "", words, List.of()));
        }
        return status;
    }

    @Override
    public void close() {}
}
