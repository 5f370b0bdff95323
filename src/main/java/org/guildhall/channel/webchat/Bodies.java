package org.guildhall.channel.webchat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.guildhall.platform.Problem;
import org.guildhall.platform.Sentences;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.DefaultPartHttpMessageReader;
import org.springframework.http.codec.multipart.Part;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What strangers post: small JSON, or a form with a file. Nothing is read further than it may be long, nothing is written onto
 * a disk, and all forms together take an eighth of the memory at most.
 */
@Component
class Bodies {

    /** Four thousand characters of four bytes each, escaped, and the fields around them. */
    private static final int LARGEST_JSON = 64 * 1024;

    /** What stands in a form beside its file. */
    private static final int FORM_AROUND = 64 * 1024;

    private static final int MOST_PARTS = 8;
    private static final int LARGEST_HEADERS = 4 * 1024;
    private static final int SHARE_OF_MEMORY = 8;

    /** As it comes, and once more in one piece. */
    private static final int COPIES = 2;

    private static final String COME_BACK_SECONDS = "5";

    private final JsonMapper json;
    private final int largestFile;
    private final DefaultPartHttpMessageReader parts = new DefaultPartHttpMessageReader();
    private final AtomicLong room = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
    private final Sentences words = Sentences.in("messages/webchat");

    Bodies(JsonMapper json, WebchatProperties properties) {
        this.json = json;
        this.largestFile = (int) properties.largestFile().toBytes();
        parts.setMaxInMemorySize(-1);
        parts.setMaxParts(MOST_PARTS);
        parts.setMaxHeadersSize(LARGEST_HEADERS);
    }

    /** The object in the body; a {@link Problem} when it is none. An empty body is an empty object. */
    Mono<JsonNode> json(ServerRequest request) {
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), LARGEST_JSON)
                .map(FileForm::bytes)
                .defaultIfEmpty(new byte[0])
                .map(this::object);
    }

    private JsonNode object(byte[] body) {
        try {
            JsonNode node = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException unreadable) {
            // Falls through: what the parser says would quote the citizen.
        }
        throw new Problem(HttpStatus.BAD_REQUEST, words.say("body.wrong"));
    }

    /** Whether who begins asks to leave no trace. */
    boolean fleeting(JsonNode session) {
        JsonNode fleeting = session.path("fleeting");
        if (!fleeting.isMissingNode() && !fleeting.isNull() && !fleeting.isBoolean()) {
            throw new Problem(HttpStatus.BAD_REQUEST, words.say("fleeting.wrong")).naming("fleeting");
        }
        return fleeting.asBoolean(false);
    }

    /** Whether the body is a form that may hold a file. */
    static boolean isForm(ServerRequest request) {
        return request.headers()
                .contentType()
                .filter(MediaType.MULTIPART_FORM_DATA::isCompatibleWith)
                .isPresent();
    }

    /**
     * Reads a form and works on it while its memory is set aside.
     *
     * @return what the work returns; a {@link Problem} when it is no form, or too large, or there are too many just now
     */
    <T> Mono<T> form(ServerRequest request, Function<FileForm, Mono<T>> work) {
        if (!isForm(request)) {
            return Mono.error(new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, words.say("form.wrong")));
        }
        long most = (long) largestFile + FORM_AROUND;
        long length = request.headers().contentLength().orElse(most);
        if (length > most) {
            return Mono.error(this::tooLarge);
        }
        return Mono.using(
                () -> reserve(COPIES * length),
                reserved -> parts.read(
                                ResolvableType.forClass(Part.class),
                                limited(request.exchange().getRequest(), length),
                                Map.of())
                        .concatMap(FileForm::read)
                        .collectList()
                        .map(FileForm::of)
                        .onErrorMap(DataBufferLimitException.class, tooLarge -> tooLarge())
                        .onErrorMap(CodecException.class, broken -> broken())
                        .flatMap(work),
                room::addAndGet);
    }

    private long reserve(long bytes) {
        if (room.addAndGet(-bytes) < 0) {
            room.addAndGet(bytes);
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, words.say("files.busy"))
                    .with(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
        }
        return bytes;
    }

    /** Whoever sends more than they said is stopped there. */
    private static ServerHttpRequest limited(ServerHttpRequest request, long most) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return Flux.defer(() -> {
                    AtomicLong left = new AtomicLong(most);
                    return super.getBody().map(buffer -> {
                        if (left.addAndGet(-buffer.readableByteCount()) < 0) {
                            DataBufferUtils.release(buffer);
                            throw new DataBufferLimitException("a form of more than it may have");
                        }
                        return buffer;
                    });
                });
            }
        };
    }

    private Problem tooLarge() {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        words.say("file.large", Map.of("most", Math.max(1, largestFile / (1024 * 1024)))))
                .naming("file");
    }

    private Problem broken() {
        return new Problem(HttpStatus.BAD_REQUEST, words.say("form.wrong"));
    }
}
