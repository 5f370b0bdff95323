package org.guildhall.channel.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.jspecify.annotations.Nullable;

/** What a message is made of, in our words: https://www.twilio.com/docs/messaging/guides/webhook-request */
final class MessageContent {

    /** As many as a message may have: https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
    private static final int MOST_FILES = 10;

    /** What may come from WhatsApp without a word: a form that was filled in, an order, and what it cannot hand on. */
    private static final Set<String> WORDLESS = Set.of("interactive", "order", "unsupported");

    private MessageContent() {}

    /** What it says; empty when it says nothing, as an empty text does or a reaction. */
    static List<Content> of(Form form) {
        List<Content> contents = new ArrayList<>();
        String words = words(form);
        Content place = place(form);
        if (place != null) {
            contents.add(place);
            // WhatsApp's name of the place may stand there once more.
            if (List.of(form.text("Label").strip(), form.text("Address").strip())
                    .contains(words.strip())) {
                words = "";
            }
        }
        int files = files(form);
        for (int i = 0; i < files; i++) {
            contents.add(file(form, i, i == 0 ? words : ""));
        }
        if (files == 0 && !words.isBlank()) {
            contents.add(new Content.Text(words));
        }
        if (contents.isEmpty() && WORDLESS.contains(form.text("MessageType"))) {
            contents.add(new Content.Media(MediaKind.OTHER, null, "", null, null, null));
        }
        return contents;
    }

    private static String words(Form form) {
        for (String field : List.of("ButtonText", "ListTitle")) {
            if (!form.text(field).isBlank()) {
                return form.text(field);
            }
        }
        return form.text("Body");
    }

    private static @Nullable Content place(Form form) {
        double latitude = degrees(form.text("Latitude"));
        double longitude = degrees(form.text("Longitude"));
        if (Double.isNaN(latitude) || Double.isNaN(longitude)) {
            return null;
        }
        String label = form.text("Label").strip();
        String address = form.text("Address").strip();
        return label.isEmpty()
                ? new Content.Location(latitude, longitude, optional(address), null)
                : new Content.Location(latitude, longitude, label, optional(address));
    }

    private static double degrees(String text) {
        return text.matches("[+-]?[0-9]{1,3}(\\.[0-9]{1,20})?") ? Double.parseDouble(text) : Double.NaN;
    }

    private static int files(Form form) {
        String count = form.text("NumMedia");
        return count.matches("[0-9]{1,2}") ? Math.min(Integer.parseInt(count), MOST_FILES) : 0;
    }

    private static Content file(Form form, int number, String words) {
        String address = form.text("MediaUrl" + number);
        String type = form.text("MediaContentType" + number);
        return new Content.Media(
                kind(type.toLowerCase(Locale.ROOT)),
                address.isEmpty() ? null : new Handle(TwilioChannel.NAME, address),
                words,
                null,
                optional(type),
                null);
    }

    private static MediaKind kind(String type) {
        if (type.startsWith("audio/ogg") || type.startsWith("audio/amr")) {
            // What phones record is in one of these; a song is not.
            return MediaKind.VOICE;
        }
        return switch (type.replaceFirst("/.*", "")) {
            case "image" -> type.equals("image/webp") ? MediaKind.STICKER : MediaKind.PHOTO;
            case "video" -> MediaKind.VIDEO;
            case "audio" -> MediaKind.AUDIO;
            case "application", "text" -> MediaKind.DOCUMENT;
            default -> MediaKind.OTHER;
        };
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }
}
