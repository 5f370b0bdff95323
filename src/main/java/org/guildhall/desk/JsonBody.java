package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.stream.Collectors;
import org.guildhall.platform.Problem;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads a request's JSON strictly: at most 64 kB, no field we do not know, and every refusal names the field. */
@Component
final class JsonBody {

    private static final int LARGEST = 64 * 1024;

    private final JsonMapper strict = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** The body as a record of the given type; fails with a {@link Problem} when it is not one. */
    <T> Mono<T> read(ServerRequest request, Class<T> type) {
        boolean json = request.headers().contentType().filter(this::json).isPresent();
        if (!json) {
            return Mono.error(new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, WORDS.say("body.not-json")));
        }
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), LARGEST)
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new Problem(HttpStatus.CONTENT_TOO_LARGE, WORDS.say("body.large")))
                .map(JsonBody::bytes)
                .switchIfEmpty(Mono.error(() -> broken("body", "body.empty")))
                .map(bytes -> parse(bytes, type));
    }

    private boolean json(MediaType type) {
        return type.isCompatibleWith(MediaType.APPLICATION_JSON);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private <T> T parse(byte[] bytes, Class<T> type) {
        try {
            T body = strict.readValue(bytes, type);
            if (body == null) {
                throw broken("body", "body.empty");
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            throw broken(path(e), "body.unknown");
        } catch (DatabindException e) {
            throw broken(path(e), "body.type");
        } catch (JacksonException e) {
            throw broken("body", "body.broken");
        }
    }

    private Problem broken(String field, String key) {
        return new Problem(HttpStatus.BAD_REQUEST, field + ": " + WORDS.say(key)).naming(field);
    }

    private static String path(DatabindException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "body" : path;
    }
}
