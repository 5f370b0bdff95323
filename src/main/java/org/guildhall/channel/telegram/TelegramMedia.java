package org.guildhall.channel.telegram;

import java.util.Map;
import java.util.Optional;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;

/**
 * Files that we send, by Telegram's own id or by an address from which Telegram fetches them:
 * https://core.telegram.org/bots/api#sending-files
 */
final class TelegramMedia {

    /** Characters after entity parsing, counted in UTF-16: https://core.telegram.org/bots/api#sendphoto */
    static final int LONGEST_CAPTION = 1024;

    private TelegramMedia() {}

    /** The call that shows the file of a reply, without a chat and a caption; empty when it has none that Telegram could have. */
    static Optional<BotMethods.Call> of(Outbound reply) {
        if (!(reply.content() instanceof Content.Media media)) {
            return Optional.empty();
        }
        Handle handle = media.handle();
        boolean reachable = handle != null
                && (handle.channel().equals(TelegramChannel.NAME)
                        || handle.channel().equals(Handle.LINK));
        String kind = kind(media.kind());
        return reachable && handle != null
                ? Optional.of(new BotMethods.Call(
                        "send" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1), Map.of(kind, handle.id())))
                : Optional.empty();
    }

    /** Whether these words fit under a file; stickers take none. */
    static boolean takesCaption(Outbound reply, TelegramText words) {
        return reply.content() instanceof Content.Media media
                && media.kind() != MediaKind.STICKER
                && words.length() <= LONGEST_CAPTION;
    }

    /** What Telegram calls it, in the method's name and in the parameter's. */
    private static String kind(MediaKind kind) {
        return switch (kind) {
            case PHOTO -> "photo";
            case VIDEO -> "video";
            case VOICE -> "voice";
            case AUDIO -> "audio";
            case STICKER -> "sticker";
            case ANIMATION -> "animation";
            case DOCUMENT, OTHER, MENTION -> "document";
        };
    }
}
