package org.guildhall.channel.twilio;

import java.util.Optional;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Outbound;

/**
 * Files that we send on WhatsApp, by an address from which Twilio fetches them
 * (https://www.twilio.com/docs/messaging/api/message-resource). In a text the address stands in words: numbers of most
 * countries, the UK's among them, cannot send a picture.
 */
final class TwilioMedia {

    /** Characters under a file on WhatsApp. */
    static final int LONGEST_CAPTION = 1024;

    private TwilioMedia() {}

    /** Where the file of a reply is; empty when it has none that Twilio could send. */
    static Optional<String> address(Outbound reply) {
        return reply.to().account().startsWith(TwilioSetup.WHATSAPP) && reply.content() instanceof Content.Media media
                ? media.link()
                : Optional.empty();
    }

    /** What is to be said besides the file. */
    static Outbound words(Outbound reply) {
        return new Outbound(
                reply.id(), reply.to(), new Content.Text(reply.content().text()), reply.source(), reply.speaker());
    }

    /** Whether words of this length may stand under this file; under sound and stickers WhatsApp shows none. */
    static boolean takesCaption(Content content, String words) {
        return content instanceof Content.Media media
                && takesCaption(media.kind())
                && words.length() <= LONGEST_CAPTION;
    }

    private static boolean takesCaption(MediaKind kind) {
        return switch (kind) {
            case PHOTO, VIDEO, ANIMATION, DOCUMENT, OTHER, MENTION -> true;
            case VOICE, AUDIO, STICKER -> false;
        };
    }
}
