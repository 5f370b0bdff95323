package org.guildhall.simulator;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** One of Meta's messengers in a rehearsal. */
final class MetaStage extends VendorStage {

    private final MetaSide side;
    private final People blocking = new People();
    private final People away = new People();
    /** By the message's id, until it is ticked as read: WhatsApp's API is not told whose it is. */
    private final Map<String, String> writers = new ConcurrentHashMap<>();

    MetaStage(String name, GraphApi api, MetaSide side, Line line) {
        super(name, api, side, line);
        this.side = side;
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(this::fault);
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
        return deliver(call);
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
        Optional<WebhookCall> refusal =
                away.has(person) ? side.tooLateAfterAll(call, shown.id(), person) : Optional.empty();
        refusal.ifPresent(this::deliverLater);
        // Where Meta took it all the same, it shows it to nobody.
        if (refusal.isEmpty() && !blocking.has(person)) {
            see(new Sight.Message(person, shown.id(), "", InWords.together(call.text(), call.thing()), call.buttons()));
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
        see(new Sight.Note(person, words));
    }
}
