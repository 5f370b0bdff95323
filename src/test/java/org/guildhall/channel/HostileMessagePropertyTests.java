package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.guildhall.conversation.Accepted;
import org.guildhall.conversation.InboxFixture;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;

/** Whatever a messenger says somebody said is stored, read back and answered; nothing poisons its conversation. */
class HostileMessagePropertyTests {

    private static final InboxFixture HOUSE = new InboxFixture();
    private static int number;

    @Property(tries = 300)
    void whateverIsSaidIsTakenReadBackAndAnswered(
            @ForAll("contents") Content content, @ForAll("words") String name, @ForAll("words") String language) {
        Address from = new Address("pigeon", "1", "person" + ++number, "r\u0000");
        Inbound event = Cleaned.of(new Inbound.Said("e" + number, from, content, null, name, language, null));
        Accepted accepted = Objects.requireNonNull(
                        HOUSE.inbox().accept(List.of(event)).block())
                .getFirst();
        assertThat(HOUSE.said(event.from()))
                .singleElement()
                .satisfies(said -> assertThat(said.content()).isEqualTo(((Inbound.Said) event).content()));
        HOUSE.settle();

        assertThat(HOUSE.transcript(Objects.requireNonNull(accepted.conversation())))
                .hasSize(2);
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<Character> dangerous = Arbitraries.of(
                '\u0000', '\uD83D', '\uDE00', '\uDFFF', '\uD800', '\uFFFF', '\uFEFF', '\u202E', '\\', '"', '\'', '\n',
                '\u0001');
        return Arbitraries.oneOf(dangerous, Arbitraries.chars().all())
                .list()
                .ofMaxSize(40)
                .map(all -> {
                    StringBuilder text = new StringBuilder();
                    all.forEach(text::append);
                    return text.toString();
                });
    }

    @Provide
    Arbitrary<Content> contents() {
        Arbitrary<Double> numbers = Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(
                                Double.NaN,
                                Double.POSITIVE_INFINITY,
                                Double.NEGATIVE_INFINITY,
                                Double.MAX_VALUE,
                                Double.MIN_VALUE))
                // PostgreSQL's numbers know no minus before nothing.
                .map(number -> number + 0.0);
        Arbitrary<Long> sizes = Arbitraries.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
        return Arbitraries.oneOf(
                words().map(Content.Text::new),
                Arbitraries.of("x", "\u0000", "\uD83D\uDE00 ").map(one -> new Content.Text(one.repeat(300_000))),
                Combinators.combine(numbers, numbers, words(), words()).as(Content.Location::new),
                Combinators.combine(words(), words()).as(Content.Contact::new),
                Combinators.combine(Arbitraries.of(Content.MediaKind.values()), words(), words(), words(), sizes)
                        .as((kind, id, text, file, size) ->
                                new Content.Media(kind, new Handle("pigeon", id), text, file, "a/b", size)));
    }
}
