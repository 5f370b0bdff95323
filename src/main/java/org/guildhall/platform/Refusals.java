package org.guildhall.platform;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers that are ready before anybody asks, because they are needed when there is no time for making any. */
final class Refusals {

    /** Seconds: longer than a burst lasts, and about as long as PostgreSQL takes to come back. */
    private static final String COME_BACK = "5";

    private final ByteBuf busyPage;
    private final ByteBuf busyProblem;
    private final ByteBuf slowPage;
    private final ByteBuf slowProblem;

    Refusals() {
        Sentences words = Sentences.in("messages/problems");
        this.busyPage = page(words, "busy");
        this.busyProblem = problem(503, "Service Unavailable", words.say("busy.detail"));
        this.slowPage = page(words, "408");
        this.slowProblem = problem(408, "Request Timeout", words.say("408.detail"));
    }

    /** 503: there is no room for this request just now. */
    FullHttpResponse busy(HttpRequest request, boolean keep) {
        FullHttpResponse response = response(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                request.method(),
                forPeople(request) ? busyPage : busyProblem,
                forPeople(request),
                keep);
        response.headers().set(HttpHeaderNames.RETRY_AFTER, COME_BACK);
        return response;
    }

    /**
     * 408: the request did not arrive in time (RFC 9110, 15.5.9). The connection ends with it.
     *
     * @param request as much as is known of it, or null
     */
    FullHttpResponse tooSlow(@Nullable HttpRequest request) {
        boolean page = request != null && forPeople(request);
        return response(
                HttpResponseStatus.REQUEST_TIMEOUT,
                request == null ? HttpMethod.GET : request.method(),
                page ? slowPage : slowProblem,
                page,
                false);
    }

    /** 100: the body may come. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpResponse response(
            HttpResponseStatus status, HttpMethod method, ByteBuf words, boolean page, boolean keep) {
        ByteBuf body = HttpMethod.HEAD.equals(method) ? Unpooled.EMPTY_BUFFER : words.duplicate();
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, page ? "text/html;charset=UTF-8" : "application/problem+json");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, words.readableBytes());
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        if (!keep) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    private static boolean forPeople(HttpRequest request) {
        String accepted = request.headers().get(HttpHeaderNames.ACCEPT);
        String uri = request.uri();
        return accepted != null
                && accepted.contains("text/html")
                && !uri.startsWith("/api/")
                && !uri.startsWith("/webhooks/");
    }

    private static ByteBuf page(Sentences words, String key) {
        String heading = words.say(key + ".heading");
        return bytes("""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title></head>
                <body><main><h1>%s</h1><p>%s</p></main></body>
                </html>
                """.formatted(heading, heading, words.say(key + ".detail")));
    }

    private static ByteBuf problem(int status, String title, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        return bytes(JsonMapper.shared().writeValueAsString(body));
    }

    /** Unreleasable, because every answer shares them, and the collector's to free, or Netty would take them for a leak in the end. */
    private static ByteBuf bytes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer outside =
                ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(outside.asReadOnlyBuffer()));
    }
}
