package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.guildhall.Seeds;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.CatchUp;
import org.guildhall.conversation.Continuations;
import org.guildhall.conversation.Conversations;
import org.guildhall.conversation.Message;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.platform.Database;
import org.guildhall.platform.Problem;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever a browser, or somebody who says to be one, sends to the chat's API. */
class WebchatFuzzTests {

    private static final List<Inbound.Said> SAID = new ArrayList<>();
    private static final RouterFunction<ServerResponse> API = api();

    static Stream<byte[]> bodies() {
        return Stream.of(
                        "{\"id\":\"1\",\"text\":\"my bin wasnt emptied\"}",
                        "{\"id\":\"1\",\"choice\":\"person\"}",
                        "{\"id\":\"1\",\"text\":\"a\",\"choice\":\"b\"}",
                        "{\"id\":null,\"text\":7}",
                        "[]",
                        "{\"id\":\"1\",\"text\":\"\\u0000\\ud800\"}",
                        "{\"id\":\"1\",\"place\":{\"latitude\":51.5,\"longitude\":-0.12}}",
                        "{\"id\":\"1\",\"place\":{\"latitude\":1e999,\"longitude\":\"x\"}}",
                        "{\"id\":\"1\",\"place\":7,\"text\":\"a\"}",
                        "{\"id\":\"1\",\"text\":\"a\",\"role\":\"staff\"}")
                .map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsTakenOrRefusedWithAReason(byte[] body) {
        SAID.clear();
        int status;
        try {
            status = API.route(request(body))
                    .flatMap(handler -> handler.handle(request(body)))
                    .blockOptional(Duration.ofSeconds(20))
                    .orElseThrow()
                    .statusCode()
                    .value();
        } catch (Problem refused) {
            status = refused.getStatusCode().value();
        }
        assertThat(status).isIn(202, 400, 413);
        assertThat(SAID).hasSize(status == 202 ? 1 : 0);
        for (Inbound.Said said : SAID) {
            if (said.content() instanceof Content.Location place) {
                assertThat(Math.abs(place.latitude())).isLessThanOrEqualTo(90);
                assertThat(Math.abs(place.longitude())).isLessThanOrEqualTo(180);
                continue;
            }
            assertThat(said.content().text()).isNotBlank();
            assertThat(said.content().text().codePoints())
                    .hasSizeLessThanOrEqualTo(Saying.MAX_TEXT)
                    .noneMatch(point -> point == 0 || point >= 0xD800 && point <= 0xDFFF);
        }
    }

    static Stream<byte[]> places() {
        return Stream.concat(
                Stream.of("12", "0", "999999999", "1000000000", "-1", "+1", " 1", "1 ", "٢", "0x1", "1e3", " ", "")
                        .map(place -> place.getBytes(StandardCharsets.UTF_8)),
                Seeds.lines("src/test/resources/markdown/attacks.txt").stream());
    }

    @MethodSource("places")
    @FuzzTest(maxDuration = "60s")
    void aStreamGoesOnAfterANumberOrIsRefusedWithTheFieldsName(byte[] bytes) {
        for (String place : Seeds.texts(bytes)) {
            boolean number =
                    place.isBlank() || place.length() < 10 && place.chars().allMatch(c -> c >= '0' && c <= '9');
            assertThat(listening(MockServerHttpRequest.get("/api/chat/events").header("Last-Event-ID", place)))
                    .isEqualTo(number ? "200" : "400 Last-Event-ID");
            assertThat(listening(MockServerHttpRequest.get("/api/chat/events?after={place}", place)))
                    .isEqualTo(number ? "200" : "400 after");
        }
    }

    private static String listening(MockServerHttpRequest.BaseBuilder<?> asked) {
        ServerRequest request = ServerRequest.create(
                MockServerWebExchange.from(asked.header("Authorization", "Bearer token")),
                HandlerStrategies.withDefaults().messageReaders());
        try {
            return Integer.toString(API.route(request)
                    .flatMap(handler -> handler.handle(request))
                    .blockOptional(Duration.ofSeconds(20))
                    .orElseThrow()
                    .statusCode()
                    .value());
        } catch (Problem refused) {
            return refused.getStatusCode().value() + " "
                    + Objects.requireNonNull(refused.getBody().getProperties()).get("field");
        }
    }

    private static ServerRequest request(byte[] body) {
        return ServerRequest.create(
                MockServerWebExchange.from(MockServerHttpRequest.post("/api/chat/messages")
                        .header("Authorization", "Bearer token")
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))),
                HandlerStrategies.withDefaults().messageReaders());
    }

    private static RouterFunction<ServerResponse> api() {
        return ChatFixture.api(new Taking(), new Known());
    }

    /** Everybody is known; nobody is looked up. */
    private static final class Known extends Visitors {
        Known() {
            super(Mockito.mock(Database.class));
        }

        @Override
        Mono<String> person(String token) {
            return Mono.just("ann");
        }

        @Override
        Mono<Void> stays(String person) {
            return Mono.empty();
        }
    }

    /** Takes what is said, and stores nothing. */
    private static final class Taking implements Core {
        @Override
        public Mono<Accepted> say(Inbound.Said said) {
            SAID.add(said);
            return Mono.just(new Accepted(new UUID(0, 1), 1, false));
        }

        @Override
        public Mono<List<Message>> since(Address address, int seq) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Conversations.Standing> standing(Address address) {
            return Mono.empty();
        }

        @Override
        public Mono<List<CatchUp.News>> news(List<CatchUp.Asked> asked) {
            return Mono.just(asked.stream().map(one -> CatchUp.News.NONE).toList());
        }

        @Override
        public Mono<Void> typing(Inbound.Typing typing) {
            return Mono.empty();
        }

        @Override
        public Mono<Continuations.Offer> move(Address from) {
            return Mono.empty();
        }
    }
}
