package org.guildhall.desk;

import static org.guildhall.desk.DeskWords.WORDS;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guildhall.conversation.Attachment;
import org.guildhall.conversation.FileType;
import org.guildhall.conversation.StaffFile;
import org.guildhall.message.Content.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's file on the conversation page.
 *
 * @param shape {@code picture}, {@code video}, {@code sound}, {@code file}, or {@code missing} while its bytes are not here
 * @param path where it is served, or null while they are not
 * @param words what it is for who does not see it; of a missing one what became of it
 * @param download what the link to it reads, or null while it is missing
 */
record FileView(
        String shape,
        @Nullable String path,
        String words,
        @Nullable String download) {

    private static final int KILO = 1000;

    static FileView of(UUID conversation, Attachment file) {
        FileType type = file.type();
        Long size = file.size();
        if (!file.state().open() || type == null || size == null) {
            return new FileView("missing", null, missing(file), null);
        }
        String download =
                WORDS.say("file.download", Map.of("name", ShownText.visible(name(file, type)), "size", size(size)));
        return new FileView(shape(file, type), path(conversation, file), words(file), download);
    }

    /** The same of one that staff sent. */
    static FileView ours(UUID conversation, Attachment file) {
        FileView view = of(conversation, file);
        return new FileView(
                view.shape(), view.path(), WORDS.say(file.picture() ? "file.our-photo" : "file.ours"), view.download());
    }

    /** What a file is called that is to be sent, and how large it is. */
    static String named(StaffFile file) {
        return WORDS.say("file.named", Map.of("name", ShownText.visible(file.fileName()), "size", size(file.size())));
    }

    /** Where a file of a conversation is served at the console. */
    static String path(UUID conversation, Attachment file) {
        return "/desk/conversations/" + conversation + "/attachments/" + file.id();
    }

    /** What it is called when it is saved: the sender's name for it, ending as what it really is. */
    static String name(Attachment file, FileType type) {
        String given = file.fileName() == null
                ? ""
                : file.fileName().replaceAll("[\\p{C}/\\\\:*?\"<>|]+", " ").strip();
        String name =
                given.isEmpty() || given.startsWith(".") ? file.kind().name().toLowerCase(Locale.ROOT) : given;
        String ending = "." + type.extension();
        boolean fits = name.toLowerCase(Locale.ROOT).endsWith(ending) || type == FileType.OTHER && name.equals(given);
        return fits ? name : name + ending;
    }

    private static String shape(Attachment file, FileType type) {
        if (file.picture()) {
            return "picture";
        }
        return switch (type) {
            // A phone's browser puts a voice note into the box that videos have.
            case MP4 -> file.kind() == MediaKind.VOICE || file.kind() == MediaKind.AUDIO ? "sound" : "video";
            case OGG, WEBM, MP3, M4A -> "sound";
            case JPEG, PNG, GIF, WEBP, PDF, OTHER -> "file";
        };
    }

    private static String words(Attachment file) {
        if (file.picture()) {
            return WORDS.say(file.kind() == MediaKind.STICKER ? "file.sticker" : "file.photo");
        }
        return switch (file.kind()) {
            case VIDEO, ANIMATION -> WORDS.say("file.video");
            case VOICE -> WORDS.say("file.voice");
            case AUDIO -> WORDS.say("file.sound");
            case PHOTO, STICKER, DOCUMENT, OTHER, MENTION -> WORDS.say("file.any");
        };
    }

    private static String missing(Attachment file) {
        String why = why(file);
        return why == null ? WORDS.say("file.pending") : why;
    }

    /** Why it cannot be opened, in a sentence; null while it is being fetched and when it can. */
    static @Nullable String why(Attachment file) {
        var trouble = file.trouble();
        return switch (file.state()) {
            case FAILED -> trouble == null ? null : Spoken.word("file.trouble", trouble);
            case CHECKING, UNCHECKED, UNCHECKABLE, INFECTED -> Spoken.word("file.scan", file.state());
            case PENDING, FETCHED -> null;
        };
    }

    /** For instance {@code 84 KB}: in thousands, as people's own devices count. */
    static String size(long bytes) {
        if (bytes < KILO) {
            return WORDS.say("size.bytes", Map.of("number", bytes));
        }
        return bytes < KILO * KILO
                ? WORDS.say("size.kilobytes", Map.of("number", Math.round(bytes / 1e3)))
                : WORDS.say("size.megabytes", Map.of("number", String.format(Locale.UK, "%.1f", bytes / 1e6)));
    }
}
