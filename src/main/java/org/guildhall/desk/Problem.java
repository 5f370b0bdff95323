package org.guildhall.desk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Why a call of the API was refused, ready to be told as a problem detail (RFC 9457). */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final transient Map<String, Object> more = new LinkedHashMap<>();
    private final Map<String, String> headers = new TreeMap<>();

    private Problem(HttpStatus status, String detail) {
        // An expected refusal, not a bug: nobody wants its stack trace.
        super(detail, null, false, false);
        this.status = status;
    }

    static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail);
    }

    /** Something about one field of the body; {@code body} when it is about the whole of it. */
    static Problem field(HttpStatus status, String field, String detail) {
        return new Problem(status, field + ": " + detail)
                .with("field", field)
                .with("errors", List.of(Map.of("field", field, "detail", detail)));
    }

    Problem with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Problem retryAfter(Duration wait) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds() + 1)));
    }

    HttpStatus status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The members of the problem detail object. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", String.valueOf(getMessage()));
        body.putAll(more);
        return body;
    }

    Mono<ServerResponse> response() {
        return ServerResponse.status(status)
                .headers(all -> headers.forEach(all::set))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(body());
    }
}
