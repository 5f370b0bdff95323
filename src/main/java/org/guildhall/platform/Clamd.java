package org.guildhall.platform;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * ClamAV's daemon, asked over TCP with its command INSTREAM
 * (https://docs.clamav.net/manual/Usage/Scanning.html#clamd, {@code man clamd}): a file goes there piece by piece, and one line
 * comes back. Blocks, so never on an event loop.
 */
@Component
public final class Clamd {

    /** clamd's own limit (StreamMaxLength) is as large where nobody changed it. */
    private static final long MOST = 100L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_REPLY = 1_024;
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
    private static final String TOO_LARGE = "size limit exceeded";

    private final ClamavProperties properties;
    private final Duration patience;
    private final long most;

    @Autowired
    Clamd(ClamavProperties properties) {
        this(properties, PATIENCE, MOST);
    }

    /**
     * With limits of one's own, for tests.
     *
     * @param patience how long one file may take
     * @param most how many bytes of one file are sent
     */
    public Clamd(ClamavProperties properties, Duration patience, long most) {
        this.properties = properties;
        this.patience = patience;
        this.most = most;
    }

    /** What it says of a file. */
    public sealed interface Verdict {
        /** It knows nothing against it. */
        record Clean() implements Verdict {}

        /**
         * It knows what this is.
         *
         * @param name its own name of that, in letters, digits, dots, dashes and underscores
         */
        record Infected(String name) implements Verdict {}

        /** More than it looks at. */
        record TooLarge() implements Verdict {}
    }

    /** Whether there is one. */
    public boolean present() {
        return properties.present();
    }

    /**
     * Has a file looked at.
     *
     * @param size how many bytes it has
     * @param pieces its bytes, one after the other; not all are asked for when it is too large
     * @throws IOException when it could not be reached, took too long, or did not say how it went; never with the file's name
     */
    public Verdict scan(long size, Iterator<byte[]> pieces) throws IOException {
        if (size > most) {
            return new Verdict.TooLarge();
        }
        try (Socket socket = new Socket()) {
            Thread deadline = Thread.ofVirtual().name("clamd-deadline").start(() -> closeInTime(socket));
            try {
                return scan(socket, pieces);
            } finally {
                deadline.interrupt();
            }
        }
    }

    /** Writing has no time limit of its own; closing ends it, and reading too. */
    private void closeInTime(Socket socket) {
        try {
            Thread.sleep(patience);
            socket.close();
        } catch (InterruptedException itIsDone) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            // Then nobody waits for it any more either.
        }
    }

    private Verdict scan(Socket socket, Iterator<byte[]> pieces) throws IOException {
        InetSocketAddress address = properties.address();
        if (address.isUnresolved()) {
            throw new IOException("its name leads nowhere");
        }
        socket.connect(address, CONNECT_MILLIS);
        try {
            send(socket, pieces);
        } catch (IOException brokenOff) {
            // One to whom it is too much says so and hangs up, while we still write.
            return verdict(replyOr(socket, brokenOff));
        }
        return verdict(reply(socket.getInputStream()));
    }

    /** Each piece after its length in four bytes; a length of zero ends it. */
    private void send(Socket socket, Iterator<byte[]> pieces) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER));
        out.write(COMMAND);
        while (pieces.hasNext()) {
            byte[] piece = pieces.next();
            if (piece.length > 0) {
                out.writeInt(piece.length);
                out.write(piece);
            }
        }
        out.writeInt(0);
        out.flush();
    }

    private static String replyOr(Socket socket, IOException brokenOff) throws IOException {
        try {
            String reply = reply(socket.getInputStream());
            if (!reply.isEmpty()) {
                return reply;
            }
        } catch (IOException gone) {
            brokenOff.addSuppressed(gone);
        }
        throw brokenOff;
    }

    private static String reply(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next > 0 && line.size() < LONGEST_REPLY) {
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private static Verdict verdict(String reply) throws IOException {
        Matcher found = FOUND.matcher(reply);
        if (reply.equals("stream: OK")) {
            return new Verdict.Clean();
        } else if (found.matches()) {
            return new Verdict.Infected(found.group(1).replaceAll("[^A-Za-z0-9._-]", "_"));
        } else if (reply.contains(TOO_LARGE)) {
            return new Verdict.TooLarge();
        }
        throw new IOException(reply.isEmpty() ? "it hung up" : "it could not scan");
    }
}
