package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract for sending: each reply in the messenger's folder of replies makes the calls of its API that stand with it, and
 * no others, and a text that is too long for one message is cut where it may be.
 */
public interface SendingContract extends ChannelContract {

    /** What every messenger has to say in some way, by the names of the files; it may have more. */
    List<String> REPLIES = List.of(
            "text",
            "answer",
            "long-text",
            "two-choices",
            "five-choices",
            "twelve-choices",
            "photo",
            "place",
            "place-wanted",
            "card");

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

    /** Where its replies are, below {@code src/test/resources/channel}. */
    default String replies() {
        return folder() + "/outbound";
    }

    /** Where a call went, without what is secret or another at every run. */
    default String path(StubApi.Call call) {
        return call.path();
    }

    /** The calls of its API that say this, in order. */
    default List<StubApi.Call> saying(Content content, @Nullable Source source) {
        try (StubApi api = new StubApi(sends().taken())) {
            Outbound reply = new Outbound(new UUID(0, 1), somebody(), content, source);
            assertThat(WholeReply.send(at(api.url()), reply))
                    .isNotInstanceOfAny(Delivery.Deferred.class, Delivery.Refused.class);
            return api.calls();
        }
    }

    /** The words of its messages among these calls. */
    default List<String> words(List<StubApi.Call> calls) {
        return calls.stream()
                .map(call -> sends().text().apply(call.body()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    default void isToldHowToSayWhateverThereIsToSay() {
        assertThat(OutboundCase.in(replies())).extracting(OutboundCase::name).containsAll(REPLIES);
    }

    @TestFactory
    default Stream<DynamicTest> saysEachReplyWithTheseCallsAndNoOthers() {
        return OutboundCase.in(replies()).stream()
                .map(reply -> dynamicTest(
                        reply.name(),
                        () -> assertThat(saying(reply.content(), reply.source()))
                                .extracting(call -> Fields.of(told(call)))
                                .containsExactlyElementsOf(
                                        reply.calls().stream().map(Fields::of).toList())));
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
        return words(saying(new Content.Text(words), null));
    }

    private ObjectNode told(StubApi.Call call) {
        ObjectNode told = JsonMapper.shared().createObjectNode().put("path", path(call));
        told.set("body", call.body());
        return told;
    }
}
