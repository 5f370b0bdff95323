package org.guildhall.channel;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import reactor.adapter.JdkFlowAdapter;

/** A call of a simulated messenger as its channel gets to see it, without a server between them. */
public final class Posted {

    private Posted() {}

    /**
     * The call.
     *
     * @param door the path up to which it is the door's
     */
    public static Webhook webhook(HttpRequest request, String door) {
        HttpHeaders headers = new HttpHeaders();
        request.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return new Webhook(
                HttpMethod.valueOf(request.method()),
                request.uri().getRawPath().substring(door.length()),
                headers,
                new LinkedMultiValueMap<>(),
                body(request.bodyPublisher().orElseThrow()),
                Objects.requireNonNullElse(request.uri().getRawQuery(), ""));
    }

    private static byte[] body(Flow.Publisher<ByteBuffer> publisher) {
        return JdkFlowAdapter.flowPublisherToFlux(publisher)
                .map(StandardCharsets.UTF_8::decode)
                .map(CharSequence::toString)
                .reduce("", String::concat)
                .blockOptional()
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
    }
}
