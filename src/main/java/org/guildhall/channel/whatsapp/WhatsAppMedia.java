package org.guildhall.channel.whatsapp;

import java.util.Optional;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that we send, by WhatsApp's own id or by an address from which it fetches them:
 * https://developers.facebook.com/docs/whatsapp/cloud-api/messages/image-messages
 *
 * @param type what WhatsApp calls its kind
 * @param file what WhatsApp wants to know of it
 */
record WhatsAppMedia(String type, ObjectNode file) {

    /** Characters: https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages#media-object */
    static final int LONGEST_CAPTION = 1024;

    /** The file of a reply; empty when it has none that WhatsApp could have. */
    static Optional<WhatsAppMedia> of(Content content) {
        if (!(content instanceof Content.Media media)) {
            return Optional.empty();
        }
        Handle handle = media.handle();
        boolean ours = handle != null && handle.channel().equals(WhatsAppChannel.NAME);
        boolean link = handle != null && handle.channel().equals(Handle.LINK);
        if (handle == null || !ours && !link) {
            return Optional.empty();
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode().put(ours ? "id" : "link", handle.id());
        String type = type(media.kind());
        if (type.equals("document") && media.fileName() != null) {
            file.put("filename", media.fileName());
        }
        return Optional.of(new WhatsAppMedia(type, file));
    }

    /** Whether words can stand under it. */
    boolean takesCaption() {
        return !type.equals("audio") && !type.equals("sticker");
    }

    private static String type(MediaKind kind) {
        return switch (kind) {
            case PHOTO -> "image";
            case VIDEO, ANIMATION -> "video";
            case VOICE, AUDIO -> "audio";
            case STICKER -> "sticker";
            case DOCUMENT, OTHER, MENTION -> "document";
        };
    }
}
