package org.guildhall.simulator;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One pretend citizen on one of Meta's messengers at the keyboard; what they are sent arrives, and the server hears of it. */
final class MetaTalk implements Rehearsal.Talk {

    private final MetaCitizen citizen;
    private volatile List<MetaSide.Button> offer = List.of();

    MetaTalk(GraphApi api, MetaCitizen citizen) {
        this.citizen = citizen;
        api.watching(this::show);
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

    private void show(GraphApi.Shown shown) {
        System.out.println("  " + shown.call().text().replace("\n", "\n  "));
        List<MetaSide.Button> buttons = shown.call().buttons();
        for (int i = 0; i < buttons.size(); i++) {
            System.out.println("    [:" + (i + 1) + " " + buttons.get(i).title() + "]");
        }
        if (!buttons.isEmpty()) {
            offer = buttons;
        }
        // A moment later, as the server must first be told that the message was taken.
        CompletableFuture.runAsync(
                () -> arrive(shown.id()), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
    }

    private void arrive(String id) {
        try {
            report(citizen.receives(id));
        } catch (IOException gone) {
            System.out.println("  (the server does not answer)");
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
