package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import org.guildhall.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads files that staff send along. They are kept in memory while they come in, and no more of them than may be kept. */
@Component
final class Uploads {

    /** Of the fields of a form besides the file. */
    private static final int MOST_FIELDS = 50;

    private final int largest;

    Uploads(ReplyProperties properties) {
        this.largest = Math.toIntExact(properties.largestFile().toBytes());
    }

    /**
     * A file as it came.
     *
     * @param name as its owner calls it; untrusted
     */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Upload(String name, byte[] bytes) {}

    /**
     * A form with a file.
     *
     * @param upload empty when none was chosen
     * @param fault what is wrong with it, in words, or null
     */
    record Form(
            MultiValueMap<String, String> fields,
            Optional<Upload> upload,
            @Nullable String fault) {}

    /** The fields and the file of a form; one that is too large is a fault, and what was typed is there all the same. */
    Mono<Form> form(ServerRequest request) {
        return request.bodyToFlux(PartEvent.class)
                .collect(() -> new Coming(largest), Coming::take)
                .map(coming -> coming.form(tooLarge()));
    }

    /** The whole body as a file. */
    Mono<Upload> body(ServerRequest request) {
        String name = request.queryParam("name").orElse("file");
        return DataBufferUtils.join(request.bodyToFlux(DataBuffer.class), largest)
                .onErrorMap(DataBufferLimitException.class, e -> new Problem(HttpStatus.CONTENT_TOO_LARGE, tooLarge()))
                .map(buffer -> new Upload(name, bytes(buffer)))
                .switchIfEmpty(Mono.error(() -> ConversationApi.wrong(HttpStatus.BAD_REQUEST, "body", "body.empty")));
    }

    /** What is wrong with a file, in words, by {@code large}, {@code choose} or {@code unfit}. */
    String problem(String word) {
        return word.equals("large") ? tooLarge() : WORDS.say("file." + word);
    }

    private String tooLarge() {
        return WORDS.say("file.large", Map.of("most", FileView.size(largest)));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    /** What has come in so far, piece by piece. */
    private static final class Coming {

        private final int largest;
        private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String name = "";
        private boolean tooLarge;

        Coming(int largest) {
            this.largest = largest;
        }

        void take(PartEvent event) {
            if (event instanceof FormPartEvent field) {
                if (fields.size() < MOST_FIELDS) {
                    fields.add(field.name(), field.value());
                }
                return;
            }
            byte[] piece = Uploads.bytes(event.content());
            if (event instanceof FilePartEvent file && !file.filename().isEmpty()) {
                name = file.filename();
                tooLarge |= bytes.size() + piece.length > largest;
                if (!tooLarge) {
                    bytes.writeBytes(piece);
                }
            }
        }

        Form form(String fault) {
            boolean chosen = !name.isEmpty() && !tooLarge && bytes.size() > 0;
            return new Form(
                    fields,
                    chosen ? Optional.of(new Upload(name, bytes.toByteArray())) : Optional.empty(),
                    tooLarge ? fault : null);
        }
    }
}
