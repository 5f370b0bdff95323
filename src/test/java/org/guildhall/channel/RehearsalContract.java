package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Inbound;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract for a messenger that passes on whatever people do there: the channel and the simulator understand each other,
 * so that a rehearsal is worth something.
 */
public interface RehearsalContract {

    /** The channel under test, its API the simulator's. */
    Channel channel();

    /** What it hears when somebody does this. */
    Inbound heard(Deed deed);

    /** A file that the simulator keeps. */
    Kept holds(String name, String mediaType, byte[] bytes);

    /** An id as messages have there. */
    String message();

    /** What is said when somebody does this. */
    default Content content(Deed deed) {
        return ((Inbound.Said) heard(deed)).content();
    }

    @ParameterizedTest
    @CsvSource({
        "PHOTO, PHOTO, image/jpeg",
        "VIDEO, VIDEO, video/mp4",
        "VOICE, VOICE, audio/ogg",
        "FILE, DOCUMENT, text/plain"
    })
    default void hearsAndFetchesFiles(Deed.Kind kind, MediaKind heard, String mediaType) {
        byte[] bytes = {1, 2, 3};
        Kept file = holds("bin", mediaType, bytes);
        String words = kind == Deed.Kind.VOICE ? "" : "look";

        Content.Media media = (Content.Media) content(new Deed.SentFile(kind, file, words));
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.text()).isEqualTo(words);
        assertThat(media.fileName()).isEqualTo(kind == Deed.Kind.FILE ? "bin" : null);
        if (kind != Deed.Kind.PHOTO) {
            assertThat(media.mediaType()).isEqualTo(mediaType);
        }
        Media fetched = channel()
                .fetch(Objects.requireNonNull(media.handle()))
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    default void hearsWordsPlacesAndCards() {
        assertThat(content(new Deed.Wrote("Bore da ŵ 🗑️"))).isEqualTo(new Content.Text("Bore da ŵ 🗑️"));
        assertThat(content(new Deed.SentPlace(51.5, -0.1, "Town Hall", "High Street")))
                .isEqualTo(new Content.Location(51.5, -0.1, "Town Hall", "High Street"));
        assertThat(content(new Deed.SentPlace(51.5, -0.1, "", "")))
                .isEqualTo(new Content.Location(51.5, -0.1, null, null));
        assertThat(content(new Deed.SentCard("Bo Example", "+44 1632 960001")))
                .isEqualTo(new Content.Contact("Bo Example", "+44 1632 960001"));
    }

    @Test
    default void hearsOfChangesAndSigns() {
        assertThat(heard(new Deed.Changed(message(), "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo(message());
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.Reacted(message(), "👍")))
                .isInstanceOfSatisfying(Inbound.Reacted.class, reacted -> {
                    assertThat(reacted.messageId()).isEqualTo(message());
                    assertThat(reacted.sign()).isEqualTo("👍");
                });
    }
}
