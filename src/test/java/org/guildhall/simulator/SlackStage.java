package org.guildhall.simulator;

/** Slack in a rehearsal. */
final class SlackStage extends VendorStage {

    SlackStage(SlackApi api, SlackSide side, Line line) {
        super("Slack", api, side, line);
        api.watching(this::show);
    }

    private void show(SlackApi.Shown shown) {
        SlackApi.Call call = shown.call();
        String words = InWords.together(call.text(), call.thing());
        see(new Sight.Message(
                call.person(), shown.id(), "", call.inChannel() ? "[in the channel] " + words : words, call.buttons()));
    }
}
