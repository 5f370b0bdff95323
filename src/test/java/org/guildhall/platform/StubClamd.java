package org.guildhall.platform;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A virus scanner on this machine that speaks clamd's INSTREAM and knows one virus, by the name of it. */
public final class StubClamd implements AutoCloseable {

    /** What stands in a file in which it finds something. */
    public static final String VIRUS = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";

    private final ServerSocket server;
    private final Thread serving;
    private final List<byte[]> scanned = new CopyOnWriteArrayList<>();
    private volatile String always = "";
    private volatile long most = Long.MAX_VALUE;

    /** Starts one. */
    public StubClamd() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        serving = Thread.ofVirtual().name("stub-clamd").start(this::serve);
    }

    /** Where it is, as {@code guildhall.clamav} wants it. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** What it was given to look at. */
    public List<byte[]> scanned() {
        return List.copyOf(scanned);
    }

    /** From now on it says this whatever comes; empty says what it finds, {@code -} hangs up, {@code …} says nothing at all. */
    public void saying(String reply) {
        always = reply;
    }

    /** From now on it takes no more bytes than this. */
    public void takingAtMost(long bytes) {
        most = bytes;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller;
                DataInputStream in = new DataInputStream(caller.getInputStream())) {
            String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
            if (!command.equals("zINSTREAM\0") || always.equals("-")) {
                return;
            }
            String reply = always.isEmpty() ? found(in) : always;
            if (reply.equals("…")) {
                in.readAllBytes();
            } else {
                caller.getOutputStream().write((reply + "\0").getBytes(StandardCharsets.US_ASCII));
                caller.shutdownOutput();
                // Whoever hangs up on what is still coming resets the line, and what was said is lost.
                in.readAllBytes();
            }
        } catch (IOException gone) {
            // The caller hung up first.
        }
    }

    private String found(DataInputStream in) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int length = in.readInt();
        while (length > 0) {
            file.writeBytes(in.readNBytes(length));
            if (file.size() > most) {
                return "INSTREAM size limit exceeded. ERROR";
            }
            length = in.readInt();
        }
        scanned.add(file.toByteArray());
        String content = file.toString(StandardCharsets.ISO_8859_1);
        return content.contains(VIRUS) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";
    }

    /** From then on nobody is there: a call that was just being taken could still be served otherwise. */
    @Override
    public void close() {
        try {
            server.close();
            serving.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
