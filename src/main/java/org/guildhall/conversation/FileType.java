package org.guildhall.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a file is by its first bytes, whatever its name or its sender says
 * (https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern). What is not on this list could be anything.
 */
public enum FileType {
    /** A photo. */
    JPEG("image/jpeg", "jpg"),
    /** A picture without loss. */
    PNG("image/png", "png"),
    /** A picture that may move. */
    GIF("image/gif", "gif"),
    /** A picture or a sticker. */
    WEBP("image/webp", "webp"),
    /** A video. */
    MP4("video/mp4", "mp4"),
    /** A voice note: Opus or Vorbis. */
    OGG("audio/ogg", "ogg"),
    /** A voice note of a browser's: Opus, without a picture. */
    WEBM("audio/webm", "webm"),
    /** Sound. */
    MP3("audio/mpeg", "mp3"),
    /** Sound in the box that videos have. */
    M4A("audio/mp4", "m4a"),
    /** A document. */
    PDF("application/pdf", "pdf"),
    /** Anything else. */
    OTHER("application/octet-stream", "bin");

    private static final int LONGEST_MARK = 40;

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The media type it may be served as. */
    public String mediaType() {
        return mediaType;
    }

    /** What the name of such a file ends in, without the dot. */
    public String extension() {
        return extension;
    }

    /** What these bytes are. */
    static FileType of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(LONGEST_MARK, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return GIF;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (start.startsWith("ftyp", 4)) {
            return boxed(start);
        }
        if (start.startsWith("OggS")) {
            return start.contains("OpusHead") || start.contains("vorbis") ? OGG : OTHER;
        }
        if (start.startsWith("\u001A\u0045\u00DF\u00A3") && start.contains("webm")) {
            return WEBM;
        }
        if (start.startsWith("ID3") || isMp3Frame(bytes)) {
            return MP3;
        }
        return start.startsWith("%PDF-") ? PDF : OTHER;
    }

    /** The brands of https://mp4ra.org/registered-types/brands that messengers send; HEIC and the like are not shown. */
    private static FileType boxed(String start) {
        if (start.startsWith("M4A ", 8) || start.startsWith("M4B ", 8)) {
            return M4A;
        }
        return Arrays.stream(new String[] {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "3gp"
                        })
                        .anyMatch(brand -> start.startsWith(brand, 8))
                ? MP4
                : OTHER;
    }

    /** The header of an MPEG-1 or 2 layer III frame: sync, a bit rate and a sample rate that exist. */
    private static boolean isMp3Frame(byte[] bytes) {
        if (bytes.length < 3 || (bytes[0] & 0xff) != 0xff) {
            return false;
        }
        int version = bytes[1] & 0xfe;
        int rate = bytes[2] & 0xff;
        return (version == 0xfa || version == 0xf2) && rate >>> 4 > 0 && rate >>> 4 < 15 && (rate & 0x0c) != 0x0c;
    }
}
