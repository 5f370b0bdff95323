package org.guildhall.simulator;

import java.io.IOException;
import java.util.OptionalInt;

/** Teams in a rehearsal. */
final class TeamsStage extends VendorStage {

    private final People without = new People();

    private TeamsStage(TeamsApi api, TeamsSide side, Line line) {
        super("Teams", api, side, line);
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
    public OptionalInt does(String person, String id, Deed deed) throws IOException, InterruptedException {
        if (deed instanceof Deed.Blocked(boolean now)) {
            without.put(person, now);
        }
        return super.does(person, id, deed);
    }

    private void show(TeamsApi.Shown shown) {
        TeamsApi.Call call = shown.call();
        String words = InWords.together(call.text(), call.thing());
        see(new Sight.Message(
                call.person(), shown.id(), "", call.inGroup() ? "[in the group] " + words : words, call.buttons()));
    }

    private void hear(TeamsApi.Call call) {
        if (call.body().path("type").asString("").equals("typing")) {
            see(new Sight.Note(call.person(), "typing …"));
        }
    }
}
