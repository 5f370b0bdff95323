package org.guildhall.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A citizen on one of Meta's messengers, whose words reach a server as Meta posts and signs them. */
public final class MetaCitizen implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final MetaSide side;
    private final String person;

    /**
     * Somebody.
     *
     * @param person Meta's id of them, digits
     */
    public MetaCitizen(MetaSide side, String person) {
        this.side = side;
        this.person = person;
    }

    /** Writes something; the HTTP status of the server's answer. */
    public int says(String words) throws IOException, InterruptedException {
        return deliver(side.said(side.newId(), person, words));
    }

    /** Taps something that {@link GraphApi.Call#buttons} gave; the HTTP status of the server's answer. */
    public int taps(MetaSide.Button button) throws IOException, InterruptedException {
        return deliver(side.tapped(side.newId(), person, button));
    }

    /** Has a message arrive; the HTTP status of the server's answer. */
    public int receives(String messageId) throws IOException, InterruptedException {
        return deliver(side.arrived(messageId, person, ""));
    }

    private int deliver(WebhookCall call) throws IOException, InterruptedException {
        return http.send(call.request(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
