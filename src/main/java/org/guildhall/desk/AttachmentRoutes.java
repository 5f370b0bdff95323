package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.guildhall.conversation.Attachment;
import org.guildhall.conversation.FileType;
import org.guildhall.platform.Problem;
import org.guildhall.platform.SecurityHeaders;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Citizens' files, for staff who may see the conversation. Only pictures that we painted ourselves are shown; everything
 * else is to be saved, so that nothing a stranger sent ever runs as a page of ours. Files go out piece by piece, so that
 * a large one does not fill the memory.
 */
@Component
final class AttachmentRoutes {

    private static final int PIECE = 256 * 1024;

    private final Desk desk;
    private final FileLooks looks;

    AttachmentRoutes(Desk desk, FileLooks looks) {
        this.desk = desk;
        this.looks = looks;
    }

    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route(GET("/desk/conversations/{id}/attachments/{attachment}"), this::file);
    }

    /** Below {@code /api/desk}. */
    RouterFunction<ServerResponse> api() {
        return RouterFunctions.route(GET("/conversations/{id}/attachments/{attachment}"), this::file);
    }

    private Mono<ServerResponse> file(ServerRequest request) {
        UUID conversation = Caller.uuid(request.pathVariable("id")).orElseThrow(AttachmentRoutes::missing);
        UUID id = Caller.uuid(request.pathVariable("attachment")).orElseThrow(AttachmentRoutes::missing);
        return Caller.of(request)
                .flatMap(me -> desk.attachment(me, conversation, id)
                        .filter(file -> file.state().open())
                        .delayUntil(file -> looks.looked(me, conversation, id)))
                .flatMap(file -> serve(request, file))
                .switchIfEmpty(Mono.error(AttachmentRoutes::missing));
    }

    private Mono<ServerResponse> serve(ServerRequest request, Attachment file) {
        FileType type = file.type();
        Long size = file.size();
        if (type == null || size == null) {
            return Mono.empty();
        }
        SecurityHeaders.foreign(request.exchange());
        boolean shown = file.picture() && request.queryParam("download").isEmpty();
        Part part = part(request, size);
        ServerResponse.BodyBuilder response = ServerResponse.status(part.whole(size) ? 200 : 206)
                .contentType(MediaType.parseMediaType(type.mediaType()))
                .contentLength(part.length())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(shown, FileView.name(file, type)));
        if (!part.whole(size)) {
            response.header(HttpHeaders.CONTENT_RANGE, "bytes " + part.from() + "-" + (part.until() - 1) + "/" + size);
        }
        return response.body(BodyInserters.fromDataBuffers(pieces(file, part)));
    }

    /** From one byte until before another. */
    private record Part(long from, long until) {
        long length() {
            return until - from;
        }

        boolean whole(long size) {
            return from == 0 && until == size;
        }
    }

    /** Players jump about in a sound; several parts at once nobody needs, and they get the whole. */
    private static Part part(ServerRequest request, long size) {
        try {
            List<HttpRange> ranges = request.headers().range();
            if (ranges.size() != 1) {
                return new Part(0, size);
            }
            HttpRange range = ranges.getFirst();
            Part part = new Part(range.getRangeStart(size), range.getRangeEnd(size) + 1);
            return part.length() > 0 && part.until() <= size ? part : new Part(0, size);
        } catch (IllegalArgumentException nonsense) {
            return new Part(0, size);
        }
    }

    private Flux<DataBuffer> pieces(Attachment file, Part part) {
        int number = Math.toIntExact((part.length() + PIECE - 1) / PIECE);
        return Flux.range(0, number).concatMap(piece -> {
            long from = part.from() + (long) piece * PIECE;
            int length = (int) Math.min(PIECE, part.until() - from);
            return desk.bytes(file, from, length)
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("A file was deleted while it was read")))
                    .map(DefaultDataBufferFactory.sharedInstance::wrap);
        });
    }

    private static String disposition(boolean shown, String name) {
        ContentDisposition.Builder how = shown ? ContentDisposition.inline() : ContentDisposition.attachment();
        return how.filename(name, StandardCharsets.UTF_8).build().toString();
    }

    /** The same for one that does not exist, one that is not theirs to see, and one that is not here. */
    private static Problem missing() {
        return new Problem(HttpStatus.NOT_FOUND, WORDS.say("file.missing"));
    }
}
