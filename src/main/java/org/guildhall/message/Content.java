package org.guildhall.message;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message is made of, both ways. Stored as JSON with a {@code type}, so names here are for keeps.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Choices.class, name = "choices"),
    @JsonSubTypes.Type(value = Content.Media.class, name = "media"),
    @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Content.Contact.class, name = "contact"),
    @JsonSubTypes.Type(value = Content.PlaceWanted.class, name = "place-wanted")
})
public sealed interface Content {

    /** The words in it, for people and for search; empty when it has none. */
    String text();

    /** Words. Plain text from citizens and staff, Markdown from the assistant and where an article is quoted. */
    record Text(String text) implements Content {}

    /** Words followed by choices, in the order in which "1, 2 or 3" counts them. */
    record Choices(String text, List<Choice> options) implements Content {
        /** Keeps a copy, so that a stored offer cannot change under its reader. */
        public Choices {
            options = List.copyOf(options);
        }
    }

    /**
     * A photo, voice note, sticker or file.
     *
     * @param kind what the messenger called it
     * @param handle how to fetch it, or null when the messenger gave none
     * @param text the caption, or for a sticker its emoji; empty when there is none
     * @param fileName the sender's name of the file; untrusted, for showing only
     * @param mediaType the messenger's claim of the media type; untrusted
     * @param size in bytes as the messenger claims
     */
    record Media(
            @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            MediaKind kind,

            @Nullable Handle handle,
            String text,
            @Nullable String fileName,
            @Nullable String mediaType,
            @Nullable Long size)
            implements Content {

        /** The address from which anybody may fetch it; empty where a messenger keeps it. */
        public Optional<String> link() {
            return handle != null && handle.channel().equals(Handle.LINK) ? Optional.of(handle.id()) : Optional.empty();
        }
    }

    /** A place; degrees in WGS 84, latitude −90 to 90, longitude −180 to 180. */
    record Location(
            double latitude,
            double longitude,
            @Nullable String title,
            @Nullable String address) implements Content {
        @Override
        public String text() {
            return title == null ? "" : address == null ? title : title + ", " + address;
        }

        /** A page with a map of it, to a metre: https://wiki.openstreetmap.org/wiki/Permalink. */
        public String map() {
            return String.format(
                    Locale.ROOT,
                    "https://www.openstreetmap.org/?mlat=%1$.5f&mlon=%2$.5f#map=17/%1$.5f/%2$.5f",
                    latitude,
                    longitude);
        }
    }

    /** A card with a name and a number, either of which may be missing. */
    record Contact(@Nullable String name, @Nullable String phone) implements Content {
        @Override
        public String text() {
            return name == null ? "" : name;
        }
    }

    /** Words that ask where somebody or something is; a messenger that has a button for that shows it. */
    record PlaceWanted(String text) implements Content {}

    /** What kind of file it is. */
    enum MediaKind {
        PHOTO,
        VIDEO,
        VOICE,
        AUDIO,
        STICKER,
        ANIMATION,
        DOCUMENT,
        /** Also what a newer version beside this one has written and this one does not know. */
        @JsonEnumDefaultValue
        OTHER,
        /** Something told to others that names us, such as a story: for staff to see, and nothing to answer. */
        MENTION
    }
}
