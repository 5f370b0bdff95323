package org.guildhall.desk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.guildhall.platform.Signature;

/** A push service on this machine, and the browsers that are told by it. */
final class StubPushService implements AutoCloseable {

    private static final byte[] SECRET = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final KeyPair browsers = P256.random();

    StubPushService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::take);
        server.start();
    }

    /** What a browser got, decrypted. */
    record Told(String browser, Headers headers, String words) {}

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A browser that subscribed here. */
    PushSubscriptions.Browser browser(String name) {
        return new PushSubscriptions.Browser(url().resolve("/" + name), P256.point(browsers), SECRET);
    }

    /** What is said from now on to who writes to a browser. */
    void answering(String browser, int status) {
        statuses.put(browser, status);
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            String browser = call.getRequestURI().getPath().substring(1);
            int status = statuses.getOrDefault(browser, 201);
            if (status == 201) {
                told.add(new Told(browser, call.getRequestHeaders(), decrypted(body)));
            }
            if (status == 429) {
                call.getResponseHeaders().set("Retry-After", "120");
            }
            call.sendResponseHeaders(status, -1);
        }
    }

    /** As a browser does: https://www.rfc-editor.org/rfc/rfc8291#section-3 */
    private String decrypted(byte[] body) {
        ByteBuffer all = ByteBuffer.wrap(body);
        byte[] salt = taken(all, 16);
        all.getInt();
        byte[] theirs = taken(all, all.get());
        byte[] rest = taken(all, all.remaining());
        byte[] shared = P256.shared(browsers.getPrivate(), P256.publicKey(theirs));
        byte[] material = Signature.hmacSha256(
                Signature.hmacSha256(SECRET, shared),
                "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
                P256.point(browsers),
                theirs,
                new byte[] {1});
        byte[] random = Signature.hmacSha256(salt, material);
        byte[] plain = opened(
                expanded(random, "Content-Encoding: aes128gcm\0", 16),
                expanded(random, "Content-Encoding: nonce\0", 12),
                rest);
        return new String(plain, 0, plain.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] taken(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] expanded(byte[] random, String about, int length) {
        byte[] info = about.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(Signature.hmacSha256(random, info, new byte[] {1}), length);
    }

    private static byte[] opened(byte[] key, byte[] nonce, byte[] sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
