package org.guildhall.campaign;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1.1 connection on a plain socket, for one virtual thread at a time. A client with more comfort would need more
 * processor time than the server it loads (RFC 9112 for what is read here).
 */
final class Wire implements Closeable {

    private static final int LONGEST_LINE = 16 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final InetSocketAddress address;
    private final Socket socket = new Socket();
    private final InputStream in;

    /** Connects; reading waits as long as patience for each piece. */
    Wire(InetSocketAddress address, Duration patience) throws IOException {
        this.address = address;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) CONNECT.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            this.in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * What came back.
     *
     * @param retryAfter seconds, 0 when nothing was said
     * @param reusable whether another request may follow on the same connection
     */
    record Reply(int status, byte[] body, int retryAfter, boolean reusable) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Sends a request and reads the whole reply. Headers are whole lines without their end. */
    Reply call(String method, String path, List<String> headers, byte[] body) throws IOException {
        send(method, path, headers, body);
        Head head = head();
        byte[] content = head.chunked ? chunks() : in.readNBytes(head.length);
        if (content.length < head.length) {
            throw new EOFException("the reply broke off");
        }
        return new Reply(head.status, content, head.retryAfter, !head.closing);
    }

    /** Sends a request whose reply has no end, and returns when its head has come; {@link #line()} reads on. */
    int open(String method, String path, List<String> headers) throws IOException {
        send(method, path, headers, new byte[0]);
        Head head = head();
        if (!head.chunked) {
            throw new IOException("a stream was expected, got status " + head.status);
        }
        return head.status;
    }

    /** The pieces of an endless reply, as they come; an empty one is its end. */
    byte[] chunk() throws IOException {
        String size = line();
        int bytes = Integer.parseInt(size.replaceFirst(";.*", "").strip(), 16);
        byte[] content = in.readNBytes(bytes);
        if (content.length < bytes) {
            throw new EOFException("the stream broke off");
        }
        line();
        return content;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String method, String path, List<String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(address.getHostString())
                .append(':')
                .append(address.getPort())
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[first.length + body.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        socket.getOutputStream().write(whole);
    }

    private Head head() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ") || status.length() < 12) {
            throw new IOException("no HTTP reply");
        }
        Head head = new Head(Integer.parseInt(status.substring(9, 12)));
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.take(line.toLowerCase(Locale.ROOT));
        }
        return head;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] piece = chunk();
        while (piece.length > 0) {
            whole.write(piece);
            piece = chunk();
        }
        return whole.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("an endless line");
            }
            next = in.read();
        }
        return line.toString();
    }

    /** What of a reply's head matters here. */
    private static final class Head {
        private final int status;
        private int length;
        private int retryAfter;
        private boolean chunked;
        private boolean closing;

        Head(int status) {
            this.status = status;
        }

        void take(String line) {
            if (line.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (line.startsWith("transfer-encoding:")) {
                chunked = line.contains("chunked");
            } else if (line.startsWith("connection:")) {
                closing = line.contains("close");
            } else if (line.startsWith("retry-after:")) {
                retryAfter = Integer.parseInt(line.substring(12).strip());
            }
        }
    }
}
