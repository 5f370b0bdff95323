package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.conversation.Inbox;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Inbound;
import org.guildhall.message.Outbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The contract for a channel that names its fixtures: how calls are signed, which of its files carry nothing, and what its
 * API is told. One of its files is called {@code text} and holds {@link #WORDS}.
 */
public interface FixtureContract extends ChannelContract {

    /** A call with this body as the messenger signs it. */
    Webhook signed(byte[] body);

    /** The same without any signature. */
    Webhook unsigned(byte[] body);

    /** The same with somebody else's signature. */
    Webhook signedByAnother(byte[] body);

    /** The files in which there is nothing for us. */
    Set<String> nothing();

    /** The channel under test with its API at this address. */
    Channel at(URI api);

    /** What goes out. */
    Sends sends();

    /**
     * What a messenger takes.
     *
     * @param longest the longest text
     * @param measure what that is counted in
     * @param taken its answer to a message it takes
     * @param text the words in a call of its API; empty for a call that is no message
     */
    record Sends(int longest, Measure measure, StubApi.Answer taken, Function<JsonNode, String> text) {}

    /** Where its files are. */
    default String folder() {
        return channel().name();
    }

    @Override
    default Webhook aText() {
        return signed(Posts.body(folder(), "text"));
    }

    @Override
    default Webhook nothingForUs() {
        return signed(Posts.body(folder(), new TreeSet<>(nothing()).first()));
    }

    @Override
    default Webhook unsigned() {
        return unsigned(Posts.body(folder(), "text"));
    }

    @Override
    default Webhook signedByAnother() {
        return signedByAnother(Posts.body(folder(), "text"));
    }

    @Override
    default Webhook unreadable() {
        return signed("{\"entry\":".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    default Address somebody() {
        return new Address(channel().name(), channel().account(), "447700900123", "447700900123");
    }

    /** Nothing that a messenger may send is an error, and redelivery changes nothing. */
    @TestFactory
    default Stream<DynamicTest> readsEachOfItsFilesTheSameTwiceAndFindsOnlyWhatIsOurs() {
        return Posts.names(folder()).stream()
                .map(name -> dynamicTest(name, () -> {
                    Webhook call = signed(Posts.body(folder(), name));
                    List<Inbound> events = channel().read(call);

                    assertThat(channel().read(call)).isEqualTo(events);
                    assertThat(events.isEmpty())
                            .as("nothing for us")
                            .isEqualTo(nothing().contains(name));
                    assertThat(events).allSatisfy(event -> {
                        assertThat(event.from().channel()).isEqualTo(channel().name());
                        assertThat(event.from().account()).isEqualTo(channel().account());
                    });
                    assertThat(events.stream()
                                    .filter(event -> !(event instanceof Inbound.Unreadable))
                                    // Several receipts of a message say what it costs; by its id it counts once.
                                    .filter(event -> !(event instanceof Inbound.Charged)))
                            .extracting(Inbound::eventId)
                            .doesNotContain("")
                            .doesNotHaveDuplicates();
                }));
    }

    @TestFactory
    default Stream<DynamicTest> greetsNobodyAfterAFileThatIsNotForUs() {
        return nothing().stream()
                .sorted()
                .map(name -> dynamicTest(name, () -> {
                    Channel watched = spy(channel());
                    IntakeFixture.over(mock(Inbox.class))
                            .take(watched, signed(Posts.body(folder(), name)))
                            .block();

                    verify(watched, never()).courtesy(any());
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0175", "\uD83D\uDE00", "\u0633", "a"})
    default void sendsWhatJustFitsInOneMessageAndOneCharacterMoreInTwo(String character) {
        int most = sends().longest() / sends().measure().of(character);

        assertThat(said(character.repeat(most))).singleElement().isEqualTo(character.repeat(most));
        List<String> two = said(character.repeat(most + 1));
        assertThat(two).hasSize(2);
        assertThat(String.join("", two)).isEqualTo(character.repeat(most + 1));
    }

    @Test
    default void cutsALongTextBetweenItsSentencesAndLosesNoWord() {
        String sentence = "Mae'r biniau'n cael eu gwagio ddydd Llun, t\u0177 wrth d\u0177 \uD83D\uDDD1\uFE0F. ";
        List<String> messages = said(sentence.repeat(3 * sends().longest() / sentence.length()));

        assertThat(messages).hasSizeGreaterThan(1).allSatisfy(message -> {
            assertThat(sends().measure().of(message)).isLessThanOrEqualTo(sends().longest());
            assertThat(message).endsWith(".");
        });
        assertThat(String.join(" ", messages))
                .isEqualTo(sentence.repeat(3 * sends().longest() / sentence.length())
                        .strip());
    }

    private List<String> said(String words) {
        try (StubApi api = new StubApi(sends().taken())) {
            Outbound reply = new Outbound(UUID.randomUUID(), somebody(), new Content.Text(words), null);
            assertThat(WholeReply.send(at(api.url()), reply))
                    .isNotInstanceOfAny(Delivery.Deferred.class, Delivery.Refused.class);
            return api.calls().stream()
                    .map(call -> sends().text().apply(call.body()))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }
}
