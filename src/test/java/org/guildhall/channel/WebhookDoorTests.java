package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class WebhookDoorTests {

    private static final int CALLS = 300;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Channel channel = mock(Channel.class);
    private final Intake intake = mock(Intake.class);

    /** What is to be written, and whether that is on a thread that must not wait for anything. */
    private record Answer(int status, boolean onAClock) {}

    @Test
    void answersManyThatWaitedTooLongAndNotOnTheClockOfTheTimeouts() {
        when(channel.name()).thenReturn("slow");
        when(channel.largestCall()).thenReturn(100);
        when(channel.signed(any())).thenReturn(true);
        when(intake.take(any(), any())).thenReturn(Mono.never());
        WebhookDoor door = new WebhookDoor(
                new Channels(new StaticListableBeanFactory(Map.of("slow", channel)).getBeanProvider(Channel.class)),
                intake,
                new SignsOfLife(),
                new SimpleMeterRegistry(),
                Duration.ofMillis(200));

        List<Answer> answers = Flux.range(0, CALLS)
                .flatMap(
                        call -> {
                            MockServerWebExchange exchange = MockServerWebExchange.from(
                                    MockServerHttpRequest.post("/webhooks/slow").body("{}"));
                            return door.open(request(exchange)).flatMap(response -> written(exchange, response));
                        },
                        CALLS)
                .collectList()
                .block(SOON);

        assertThat(answers).hasSize(CALLS).containsOnly(new Answer(503, false));
    }

    private static ServerRequest request(MockServerWebExchange exchange) {
        exchange.getAttributes().put(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("channel", "slow"));
        return ServerRequest.create(exchange, HandlerStrategies.withDefaults().messageReaders());
    }

    private static Mono<Answer> written(MockServerWebExchange exchange, ServerResponse response) {
        boolean onAClock = Schedulers.isInNonBlockingThread();
        HandlerStrategies strategies = HandlerStrategies.withDefaults();
        ServerResponse.Context context = new ServerResponse.Context() {
            @Override
            public List<HttpMessageWriter<?>> messageWriters() {
                return strategies.messageWriters();
            }

            @Override
            public List<ViewResolver> viewResolvers() {
                return strategies.viewResolvers();
            }
        };
        return response.writeTo(exchange, context).then(Mono.fromSupplier(() -> {
            int status = Objects.requireNonNull(exchange.getResponse().getStatusCode())
                    .value();
            return new Answer(status, onAClock);
        }));
    }
}
