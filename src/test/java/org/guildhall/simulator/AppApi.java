package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API of a messenger with an app of its own, on loopback, that can be made to fail. */
public final class AppApi implements VendorApi {

    private final Door door;
    private final AppVendor vendor;
    private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Consumer<Shown> watcher = message -> {};
    private volatile Consumer<Call> listener = call -> {};

    private AppApi(Door door, AppVendor vendor) {
        this.door = door;
        this.vendor = vendor;
        door.answering(this::answer);
    }

    /**
     * Starts one.
     *
     * @param port on loopback; 0 takes any free one
     */
    public static AppApi start(int port, AppVendor vendor) {
        return new AppApi(Door.open(port), vendor);
    }

    /**
     * What a call shows.
     *
     * @param person to whom
     * @param messages in order; none where it is no message
     * @param note what they see instead, such as that somebody is typing; empty when nothing
     */
    public record Call(String person, List<Bubble> messages, String note) {
        /** Keeps a copy. */
        public Call {
            messages = List.copyOf(messages);
        }
    }

    /**
     * One message before it is shown.
     *
     * @param words all that it shows but what can be tapped, in words
     * @param offer what can be tapped, in order
     */
    public record Bubble(String words, List<Button> offer) {
        /** Keeps a copy. */
        public Bubble {
            offer = List.copyOf(offer);
        }
    }

    /** A message that a citizen now sees. */
    public record Shown(String id, String person, String words, List<Button> offer) {}

    /** Its address, without a path. */
    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + door.port());
    }

    /** What citizens see so far, in order, also what the server was not told of. */
    public List<Shown> messages() {
        return List.copyOf(shown);
    }

    /** Decides for every later call what goes wrong with it. */
    public void failing(Function<Call, Fault> decide) {
        faults = decide;
    }

    /** Lets chance decide what goes wrong with every later call. */
    public void failing(Faults chance) {
        failing(call -> call.messages().isEmpty()
                ? chance.withCall()
                : chance.withMessage(call.person(), vendor.tooMany(), vendor.broken()));
    }

    /** Tells of every later message that citizens see. */
    public void watching(Consumer<Shown> see) {
        watcher = see;
    }

    /** Tells of every later call that is no message. */
    public void listening(Consumer<Call> hear) {
        listener = hear;
    }

    /** Keeps a file that somebody is about to send. */
    @Override
    public Kept holds(String name, String mediaType, byte[] bytes) {
        String id = UUID.randomUUID().toString();
        files.put(id, bytes.clone());
        return new Kept(id, url().resolve("/files/" + id), name, mediaType, bytes.length);
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!vendor.known(path, exchange.getRequestHeaders())) {
            Door.write(exchange, vendor.unknown());
        } else if (exchange.getRequestMethod().equals("GET")) {
            handOver(exchange, files.get(vendor.file(path)));
        } else {
            Call call = call(path, body);
            if (call == null) {
                Door.write(exchange, new Fault.Refused(400, "{}"));
            } else {
                take(exchange, call);
            }
        }
    }

    private @Nullable Call call(String path, String body) {
        try {
            return vendor.call(path, body);
        } catch (IllegalArgumentException undocumented) {
            return null;
        }
    }

    private void take(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        Fault fault = faults.apply(call);
        Fault again = fault instanceof Fault.None
                ? vendor.repeated(exchange.getRequestHeaders())
                        .<Fault>map(refusal -> refusal)
                        .orElse(fault)
                : fault;
        Door.answer(exchange, again, 200, () -> show(exchange, call));
    }

    private String show(HttpExchange exchange, Call call) {
        List<String> ids = new ArrayList<>();
        for (Bubble bubble : call.messages()) {
            Shown message = new Shown(
                    vendor.messageId(numbers.incrementAndGet()), call.person(), bubble.words(), bubble.offer());
            ids.add(message.id());
            shown.add(message);
            watcher.accept(message);
        }
        if (ids.isEmpty()) {
            listener.accept(call);
        }
        return vendor.taken(exchange.getRequestHeaders(), ids);
    }

    private static void handOver(HttpExchange exchange, byte @Nullable [] file) throws IOException {
        if (file == null) {
            Door.write(exchange, new Fault.Refused(404, "{}"));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
    }

    @Override
    public void close() {
        door.close();
    }
}
