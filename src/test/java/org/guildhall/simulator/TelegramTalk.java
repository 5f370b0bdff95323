package org.guildhall.simulator;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pretend citizen on Telegram at the keyboard. */
final class TelegramTalk implements Rehearsal.Talk {

    private final TelegramCitizen citizen = new TelegramCitizen(System.currentTimeMillis() % 1_000_000_000, "Ann");
    private final TelegramLine line;
    private volatile BotApi.@Nullable Call offer;

    TelegramTalk(BotApi api, TelegramLine line) {
        this.line = line;
        api.listening(this::show);
    }

    @Override
    public void say(String words) throws IOException, InterruptedException {
        report(line.deliver(citizen.says(words)));
    }

    @Override
    public void tap(int button) throws IOException, InterruptedException {
        BotApi.Call shown = offer;
        if (shown == null || button < 1 || button > shown.callbackData().size()) {
            System.out.println("  (there is no such button)");
            return;
        }
        report(line.deliver(citizen.taps(shown, shown.callbackData().get(button - 1))));
    }

    private static void report(int status) {
        if (status != 200 && status != 0) {
            System.out.println("  (the server answered " + status + ")");
        }
    }

    private void show(BotApi.Call call) {
        if (!call.method().equals("sendmessage")) {
            return;
        }
        System.out.println("  " + call.text("text").replace("\n", "\n  "));
        List<String> buttons = call.buttons();
        for (int i = 0; i < buttons.size(); i++) {
            System.out.println("    [:" + (i + 1) + " " + buttons.get(i) + "]");
        }
        if (!buttons.isEmpty()) {
            offer = call;
        }
    }
}
