package org.guildhall.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One pretend citizen with a phone at the keyboard; what they are sent arrives, and the server hears of it. */
final class TextTalk implements Rehearsal.Talk, AutoCloseable {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String person = "447700" + (900_000 + System.currentTimeMillis() % 1000);
    private final TextVendor vendor;

    TextTalk(TextApi api, TextVendor vendor) {
        this.vendor = vendor;
        api.watching(this::show);
    }

    @Override
    public void say(String words) throws IOException, InterruptedException {
        int status = http.send(
                        vendor.said(vendor.newId(), person, words).request(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            System.out.println("  (the server answered " + status + ")");
        }
    }

    /** There are no buttons on such a phone, so its number is typed. */
    @Override
    public void tap(int button) throws IOException, InterruptedException {
        say(Integer.toString(button));
    }

    private void show(TextApi.Shown message) {
        System.out.println("  " + message.words().replace("\n", "\n  "));
        HttpRequest arrived = vendor.arrived(message.id(), message.person(), message.reference())
                .request();
        // A moment later, as the server must first be told that the message was taken.
        CompletableFuture.runAsync(
                () -> http.sendAsync(arrived, HttpResponse.BodyHandlers.discarding()),
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
