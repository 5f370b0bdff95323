package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What every messenger's channel must do. Its test implements this and adds what is special to the messenger. */
public interface ChannelContract {

    /** The words in {@link #aText()}. */
    String WORDS = "My bin was not emptied";

    /** The channel under test, its API at an address where nobody listens. */
    Channel channel();

    /** Where its fixtures are, below {@code src/test/resources/channel}. */
    default String folder() {
        return channel().name();
    }

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

    /** Somebody to write to. */
    Address somebody();

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

    @Test
    default void greetsNobodyAfterWhatIsNotForUs() {
        StepVerifier.create(channel().courtesy(nothingForUs())).verifyComplete();
    }

    @Test
    default void namesItselfInWhatAPropertyAndAnAddressCanHold() {
        assertThat(channel().name()).matches("[a-z][a-z0-9]*");
        assertThat(channel().account()).isNotBlank();
        assertThat(channel().pace().perSecond()).isPositive();
    }

    @Test
    default void refusesToSayNothing() {
        Outbound nothing = new Outbound(new UUID(0, 0), somebody(), new Content.Text(" \n "), null);

        StepVerifier.create(channel().send(nothing))
                .expectNext(new Delivery.Refused("nothing to say", false))
                .verifyComplete();
    }

    @Test
    default void putsOffWhatItCannotSendForNowAndNeverErrors() {
        Outbound reply = new Outbound(new UUID(0, 1), somebody(), new Content.Text("Hello"), null);

        StepVerifier.create(channel().send(reply))
                .expectNextMatches(delivery -> delivery instanceof Delivery.Deferred deferred && !deferred.uncertain())
                .verifyComplete();
    }
}
