package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.guildhall.message.Inbound;
import org.junit.jupiter.api.Test;

/** What every messenger's channel must do. Its test implements this and adds what is special to the messenger. */
public interface ChannelContract {

    /** The words in {@link #aText()}. */
    String WORDS = "My bin was not emptied";

    /** The channel under test. */
    Channel channel();

    /** A signed call that carries one text, {@link #WORDS}. */
    Webhook aText();

    /** A signed call that carries nothing to answer. */
    Webhook nothingForUs();

    /** The text's call without any signature. */
    Webhook unsigned();

    /** The text's call with somebody else's signature. */
    Webhook signedByAnother();

    /** A signed call that is not in the messenger's documented shape. */
    Webhook unreadable();

    @Test
    default void readsATextAndWhoItIsFrom() {
        assertThat(channel().read(aText())).singleElement().isInstanceOfSatisfying(Inbound.Said.class, said -> {
            assertThat(said.content().text()).isEqualTo(WORDS);
            assertThat(said.from().channel()).isEqualTo(channel().name());
            assertThat(said.from().account()).isEqualTo(channel().account());
            assertThat(said.from().person()).isNotBlank();
            assertThat(said.from().replyTo()).isNotBlank();
            assertThat(said.choice()).isNull();
        });
    }

    @Test
    default void givesARedeliveredTextTheSameId() {
        assertThat(channel().read(aText()))
                .singleElement()
                .extracting(Inbound::eventId)
                .isEqualTo(channel().read(aText()).getFirst().eventId());
    }

    @Test
    default void readsNothingFromWhatIsNotForUs() {
        assertThat(channel().read(nothingForUs())).isEmpty();
    }

    @Test
    default void acceptsItsOwnSignature() {
        assertThat(channel().signed(aText())).isTrue();
    }

    @Test
    default void rejectsAMissingSignature() {
        assertThat(channel().signed(unsigned())).isFalse();
    }

    @Test
    default void rejectsAnotherSignature() {
        assertThat(channel().signed(signedByAnother())).isFalse();
    }

    @Test
    default void saysSoWhenItCannotRead() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> channel().read(unreadable()))
                .isInstanceOf(UnreadableWebhook.class);
    }

    @Test
    default void repeatsNothingOfTheBodyInItsAcknowledgement() {
        assertThat(channel().acknowledge(aText()).body()).doesNotContain(WORDS);
    }
}
