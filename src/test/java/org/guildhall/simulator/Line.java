package org.guildhall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The way from messengers to a server. */
final class Line implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI server;

    /**
     * To this server.
     *
     * @param server its address without a path
     */
    Line(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    /** Delivers a call; the HTTP status of the answer. */
    int deliver(WebhookCall call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(call.request(), (name, value) -> true)
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Waits until the server is up, so that it may be started after the messenger. */
    void awaitServer() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Rehearsal.at(server, "/readyz"))
                .timeout(PATIENCE)
                .build();
        while (!up(request)) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private boolean up(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
