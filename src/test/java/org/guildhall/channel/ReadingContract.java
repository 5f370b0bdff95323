package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.guildhall.conversation.Inbox;
import org.guildhall.message.Inbound;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * The contract for reading: what each of the messenger's files says stands in {@code expected.json} beside them, and that and
 * nothing else is read out of it. One of the files is called {@code text} and holds {@link #WORDS}.
 */
public interface ReadingContract extends ChannelContract {

    /** A call with this body as the messenger signs it. */
    Webhook signed(byte[] body);

    /** The same without any signature. */
    Webhook unsigned(byte[] body);

    /** The same with somebody else's signature. */
    Webhook signedByAnother(byte[] body);

    @Override
    default Webhook aText() {
        return signed(Posts.body(folder(), "text"));
    }

    @Override
    default Webhook nothingForUs() {
        return signed(Posts.body(folder(), nothing().getFirst()));
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

    /** The files in which there is nothing for us. */
    default List<String> nothing() {
        return Posts.expected(folder()).entrySet().stream()
                .filter(file -> file.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    default void readsNothingFromWhatWasNotPosted() {
        Webhook text = aText();

        assertThat(channel()
                        .read(new Webhook(
                                HttpMethod.GET, "", text.headers(), new LinkedMultiValueMap<>(), text.body())))
                .isEmpty();
    }

    @Test
    default void isToldWhatEachOfItsFilesSays() {
        assertThat(Posts.expected(folder()).keySet()).containsExactlyInAnyOrderElementsOf(Posts.names(folder()));
    }

    @TestFactory
    default Stream<DynamicTest> readsOutOfEachOfItsFilesWhatItSaysAndNothingElse() {
        return eachFile(this::saysThisAndNothingElse);
    }

    private void saysThisAndNothingElse(String folder, String name) {
        Map<String, List<JsonNode>> expected = Posts.expected(folder);
        List<Inbound> events = channel().read(signed(Posts.body(folder, name)));

        assertThat(expected).containsKey(name);
        assertThat(events)
                .extracting(event -> Fields.of(Told.of(event, channel())))
                .containsExactlyElementsOf(expected.getOrDefault(name, List.of()).stream()
                        .map(Fields::of)
                        .toList());
    }

    /** Nothing that a messenger may send is an error, and redelivery changes nothing. */
    @TestFactory
    default Stream<DynamicTest> readsEachOfItsFilesTheSameTwiceAndUnderIdsOfItsOwn() {
        return eachFile(this::saysTheSameTwice);
    }

    private void saysTheSameTwice(String folder, String name) {
        Webhook call = signed(Posts.body(folder, name));
        List<Inbound> events = channel().read(call);

        assertThat(channel().read(call)).isEqualTo(events);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.from().channel()).isEqualTo(channel().name());
            assertThat(event.from().account()).isIn(channel().accounts());
        });
        assertThat(events.stream()
                        .filter(event -> !(event instanceof Inbound.Unreadable))
                        // Several receipts of a message say what it costs; by its id it counts once.
                        .filter(event -> !(event instanceof Inbound.Charged)))
                .extracting(Inbound::eventId)
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    /** Of our own making, and by the examples that the messenger's documentation shows, which stand in a folder of their own. */
    private Stream<DynamicTest> eachFile(BiConsumer<String, String> check) {
        return Stream.of(folder(), folder() + "/documented")
                .filter(folder -> Files.isDirectory(Posts.folder(folder)))
                .flatMap(folder -> Posts.names(folder).stream()
                        .map(name -> dynamicTest(
                                folder.substring(folder().length()) + name, () -> check.accept(folder, name))));
    }

    @TestFactory
    default Stream<DynamicTest> greetsNobodyAfterAFileThatIsNotForUs() {
        return nothing().stream()
                .map(name -> dynamicTest(name, () -> {
                    Channel watched = spy(channel());
                    IntakeFixture.over(mock(Inbox.class))
                            .take(watched, signed(Posts.body(folder(), name)))
                            .block();

                    verify(watched, never()).courtesy(any());
                }));
    }
}
