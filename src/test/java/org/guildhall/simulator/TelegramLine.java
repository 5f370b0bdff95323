package org.guildhall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Brings updates to a server as Telegram does: by its webhook, or by waiting to be asked. */
final class TelegramLine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final BotApi api;
    private final URI server;
    private final String secret;
    private final boolean polled;

    TelegramLine(BotApi api, Options options) {
        this.api = api;
        this.server = options.uri("server", "http://localhost:8080");
        this.secret = options.secret();
        this.polled = options.has("poll");
    }

    /** Delivers one update; the HTTP status, or 0 when it is left to be fetched. */
    int deliver(JsonNode update) throws IOException, InterruptedException {
        if (polled) {
            api.offer(update);
            return 0;
        }
        HttpRequest request = HttpRequest.newBuilder(Rehearsal.at(server, "/webhooks/telegram"))
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(update.toString()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Waits until the server is up, so that it may be started after the Bot API. */
    void awaitServer() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Rehearsal.at(server, "/readyz"))
                .timeout(PATIENCE)
                .build();
        System.out.println("Waiting for " + server + " …");
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
