package org.guildhall.channel;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls a running server as a messenger does, for flow tests. */
public final class WebhookClient {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final URI webhook;

    /**
     * A caller of one messenger's webhook.
     *
     * @param port where the server listens on this machine
     */
    public WebhookClient(int port, String channel) {
        webhook = URI.create("http://localhost:" + port + "/webhooks/" + channel);
    }

    /**
     * A GET.
     *
     * @param query empty, or with its question mark
     */
    public HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(webhook + query)));
    }

    /** A POST of JSON with these headers besides. */
    public HttpResponse<String> post(byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(SOON).build(), HttpResponse.BodyHandlers.ofString());
    }
}
