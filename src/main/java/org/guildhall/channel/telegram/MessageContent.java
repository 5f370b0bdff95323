package org.guildhall.channel.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guildhall.conversation.Continuations;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.Contact;
import org.telegram.telegrambots.meta.api.objects.Document;
import org.telegram.telegrambots.meta.api.objects.Venue;
import org.telegram.telegrambots.meta.api.objects.games.Animation;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.photo.PhotoSize;

/** What a Telegram message is made of (https://core.telegram.org/bots/api#message), in our words. */
final class MessageContent {

    static final String START = "/start";

    /** Things that we cannot show as they are, and where in them the words are by which staff know them. */
    private static final Map<String, String> NAMED = Map.of(
            "dice", "emoji",
            "poll", "question",
            "game", "title",
            "checklist", "title",
            "invoice", "title",
            "web_app_data", "button_text");

    /** The same without words of their own. */
    private static final List<String> NAMELESS =
            List.of("story", "paid_media", "live_photo", "rich_message", "giveaway", "giveaway_winners");

    private MessageContent() {}

    /**
     * The content of a message.
     *
     * @param tree the message as it came, for kinds that telegrambots need not know
     * @return empty for service messages, such as a changed chat photo
     */
    static Optional<Content> of(Message message, JsonNode tree) {
        if (message.getText() != null) {
            return Optional.of(new Content.Text(text(message.getText())));
        }
        return place(message).or(() -> media(message)).or(() -> other(tree));
    }

    /**
     * A link such as {@code t.me/bot?start=leaflet} sends a payload along, which is nothing to answer, unless it is the code
     * of somebody who goes on here.
     */
    private static String text(String text) {
        boolean payload = text.startsWith(START + " ")
                && !text.substring(START.length()).strip().matches(Continuations.CODE);
        return payload ? START : text;
    }

    private static Optional<Content> place(Message message) {
        // A venue also carries its bare location, so it comes first.
        if (message.getVenue() != null && message.getVenue().getLocation() != null) {
            Venue venue = message.getVenue();
            return Optional.of(new Content.Location(
                    venue.getLocation().getLatitude(),
                    venue.getLocation().getLongitude(),
                    venue.getTitle(),
                    venue.getAddress()));
        }
        if (message.getLocation() != null) {
            return Optional.of(new Content.Location(
                    message.getLocation().getLatitude(), message.getLocation().getLongitude(), null, null));
        }
        if (message.getContact() != null) {
            Contact card = message.getContact();
            String name =
                    card.getLastName() == null ? card.getFirstName() : card.getFirstName() + " " + card.getLastName();
            return Optional.of(new Content.Contact(name, card.getPhoneNumber()));
        }
        return Optional.empty();
    }

    private static Optional<Content> media(Message message) {
        String caption = message.getCaption();
        if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
            return Optional.of(photo(message, caption));
        }
        // An animation also comes as a document, for old apps, so it comes first.
        if (message.getAnimation() != null) {
            Animation file = message.getAnimation();
            return media(
                    MediaKind.ANIMATION,
                    file.getFileId(),
                    caption,
                    file.getFileName(),
                    file.getMimeType(),
                    file.getFileSize());
        }
        if (message.getDocument() != null) {
            Document file = message.getDocument();
            return media(
                    MediaKind.DOCUMENT,
                    file.getFileId(),
                    caption,
                    file.getFileName(),
                    file.getMimeType(),
                    file.getFileSize());
        }
        if (message.getSticker() != null) {
            return media(
                    MediaKind.STICKER,
                    message.getSticker().getFileId(),
                    message.getSticker().getEmoji(),
                    null,
                    null,
                    null);
        }
        return recording(message, caption);
    }

    private static Content photo(Message message, @Nullable String caption) {
        PhotoSize largest = message.getPhoto().stream()
                .max(Comparator.comparingLong(MessageContent::pixels))
                .orElseThrow();
        Long size = largest.getFileSize() == null ? null : largest.getFileSize().longValue();
        return media(MediaKind.PHOTO, largest.getFileId(), caption, null, null, size)
                .orElseThrow();
    }

    private static long pixels(PhotoSize photo) {
        return photo.getWidth() == null || photo.getHeight() == null ? 0 : (long) photo.getWidth() * photo.getHeight();
    }

    private static Optional<Content> recording(Message message, @Nullable String caption) {
        if (message.getVideo() != null) {
            var file = message.getVideo();
            return media(
                    MediaKind.VIDEO,
                    file.getFileId(),
                    caption,
                    file.getFileName(),
                    file.getMimeType(),
                    file.getFileSize());
        }
        if (message.getVideoNote() != null) {
            return media(MediaKind.VIDEO, message.getVideoNote().getFileId(), caption, null, null, null);
        }
        if (message.getVoice() != null) {
            var file = message.getVoice();
            return media(MediaKind.VOICE, file.getFileId(), caption, null, file.getMimeType(), file.getFileSize());
        }
        if (message.getAudio() != null) {
            var file = message.getAudio();
            return media(
                    MediaKind.AUDIO,
                    file.getFileId(),
                    caption,
                    file.getFileName(),
                    file.getMimeType(),
                    file.getFileSize());
        }
        return Optional.empty();
    }

    /** Things a person sends on purpose that we cannot show as they are; staff see that something came. */
    private static Optional<Content> other(JsonNode message) {
        for (Map.Entry<String, String> thing : NAMED.entrySet()) {
            if (message.hasNonNull(thing.getKey())) {
                return unshown(message.path(thing.getKey()).path(thing.getValue()));
            }
        }
        boolean sent = UpdateTree.carriesMedia(message) || NAMELESS.stream().anyMatch(message::hasNonNull);
        return sent ? unshown(message.path("caption")) : Optional.empty();
    }

    private static Optional<Content> unshown(JsonNode words) {
        return Optional.of(new Content.Media(MediaKind.OTHER, null, words.asText(""), null, null, null));
    }

    private static Optional<Content> media(
            MediaKind kind,
            @Nullable String fileId,
            @Nullable String text,
            @Nullable String fileName,
            @Nullable String mediaType,
            @Nullable Long size) {
        Handle handle = fileId == null ? null : new Handle(TelegramChannel.NAME, fileId);
        return Optional.of(new Content.Media(kind, handle, text == null ? "" : text, fileName, mediaType, size));
    }
}
