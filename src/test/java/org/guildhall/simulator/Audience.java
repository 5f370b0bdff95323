package org.guildhall.simulator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A messenger that several watch at once, each for the sake of their own citizen. */
final class Audience implements Stage {

    private final Stage stage;
    private final List<Consumer<Sight>> watchers = new CopyOnWriteArrayList<>();

    Audience(Stage stage) {
        this.stage = stage;
        stage.watching(sight -> watchers.forEach(watcher -> watcher.accept(sight)));
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public String settings() {
        return stage.settings();
    }

    /** Besides those who watch already. */
    @Override
    public void watching(Consumer<Sight> see) {
        watchers.add(see);
    }

    @Override
    public void enter(String person) throws IOException, InterruptedException {
        stage.enter(person);
    }

    @Override
    public String newId() {
        return stage.newId();
    }

    @Override
    public Optional<Kept> holds(String name, String mediaType, byte[] file) {
        return stage.holds(name, mediaType, file);
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        return stage.does(person, id, deed);
    }

    @Override
    public void close() {
        stage.close();
    }
}
