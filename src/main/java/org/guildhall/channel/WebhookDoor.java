package org.guildhall.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one door for every messenger: size cap, raw bytes, signature, commit, and only then a 2xx. No answer ever repeats
 * anything from the request, because some messengers execute what they find in it.
 */
@Component
final class WebhookDoor {

    private static final Logger log = LoggerFactory.getLogger(WebhookDoor.class);

    private static final Duration SLOWEST_BODY = Duration.ofSeconds(10);
    /**
     * A little longer than anybody waits for a connection. The commit may still come after that: the messenger delivers
     * again, and the event is known then.
     */
    private static final Duration SLOWEST_COMMIT = Duration.ofSeconds(5);

    private static final String COME_BACK_SECONDS = "5";

    private final Channels channels;
    private final Intake intake;
    private final SignsOfLife signs;
    private final MeterRegistry meters;
    private final Duration slowestCommit;

    @Autowired
    WebhookDoor(Channels channels, Intake intake, SignsOfLife signs, MeterRegistry meters) {
        this(channels, intake, signs, meters, SLOWEST_COMMIT);
    }

    WebhookDoor(Channels channels, Intake intake, SignsOfLife signs, MeterRegistry meters, Duration slowestCommit) {
        this.channels = channels;
        this.intake = intake;
        this.signs = signs;
        this.meters = meters;
        this.slowestCommit = slowestCommit;
    }

    Mono<ServerResponse> open(ServerRequest request) {
        Timer.Sample clock = Timer.start(meters);
        Optional<Channel> channel = channels.named(request.pathVariable("channel"));
        if (channel.isEmpty()) {
            return refuse(new Refusal(HttpStatus.NOT_FOUND, "unknown"), "none", clock);
        }
        String name = channel.get().name();
        return body(request, channel.get().largestCall())
                .map(bytes -> webhook(name, request, bytes))
                .flatMap(webhook -> admit(channel.get(), webhook, clock))
                .onErrorResume(Refusal.class, refusal -> refuse(refusal, name, clock));
    }

    private static Mono<byte[]> body(ServerRequest request, int largest) {
        if (request.headers().contentLength().orElse(0) > largest) {
            return Mono.error(new Refusal(HttpStatus.CONTENT_TOO_LARGE, "too-large"));
        }
        return DataBufferUtils.join(request.exchange().getRequest().getBody(), largest)
                .map(WebhookDoor::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(SLOWEST_BODY)
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refusal(HttpStatus.CONTENT_TOO_LARGE, "too-large"))
                .onErrorResume(
                        TimeoutException.class, slow -> late(new Refusal(HttpStatus.REQUEST_TIMEOUT, "too-slow")));
    }

    /**
     * The clock that all timeouts share may wait for nothing, least of all when many are over at once: what is said then is
     * written elsewhere, where a lock around somebody's cache does no harm.
     */
    private static <T> Mono<T> late(Refusal refusal) {
        return Mono.<T>error(refusal).subscribeOn(Schedulers.boundedElastic());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Webhook webhook(String name, ServerRequest request, byte[] bytes) {
        String path = request.requestPath().pathWithinApplication().value();
        return new Webhook(
                request.method(),
                path.substring(Math.min(path.length(), "/webhooks/".length() + name.length())),
                request.headers().asHttpHeaders(),
                request.queryParams(),
                bytes,
                Optional.ofNullable(request.uri().getRawQuery()).orElse(""));
    }

    private Mono<ServerResponse> admit(Channel channel, Webhook webhook, Timer.Sample clock) {
        if (!channel.signed(webhook)) {
            return Mono.error(new Refusal(HttpStatus.UNAUTHORIZED, "unsigned"));
        }
        return intake.take(channel, webhook)
                .timeout(slowestCommit)
                .doOnError(trouble -> log.warn(
                        "{} has to come again: {}",
                        channel.name(),
                        trouble.getClass().getName()))
                .onErrorResume(trouble -> late(new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "unavailable")))
                .doOnNext(
                        outcome -> record(clock, channel.name(), outcome.name().toLowerCase(Locale.ROOT)))
                .flatMap(outcome -> acknowledge(channel, channel.acknowledge(webhook)));
    }

    /** A handshake that ends well proves who calls as a signature does. */
    private Mono<ServerResponse> acknowledge(Channel channel, Acknowledgement acknowledgement) {
        if (acknowledgement.status() / 100 == 2) {
            signs.verified(channel);
        }
        return acknowledge(acknowledgement);
    }

    private static Mono<ServerResponse> acknowledge(Acknowledgement acknowledgement) {
        ServerResponse.BodyBuilder response = ServerResponse.status(acknowledgement.status());
        return acknowledgement.body().isEmpty()
                ? response.build()
                : response.contentType(acknowledgement.type()).bodyValue(acknowledgement.body());
    }

    private Mono<ServerResponse> refuse(Refusal refusal, String channel, Timer.Sample clock) {
        record(clock, channel, refusal.outcome);
        return ServerResponse.status(refusal.getStatusCode())
                .headers(headers -> explain(refusal, headers))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyValue(refusal.getBody());
    }

    private static void explain(Refusal refusal, HttpHeaders headers) {
        switch (refusal.outcome) {
            case "unavailable" -> headers.set(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
            // The rest of such a body is not read: without this an endless one would be drained for ever.
            case "too-large", "too-slow" -> headers.set(HttpHeaders.CONNECTION, "close");
            default -> {}
        }
    }

    private void record(Timer.Sample clock, String channel, String outcome) {
        clock.stop(Timer.builder("guildhall.webhooks")
                .description("Calls of messengers, until the answer is ready to be written")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters));
    }

    /** A call that gets no 2xx. Its problem detail is the status and its standard words, nothing of the request. */
    private static final class Refusal extends ErrorResponseException {
        private static final long serialVersionUID = 1L;

        private final String outcome;

        private Refusal(HttpStatus status, String outcome) {
            super(status, ProblemDetail.forStatus(status), null);
            this.outcome = outcome;
        }
    }
}
