package org.guildhall.channel.webchat;

import java.util.Map;
import org.guildhall.message.Content.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A file that a citizen sent, with the words they put to it.
 *
 * @param id the sender's own id of it, so that sending it again changes nothing
 * @param kind what they say it is; what it really is, its bytes tell
 * @param text empty when there are no words
 * @param fileName the sender's name of it; untrusted, for showing only
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Bringing(
        String id, MediaKind kind, String text, @Nullable String fileName, byte[] bytes) {

    private static final int LONGEST_NAME = 200;

    private static final Map<String, MediaKind> KINDS =
            Map.of("photo", MediaKind.PHOTO, "voice", MediaKind.VOICE, "file", MediaKind.DOCUMENT);

    /**
     * Checks what came in.
     *
     * @param kind {@code photo}, {@code voice} or {@code file}, which it is when nothing is said
     * @throws Saying.Unacceptable naming the field to put right
     */
    static Bringing of(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String text,
            @Nullable String fileName,
            byte @Nullable [] bytes) {
        String checked = Saying.checkedId(id);
        MediaKind what = KINDS.get(kind == null || kind.isEmpty() ? "file" : kind);
        if (what == null) {
            throw new Saying.Unacceptable("kind", "kind.wrong");
        }
        if (bytes == null || bytes.length == 0) {
            throw new Saying.Unacceptable("file", "file.missing");
        }
        String words = text == null || text.isBlank() ? "" : Saying.checkedText(text);
        return new Bringing(checked, what, words, name(fileName), bytes);
    }

    private static @Nullable String name(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String name = Saying.storable(given).strip();
        int length = Math.min(name.codePointCount(0, name.length()), LONGEST_NAME);
        return name.isEmpty() ? null : name.substring(0, name.offsetByCodePoints(0, length));
    }
}
