package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.guildhall.simulator.Button;
import org.guildhall.simulator.Caller;
import org.guildhall.simulator.Deed;
import org.guildhall.simulator.Kept;
import org.guildhall.simulator.WebhookCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract for a messenger of people's work, where there are no places and no cards, and what a message is called is kept with
 * where it stands: the channel and the simulator understand each other.
 */
public interface WorkplaceRehearsal {

    Duration SOON = Duration.ofSeconds(20);

    /** Digits of somebody there. */
    String ANN = "5001";

    /** The channel under test, its API the simulator's. */
    Channel channel();

    /** The simulator's side. */
    Caller side();

    /** How Ann is reached. */
    Address ann();

    /** An id as messages have there, and what we call a message with it in Ann's conversation. */
    String message();

    /** What we call it. */
    String kept(String message);

    /** A file that the simulator keeps. */
    Kept holds(String name, String mediaType, byte[] bytes);

    /** What can be tapped under the first message to Ann. */
    List<Button> buttons();

    /** What each message to Ann shows besides words, in words. */
    List<String> things();

    /** A call about what Ann does, which is signed. */
    default Webhook webhook(Deed deed) {
        return signed(side().did(message(), ANN, deed).orElseThrow());
    }

    /** This call as the channel gets to see it. */
    default Webhook signed(WebhookCall call) {
        Webhook webhook =
                Posted.webhook(call.request(), "/webhooks/" + channel().name());
        assertThat(channel().signed(webhook)).isTrue();
        return webhook;
    }

    /** The one thing that is heard when Ann does this. */
    default Inbound heard(Deed deed) {
        List<Inbound> heard = channel().read(webhook(deed));
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    /** What is said by it. */
    default Inbound.Said said(Deed deed) {
        return (Inbound.Said) heard(deed);
    }

    /** A question to Ann. */
    default Outbound question() {
        Content content =
                new Content.Choices("Did that help?", List.of(new Choice("yes", "Yes"), new Choice("no", "No")));
        return new Outbound(UUID.randomUUID(), ann(), content, null);
    }

    @Test
    default void itsCitizensWordsAndTapsAreSignedAndRead() {
        channel().send(question()).block(SOON);

        Inbound.Said said = said(new Deed.Wrote("Bore da ŵ 🗑️ <&>"));
        assertThat(said.content().text()).isEqualTo("Bore da ŵ 🗑️ <&>");
        assertThat(said.from()).isEqualTo(ann());
        Inbound.Said tapped = said(new Deed.Tapped(buttons().getLast()));
        assertThat(tapped.content().text()).isEqualTo("No");
        assertThat(tapped.choice()).isEqualTo("no");
        assertThat(tapped.from()).isEqualTo(ann());
    }

    @ParameterizedTest
    @CsvSource({"PHOTO, PHOTO, image/jpeg", "VIDEO, VIDEO, video/mp4", "FILE, DOCUMENT, text/plain"})
    default void itsFilesAreReadAndFetched(Deed.Kind kind, MediaKind heard, String mediaType) {
        byte[] bytes = {1, 2, 3};
        Kept file = holds("bin", mediaType, bytes);

        Content.Media media =
                (Content.Media) said(new Deed.SentFile(kind, file, "look")).content();
        assertThat(media.kind()).isEqualTo(heard);
        assertThat(media.text()).isEqualTo("look");
        Media fetched = channel()
                .fetch(Objects.requireNonNull(media.handle()))
                .blockOptional(SOON)
                .orElseThrow();
        assertThat(fetched.bytes()).isEqualTo(bytes);
    }

    @Test
    default void itsChangesAndSignsAreRead() {
        assertThat(heard(new Deed.Changed("17", "the green bin", 1)))
                .isInstanceOfSatisfying(Inbound.Edited.class, edited -> {
                    assertThat(edited.messageId()).isEqualTo(kept("17"));
                    assertThat(edited.content().text()).isEqualTo("the green bin");
                });
        assertThat(heard(new Deed.TookBack("17")))
                .isInstanceOfSatisfying(
                        Inbound.Deleted.class,
                        deleted -> assertThat(deleted.messageId()).isEqualTo(kept("17")));
        assertThat(heard(new Deed.Reacted("17", "👍"))).isInstanceOfSatisfying(Inbound.Reacted.class, reacted -> {
            assertThat(reacted.messageId()).isEqualTo(kept("17"));
            assertThat(reacted.sign()).isEqualTo("👍");
        });
        assertThat(heard(new Deed.Reacted("17", "")))
                .isInstanceOfSatisfying(
                        Inbound.Reacted.class,
                        reacted -> assertThat(reacted.sign()).isEmpty());
    }

    @Test
    default void itTellsInWordsWhatIsShownAndPassesNoPlacesOn() {
        Content photo = new Content.Media(
                MediaKind.PHOTO, new Handle(Handle.LINK, "https://council.example/plan"), "The plan", null, null, null);
        channel().send(new Outbound(UUID.randomUUID(), ann(), photo, null)).block(SOON);

        assertThat(things()).containsExactly("[photo: https://council.example/plan]");
        assertThat(side().did(message(), ANN, new Deed.SentPlace(51.5, -0.1, "", "")))
                .isEmpty();
    }
}
