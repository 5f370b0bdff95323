package org.guildhall.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a messenger's API is called, on loopback: each call on a thread of its own, answered as its fault has it. */
final class Door implements AutoCloseable {

    private static final int CALLERS_AT_THE_DOOR = 512;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Door(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens one, which nobody answers yet.
     *
     * @param port 0 takes any free one
     */
    static Door open(int port) {
        try {
            return new Door(HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CALLERS_AT_THE_DOOR));
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "Port " + port + " cannot be opened: is it taken? --port has another", taken);
        }
    }

    /** Who deals with a call. */
    interface Answering {
        void answer(HttpExchange call) throws IOException, InterruptedException;
    }

    /** What a call does at the messenger, and what it is then told. */
    interface Doing {
        String done() throws InterruptedException;
    }

    /** From now on. */
    void answering(Answering somebody) {
        server.setExecutor(threads);
        server.createContext("/", call -> {
            try (call) {
                somebody.answer(call);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /**
     * Does what was asked, and answers, as far as nothing goes wrong.
     *
     * @param status of the answer when all is well
     */
    static void answer(HttpExchange call, Fault fault, int status, Doing doing)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.None none -> write(call, status, doing.done());
            case Fault.Refused refused -> write(call, refused);
            case Fault.Slow slow -> {
                Thread.sleep(slow.delay());
                write(call, status, doing.done());
            }
            case Fault.Late late -> {
                String answer = doing.done();
                Thread.sleep(late.delay());
                write(call, status, answer);
            }
            case Fault.Lost lost -> doing.done();
            case Fault.Down down -> {}
        }
    }

    static void write(HttpExchange call, Fault.Refused refusal) throws IOException {
        write(call, refusal.status(), refusal.body());
    }

    private static void write(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
