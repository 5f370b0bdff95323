package org.guildhall.channel;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.guildhall.conversation.StaffFile;
import org.guildhall.conversation.StaffFiles;
import org.guildhall.platform.SecurityHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code /files/{link}/{name}}: files that staff sent, for messengers, which fetch them to show them, and for citizens whose
 * messenger shows only the address. Nobody can guess a link, a file that was not sent has none, and none works for ever. Files go
 * out piece by piece, so that a large one does not fill the memory.
 */
@Configuration(proxyBeanMethods = false)
class FileDoor {

    private static final int PIECE = 256 * 1024;
    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final StaffFiles files;

    FileDoor(StaffFiles files) {
        this.files = files;
    }

    @Bean
    RouterFunction<ServerResponse> staffFiles() {
        return RouterFunctions.route(
                RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
                        .and(RequestPredicates.path(StaffFile.PATH + "{link}/{name}")),
                this::serve);
    }

    private Mono<ServerResponse> serve(ServerRequest request) {
        String link = request.pathVariable("link");
        return Mono.just(link)
                .filter(LINK.asMatchPredicate())
                .flatMap(files::served)
                .flatMap(file -> serve(request, file))
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** A picture that we painted ourselves may be shown; everything else is to be saved. */
    private Mono<ServerResponse> serve(ServerRequest request, StaffFile file) {
        SecurityHeaders.foreign(request.exchange());
        ContentDisposition.Builder how = file.picture() ? ContentDisposition.inline() : ContentDisposition.attachment();
        ServerResponse.BodyBuilder response = ServerResponse.ok()
                .contentType(MediaType.parseMediaType(file.type().mediaType()))
                .contentLength(file.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        how.filename(file.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Robots-Tag", "noindex");
        return request.method().equals(HttpMethod.HEAD)
                ? response.build()
                : response.body(BodyInserters.fromDataBuffers(pieces(file)));
    }

    private Flux<DataBuffer> pieces(StaffFile file) {
        int number = Math.toIntExact((file.size() + PIECE - 1) / PIECE);
        return Flux.range(0, number)
                .concatMap(piece -> files.bytes(file, (long) piece * PIECE, PIECE)
                        .switchIfEmpty(
                                Mono.error(() -> new IllegalStateException("A file was deleted while it was read")))
                        .map(DefaultDataBufferFactory.sharedInstance::wrap));
    }
}
