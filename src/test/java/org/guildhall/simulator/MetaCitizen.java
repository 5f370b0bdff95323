package org.guildhall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A citizen on Messenger or Instagram, whose words reach a server as Meta posts and signs them. */
public final class MetaCitizen implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final AtomicLong ids = new AtomicLong(System.nanoTime());
    private final Side side;
    private final URI webhook;
    private final String person;

    /**
     * Our side.
     *
     * @param channel {@code messenger} or {@code instagram}
     * @param account the id of the page or account
     */
    public record Side(String channel, String account, String appSecret) {
        String object() {
            return channel.equals("messenger") ? "page" : "instagram";
        }
    }

    /**
     * Somebody.
     *
     * @param server its address without a path
     * @param person Meta's id of them
     */
    public MetaCitizen(Side side, URI server, String person) {
        this.side = side;
        this.webhook = Rehearsal.at(server, "/webhooks/" + side.channel());
        this.person = person;
    }

    /** Writes something; the HTTP status of the server's answer. */
    public int says(String words) throws IOException, InterruptedException {
        return deliver(event -> message(event).put("text", words));
    }

    /** Taps a quick reply or button that {@link GraphApi.Call#buttons} gave; the HTTP status of the server's answer. */
    public int taps(JsonNode button) throws IOException, InterruptedException {
        String title = button.path("title").asString("");
        String payload = button.path("payload").asString("");
        return deliver(event -> {
            if (button.path("type").asString("").equals("postback")) {
                event.putObject("postback")
                        .put("mid", nextId())
                        .put("title", title)
                        .put("payload", payload);
            } else {
                message(event).put("text", title).putObject("quick_reply").put("payload", payload);
            }
        });
    }

    private ObjectNode message(ObjectNode event) {
        return event.putObject("message").put("mid", nextId());
    }

    private String nextId() {
        return "m_" + person + "_" + ids.incrementAndGet();
    }

    private int deliver(Consumer<ObjectNode> fill) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("object", side.object());
        ObjectNode entry = body.putArray("entry").addObject();
        entry.put("id", side.account()).put("time", System.currentTimeMillis());
        ObjectNode event = entry.putArray("messaging").addObject();
        event.putObject("sender").put("id", person);
        event.putObject("recipient").put("id", side.account());
        event.put("timestamp", System.currentTimeMillis());
        fill.accept(event);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .header("X-Hub-Signature-256", signature(bytes))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(side.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
