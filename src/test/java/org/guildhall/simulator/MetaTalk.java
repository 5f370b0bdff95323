package org.guildhall.simulator;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One pretend citizen on Messenger or Instagram at the keyboard. */
final class MetaTalk implements Rehearsal.Talk {

    private final MetaCitizen citizen;
    private volatile List<JsonNode> offer = List.of();

    MetaTalk(GraphApi api, MetaCitizen citizen) {
        this.citizen = citizen;
        api.listening(this::show);
    }

    @Override
    public void say(String words) throws IOException, InterruptedException {
        report(citizen.says(words));
    }

    @Override
    public void tap(int button) throws IOException, InterruptedException {
        if (button < 1 || button > offer.size()) {
            System.out.println("  (there is no such button)");
            return;
        }
        report(citizen.taps(offer.get(button - 1)));
    }

    private static void report(int status) {
        if (status != 200) {
            System.out.println("  (the server answered " + status + ")");
        }
    }

    private void show(GraphApi.Call call) {
        if (!call.body().has("message")) {
            return;
        }
        System.out.println("  " + call.text().replace("\n", "\n  "));
        List<JsonNode> buttons = call.buttons();
        for (int i = 0; i < buttons.size(); i++) {
            System.out.println(
                    "    [:" + (i + 1) + " " + buttons.get(i).path("title").asString("") + "]");
        }
        if (!buttons.isEmpty()) {
            offer = buttons;
        }
    }
}
