package org.guildhall.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.guildhall.platform.Problem;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;

/** Whatever a program sends to the desk's API. */
class JsonBodyFuzzTests {

    private static final JsonBody BODIES = new JsonBody();
    private static final List<Class<?>> SHAPES = List.of(
            ReplyApi.Reply.class,
            SnoozeRoutes.Until.class,
            AskRoutes.Answered.class,
            PeopleRoutes.With.class,
            DraftRoutes.Written.class,
            ConversationApi.Words.class,
            ConversationApi.Transfer.class,
            ConversationApi.Close.class,
            WrittenReply.class,
            NewAccount.class);

    static Stream<byte[]> bodies() {
        return Stream.of(
                        "{\"text\":\"I will look into it.\"}",
                        "{\"team\":\"waste\"}",
                        "{\"outcome\":\"solved\"}",
                        "{\"article\":\"missed-bin\",\"asksForPlace\":true}",
                        "{\"text\":\"Which day?\",\"choices\":[\"Tuesday\",null],\"undoable\":true}",
                        "{\"until\":\"2026-11-23T14:45:00Z\"}",
                        "{\"team\":null,\"title\":\"Greeting\",\"text\":\"Hello {name}\"}",
                        "{\"username\":\"sam\",\"name\":\"Sam\",\"roles\":[\"staff\"],\"teams\":[\"waste\"],\"password\":\"x\"}",
                        "{\"text\":\"a\",\"text\":\"b\"}",
                        "{\"text\":7}",
                        "null",
                        "{\"roles\":[[[{}]]]}",
                        "{\"text\":1e999}",
                        "[")
                .map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("bodies")
    @FuzzTest(maxDuration = "60s")
    void anyBodyIsReadOrRefusedWithTheFieldsName(byte[] body) {
        for (Class<?> shape : SHAPES) {
            try {
                assertThat(BODIES.read(request(body), shape).blockOptional(Duration.ofSeconds(20)))
                        .isPresent();
            } catch (Problem refused) {
                assertThat(refused.getStatusCode().value()).isIn(400, 413);
            }
        }
    }

    private static ServerRequest request(byte[] body) {
        return ServerRequest.create(
                MockServerWebExchange.from(MockServerHttpRequest.post("/api/desk/x")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
