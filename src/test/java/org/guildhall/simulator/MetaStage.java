package org.guildhall.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One of Meta's messengers in a rehearsal. */
final class MetaStage implements Stage {

    private final String name;
    private final GraphApi api;
    private final MetaSide side;
    private final Line line;
    private final Set<String> blocking = ConcurrentHashMap.newKeySet();
    /** By the message's id, until it is ticked as read: WhatsApp's API is not told whose it is. */
    private final Map<String, String> writers = new ConcurrentHashMap<>();

    private volatile Consumer<Sight> watcher = sight -> {};

    MetaStage(String name, GraphApi api, MetaSide side, Line line) {
        this.name = name;
        this.api = api;
        this.side = side;
        this.line = line;
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(call -> call.isMessage() && blocking.contains(call.person())
                ? side.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE)
                : Fault.NONE);
    }

    @Override
    public String name() {
        return name;
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
            block(person, now);
            return OptionalInt.of(0);
        }
        Optional<WebhookCall> call = side.did(id, person, deed);
        if (call.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(deed instanceof Deed.Received || deed instanceof Deed.Read)) {
            writers.put(id, person);
        }
        return OptionalInt.of(line.deliver(call.get()));
    }

    /** Meta tells nobody; the next message for them finds it out. */
    private void block(String person, boolean now) {
        if (now) {
            blocking.add(person);
        } else {
            blocking.remove(person);
        }
    }

    private void show(GraphApi.Shown shown) {
        GraphApi.Call call = shown.call();
        // Where Meta took it all the same, it shows it to nobody.
        if (!blocking.contains(call.person())) {
            watcher.accept(new Sight.Message(
                    call.person(), shown.id(), "", InWords.together(call.text(), call.thing()), call.buttons()));
        }
    }

    private void hear(GraphApi.Call call) {
        switch (call.body().path("sender_action").asString("")) {
            case "mark_seen" -> note(call.person(), "read by the council");
            case "typing_on" -> note(call.person(), "typing …");
            default -> ticked(call);
        }
    }

    /** WhatsApp's tick, with which the sign that somebody is typing comes. */
    private void ticked(GraphApi.Call call) {
        if (call.body().path("status").asString("").equals("read")) {
            String person = writers.remove(call.body().path("message_id").asString(""));
            if (person != null) {
                note(person, "read by the council");
                if (call.body().has("typing_indicator")) {
                    note(person, "typing …");
                }
            }
        }
    }

    private void note(String person, String words) {
        watcher.accept(new Sight.Note(person, words));
    }

    @Override
    public void close() {
        api.close();
    }
}
