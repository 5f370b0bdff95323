package org.guildhall.conversation;

import java.util.Locale;
import java.util.UUID;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.platform.PublicUrl;

/**
 * A file that staff send, without its bytes.
 *
 * @param link what nobody can guess and its address is made of
 * @param fileName as it was called, ending as what it is
 * @param size in bytes
 */
public record StaffFile(
        UUID id, String link, MediaKind kind, String fileName, FileType type, long size, boolean picture) {

    /** Below which path it is served to whoever knows its link. */
    public static final String PATH = "/files/";

    /** The message that brings it, by the address from which any messenger fetches it. */
    public Content.Media with(String words, PublicUrl publicUrl) {
        Handle handle = new Handle(Handle.LINK, publicUrl.at(PATH + link + "/" + plainName()));
        return new Content.Media(kind, handle, words, fileName, type.mediaType(), size);
    }

    /** Its name where an address has room for letters and digits only: some messengers show the end of the address. */
    private String plainName() {
        String ending = "." + type.extension();
        String plain = fileName.toLowerCase(Locale.ROOT)
                .replaceAll("\\.[^.]*$", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (plain.isEmpty() ? "file" : plain) + ending;
    }
}
