package org.guildhall;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Where a server of a test's own is started, and whether it is ready there. */
public record LocalPort(int number) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** One that nobody listens on. */
    public static LocalPort free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new LocalPort(socket.getLocalPort());
        }
    }

    /** Whether {@code /readyz} answers 200 there. */
    public boolean ready() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + number + "/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
