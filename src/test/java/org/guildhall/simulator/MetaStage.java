package org.guildhall.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One of Meta's messengers in a rehearsal. */
final class MetaStage implements Stage {

    private final String name;
    private final GraphApi api;
    private final MetaSide side;
    private final Line line;
    private final People blocking = new People();
    private final People away = new People();
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
        api.failing(this::fault);
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
        return switch (deed) {
            // Meta tells nobody; the next message for them finds it out.
            case Deed.Blocked(boolean now) -> {
                blocking.put(person, now);
                yield OptionalInt.of(0);
            }
            case Deed.LetADayPass _ -> {
                away.put(person, true);
                yield OptionalInt.of(0);
            }
            case Deed.Hid(boolean now) -> side.hides(person, now) ? OptionalInt.of(0) : OptionalInt.empty();
            default -> passOn(person, id, deed);
        };
    }

    private OptionalInt passOn(String person, String id, Deed deed) throws IOException, InterruptedException {
        Optional<WebhookCall> call = side.did(id, person, deed);
        if (call.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(deed instanceof Deed.Received || deed instanceof Deed.Read)) {
            writers.put(id, person);
            away.put(person, false);
        }
        return OptionalInt.of(line.deliver(call.get()));
    }

    private Fault fault(GraphApi.Call call) {
        String person = side.citizen(call.person());
        if (call.isMessage() && blocking.has(person)) {
            return side.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE);
        }
        return call.isMessage() && away.has(person) ? side.tooLate(call) : Fault.NONE;
    }

    private void show(GraphApi.Shown shown) {
        GraphApi.Call call = shown.call();
        String person = side.citizen(call.person());
        // Where Meta took it all the same, it shows it to nobody.
        if (!blocking.has(person)) {
            watcher.accept(new Sight.Message(
                    person, shown.id(), "", InWords.together(call.text(), call.thing()), call.buttons()));
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
