package org.guildhall.channel.webchat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.http.codec.multipart.FormFieldPart;
import org.springframework.http.codec.multipart.Part;
import reactor.core.publisher.Mono;

/**
 * A form as it was posted.
 *
 * @param fields what stands in it, by name; of two with one name the last
 * @param fileName what the file's sender calls it; null without a file
 * @param file its bytes; null without a file
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record FileForm(Map<String, String> fields, @Nullable String fileName, byte @Nullable [] file) {

    /** One part of it, read. */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(
            String name, @Nullable String text, @Nullable String fileName, byte @Nullable [] bytes) {}

    static Mono<Piece> read(Part part) {
        return switch (part) {
            case FormFieldPart field -> Mono.just(new Piece(field.name(), field.value(), null, null));
            case FilePart file ->
                DataBufferUtils.join(file.content())
                        .map(FileForm::bytes)
                        .defaultIfEmpty(new byte[0])
                        .map(bytes -> new Piece(file.name(), null, file.filename(), bytes));
            default -> part.delete().then(Mono.empty());
        };
    }

    static FileForm of(List<Piece> pieces) {
        Map<String, String> fields = new HashMap<>();
        String fileName = null;
        byte[] file = null;
        for (Piece piece : pieces) {
            if (piece.text() != null) {
                fields.put(piece.name(), piece.text());
            } else if (piece.name().equals("file")) {
                fileName = piece.fileName();
                file = piece.bytes();
            }
        }
        return new FileForm(fields, fileName, file);
    }

    /** The file in it; {@link Saying.Unacceptable} when something has to be put right first. */
    Bringing bringing() {
        return Bringing.of(fields.get("id"), fields.get("kind"), fields.get("text"), fileName, file);
    }

    /** Whether a file was picked; a browser sends an empty one when none was. */
    boolean hasFile() {
        return file != null && file.length > 0;
    }

    static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
