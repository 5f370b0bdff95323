package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sending side of somebody who carries text messages, on loopback, that can be made to fail. */
public final class TextApi implements VendorApi {

    private final Door door;
    private final TextVendor vendor;
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
    private final KeptFiles files = new KeptFiles();
    private volatile Function<Shown, Fault> faults = message -> Fault.NONE;
    private volatile Consumer<Shown> watcher = message -> {};

    private TextApi(Door door, TextVendor vendor) {
        this.door = door;
        this.vendor = vendor;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static TextApi start(int port, TextVendor vendor) {
        return new TextApi(Door.open(port), vendor);
    }

    /**
     * A message on somebody's phone.
     *
     * @param reference what the server calls it, or where it wants to hear of it; empty when neither
     * @param file the address of a file that comes with it; empty when none does
     */
    public record Shown(String id, String person, String words, String reference, String file) {

        /** What it shows besides words, in words; empty when there is nothing. */
        public String thing() {
            return file.isEmpty() ? "" : InWords.file("file", "", file);
        }
    }

    /** Its address, without a path. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** What citizens see so far, in order, also what the server was not told of. */
    public List<Shown> messages() {
        return List.copyOf(shown);
    }

    /** Decides for every later message what goes wrong with it. */
    public void failing(Function<Shown, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later message. */
    public void failing(Faults chance) {
        failing(message -> chance.withMessage(message.person(), vendor.tooMany(), vendor.broken()));
    }

    /** Tells of every later message that citizens see. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Keeps a file that somebody is about to send. */
    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        return files.keep(url().resolve("/files/"), name, mediaType, bytes);
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!vendor.known(exchange.getRequestHeaders())) {
            Door.write(exchange, vendor.unknown());
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            if (!files.handOver(exchange)) {
                Door.write(exchange, new Fault.Refused(404, "{}"));
            }
            return;
        }
        Optional<String> besides = vendor.besides(exchange.getRequestURI().getPath(), body);
        if (besides.isPresent()) {
            Door.answer(exchange, Fault.NONE, 200, besides::get);
            return;
        }
        Shown message = message(exchange, body);
        if (message == null) {
            Door.write(exchange, new Fault.Refused(400, "{}"));
            return;
        }
        Door.answer(exchange, faults.apply(message), 201, () -> show(message));
    }

    private @Nullable Shown message(HttpExchange exchange, String body) {
        try {
            return vendor.message(
                    exchange.getRequestURI().getPath(), body, UUID.randomUUID().toString());
        } catch (IllegalArgumentException undocumented) {
            return null;
        }
    }

    private String show(Shown message) {
        shown.add(message);
        watcher.accept(message);
        return vendor.taken(message);
    }

    @Override
    public void close() {
        door.close();
    }
}
