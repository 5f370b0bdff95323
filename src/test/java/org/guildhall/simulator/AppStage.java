package org.guildhall.simulator;

import java.io.IOException;
import java.util.OptionalInt;

/** A messenger with an app of its own in a rehearsal. */
final class AppStage extends VendorStage {

    private final People blocking = new People();

    AppStage(String name, AppApi api, AppVendor vendor, Line line) {
        super(name, api, vendor, line);
        api.watching(this::show);
        api.listening(this::hear);
        api.failing(call -> !call.messages().isEmpty() && blocking.has(call.person())
                ? vendor.unwanted().<Fault>map(refusal -> refusal).orElse(Fault.NONE)
                : Fault.NONE);
    }

    @Override
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        if (deed instanceof Deed.Blocked(boolean now)) {
            blocking.put(person, now);
        }
        return super.does(person, id, deed);
    }

    private void show(AppApi.Shown message) {
        // Where the messenger took it all the same, it shows it to nobody.
        if (!blocking.has(message.person())) {
            see(new Sight.Message(message.person(), message.id(), "", message.words(), message.offer()));
        }
    }

    private void hear(AppApi.Call call) {
        if (!call.note().isEmpty()) {
            see(new Sight.Note(call.person(), call.note()));
        }
    }
}
