package org.guildhall.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.platform.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Forms with files, as browsers and others post them. */
class BodiesTests {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BOUNDARY = "x-boundary";

    private final Bodies bodies =
            new Bodies(JsonMapper.builder().build(), ChatFixture.properties(DataSize.ofMegabytes(1)));

    @Test
    void readsAFileWithItsWords() {
        Bringing file = Objects.requireNonNull(bodies.form(
                        request(
                                field("id", "1") + field("kind", "photo") + field("text", "my bin")
                                        + file("bin ŵ.jpg", "JPEG") + "--" + BOUNDARY + "--\r\n",
                                MediaType.MULTIPART_FORM_DATA_VALUE + "; boundary=" + BOUNDARY),
                        form -> Mono.just(form.bringing()))
                .block(SOON));

        assertThat(file.id()).isEqualTo("1");
        assertThat(file.kind()).isEqualTo(MediaKind.PHOTO);
        assertThat(file.text()).isEqualTo("my bin");
        assertThat(file.fileName()).isEqualTo("bin ŵ.jpg");
        assertThat(file.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo("JPEG");
    }

    @Test
    void saysWhatToPutRight() {
        String end = "--" + BOUNDARY + "--\r\n";
        assertThat(refused(field("id", "1") + end)).isEqualTo("file file.missing");
        assertThat(refused(field("id", "a b") + file("a", "x") + end)).isEqualTo("id id.wrong");
        assertThat(refused(field("id", "1") + field("kind", "film") + file("a", "x") + end))
                .isEqualTo("kind kind.wrong");
        assertThat(refused(field("id", "1") + file("a", "") + end)).isEqualTo("file file.missing");
        assertThat(refused("nonsense")).isEqualTo("400");
        assertThat(refused(field("id", "1").repeat(9) + end)).isIn("400", "413");
        assertThat(refused(file("a", "x".repeat(1_200_000)) + end)).isEqualTo("413");
    }

    @Test
    void whatIsNoFormIsNotRead() {
        assertThat(status(request("{}", MediaType.APPLICATION_JSON_VALUE))).isEqualTo("415");
    }

    @Test
    void givesTheMemoryBackWhateverHappens() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(refused("nonsense")).isEqualTo("400");
        }
    }

    private String refused(String body) {
        return status(request(body, MediaType.MULTIPART_FORM_DATA_VALUE + "; boundary=" + BOUNDARY));
    }

    private String status(ServerRequest request) {
        try {
            return String.valueOf(
                    bodies.form(request, form -> Mono.just(form.bringing())).block(SOON));
        } catch (Saying.Unacceptable wrong) {
            return wrong.field() + " " + wrong.reason();
        } catch (Problem problem) {
            return Integer.toString(problem.getStatusCode().value());
        }
    }

    private static String field(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String bytes) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n";
    }

    private static ServerRequest request(String body, String type) {
        return ServerRequest.create(
                MockServerWebExchange.from(MockServerHttpRequest.post("/api/chat/files")
                        .header("Content-Type", type)
                        .body(Flux.just(
                                DefaultDataBufferFactory.sharedInstance.wrap(body.getBytes(StandardCharsets.UTF_8))))),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
