package org.guildhall.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Somebody on web chat with the page open: what they say is offered again under the same id, and the stream is resumed
 * from the last event they have seen, as a browser does.
 */
final class ChatCitizen extends Citizen {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Longer than between two heartbeats of the stream. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final String name;
    private final Driver driver;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread page = Thread.ofVirtual().unstarted(this::watch);
    private volatile String token = "";
    private volatile Latencies answers = new Latencies();
    /** {@link System#nanoTime()} when what is not answered yet was said; 0 when nothing is awaited. */
    private final AtomicLong expecting = new AtomicLong();

    ChatCitizen(String name, Driver driver) {
        this.name = name;
        this.driver = driver;
    }

    /**
     * A message as the page showed it.
     *
     * @param from {@code citizen}, {@code assistant}, {@code staff} or {@code system}
     */
    record Seen(int seq, String id, String from) {}

    String name() {
        return name;
    }

    /** Everything the page has shown, in the order in which it came. */
    List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /**
     * From now on adds here how long the first answer on the page takes. Whoever has been waiting for more than a second
     * counts as answered now in what was measured before, so that an answer that never comes is not left out.
     */
    void measureAnswers(Latencies from) {
        long since = expecting.get();
        long waited = System.nanoTime() - since;
        if (since != 0 && waited > LONG.toNanos() && expecting.compareAndSet(since, 0)) {
            answers.add(waited);
        }
        answers = from;
    }

    @Override
    void say(int nth, String words, long since) throws InterruptedException {
        if (token.isEmpty()) {
            arrive();
            page.start();
        }
        String id = name + "-" + nth;
        expecting.compareAndSet(0, since);
        driver.deliver(
                new Ledger.Entry("webchat", name, nth, id),
                "/api/chat/messages",
                List.of("Content-Type: application/json", "Authorization: Bearer " + token),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", id)
                        .put("text", words)
                        .toString(),
                since);
    }

    @Override
    public void close() {
        super.close();
        page.interrupt();
    }

    private void arrive() throws InterruptedException {
        while (token.isEmpty()) {
            Wire.Reply reply = driver.reply(
                    "/api/chat/sessions",
                    List.of("Content-Type: application/json"),
                    "{}".getBytes(StandardCharsets.UTF_8));
            if (reply.status() == 201) {
                token = JSON.readTree(reply.text()).path("token").asString("");
            } else {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        }
    }

    private void watch() {
        try {
            while (!driver.closed()) {
                watchOnce();
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchOnce() {
        try (Wire wire = new Wire(driver.node(), SILENCE)) {
            int status = wire.open(
                    "GET",
                    "/api/chat/events",
                    List.of(
                            "Accept: text/event-stream",
                            "Authorization: Bearer " + token,
                            "Last-Event-ID: " + lastSeen()));
            StringBuilder rest = new StringBuilder();
            // Read byte by byte as Latin-1: what is looked at is ASCII.
            for (byte[] piece = wire.chunk(); status == 200 && piece.length > 0; piece = wire.chunk()) {
                rest.append(new String(piece, StandardCharsets.ISO_8859_1));
                int end = rest.indexOf("\n\n");
                while (end >= 0) {
                    event(rest.substring(0, end));
                    rest.delete(0, end + 2);
                    end = rest.indexOf("\n\n");
                }
            }
        } catch (IOException ended) {
            // The page opens the stream again.
        }
    }

    private int lastSeen() {
        synchronized (seen) {
            return seen.isEmpty() ? 0 : seen.getLast().seq();
        }
    }

    private void event(String block) {
        String name = "message";
        String data = "";
        for (String line : block.split("\n", -1)) {
            if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring(5).strip();
            }
        }
        if (name.equals("message") && !data.isEmpty()) {
            JsonNode message = JSON.readTree(data);
            long since = message.path("from").asString("").equals("assistant") ? expecting.getAndSet(0) : 0;
            if (since != 0) {
                answers.add(System.nanoTime() - since);
            }
            synchronized (seen) {
                seen.add(new Seen(
                        message.path("seq").asInt(0),
                        message.path("id").asString(""),
                        message.path("from").asString("")));
            }
        }
    }
}
