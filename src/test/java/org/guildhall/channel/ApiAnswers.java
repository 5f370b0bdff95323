package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.guildhall.channel.JsonCaller.Result.Answered;
import org.guildhall.message.Delivery;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;

/**
 * What a messenger's API answers, read as {@link JsonCaller} reads it but without a network, and what must hold of any
 * verdict on it.
 */
public final class ApiAnswers {

    /** One of each kind that {@link Verdict} tells apart. */
    private static final List<Integer> STATUSES = List.of(200, 202, 301, 400, 401, 403, 408, 429, 500, 504);

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final JsonCaller CALLER = new JsonCaller("nowhere", URI.create("http://127.0.0.1:9"), () -> "");

    private ApiAnswers() {}

    /** The same body under every status that matters. */
    public static Stream<Answered> of(byte[] body) {
        return STATUSES.stream().map(status -> read(status, "7", "Wed, 21 Oct 2026 07:28:00 GMT", body));
    }

    /** One answer. */
    static Answered read(int status, String retryAfter, String date, byte[] body) {
        Flux<DataBuffer> arriving =
                body.length == 0 ? Flux.empty() : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body));
        ClientResponse response = ClientResponse.create(HttpStatusCode.valueOf(status))
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .header(HttpHeaders.DATE, date)
                .body(arriving)
                .build();
        return (Answered) Objects.requireNonNull(CALLER.answered(response).block(SOON));
    }

    /**
     * Only a 2xx that names the message counts as sent, nobody waits for less than nothing, and the reason is ours: it
     * holds no word of the answer.
     *
     * @param messenger what reasons begin with, besides {@code HTTP}
     */
    public static void judged(Answered answer, Delivery delivery, String messenger) {
        assertThat(delivery).isInstanceOfAny(Delivery.Sent.class, Delivery.Deferred.class, Delivery.Refused.class);
        if (delivery instanceof Delivery.Sent sent) {
            String id = sent.messageId();
            assertThat(answer.successful()).isTrue();
            assertThat(id).isNotBlank();
        }
        if (delivery instanceof Delivery.Deferred deferred) {
            Duration wait = deferred.retryAfter();
            assertThat(wait == null || !wait.isNegative()).as("%s", wait).isTrue();
            assertThat(deferred.reason()).matches(reason(messenger));
        }
        if (delivery instanceof Delivery.Refused refused) {
            assertThat(refused.reason()).matches(reason(messenger));
        }
    }

    private static String reason(String messenger) {
        return "HTTP \\d{3}( without the message's id)?|" + messenger + " -?\\w{1,40}(: .+)?";
    }
}
