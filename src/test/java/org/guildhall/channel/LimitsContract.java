package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Delivery;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The contract for limits: one below, at and one above each that the messenger names, in whatever is written, no call holds
 * more than it takes, nothing is lost, and neither a character nor a link is cut in two.
 */
public interface LimitsContract extends SendingContract {

    /** A character as people see it. */
    Pattern CHARACTER = Pattern.compile("\\X");

    /** Longer than the words around it, so that a cut through it is likely. */
    String ADDRESS = "https://council.example/" + "a/long/way/".repeat(20);

    /** What the messenger takes. Only what it has needs a limit. */
    List<Limit> limits();

    /** What a limit is of. */
    enum Part {
        TEXT,
        CAPTION,
        OVER_CHOICES,
        BUTTON,
        ROW,
        BELOW_ROW,
        /** What comes back when something is tapped. */
        DATA
    }

    /** How it is counted; written once more, because {@link Measure} is under test as well. */
    enum Count {
        UTF16 {
            @Override
            int of(String text) {
                return text.toCharArray().length;
            }
        },
        CODE_POINTS {
            @Override
            int of(String text) {
                return (int) text.codePoints().count();
            }
        },
        UTF8 {
            @Override
            int of(String text) {
                return text.codePoints()
                        .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                        .sum();
            }
        };

        abstract int of(String text);
    }

    /**
     * One limit.
     *
     * @param in what it is the limit of in a call of the messenger's API, as people read it; empty when the call has none
     */
    record Limit(Part part, int most, Count count, Function<JsonNode, List<String>> in) {}

    /** What is written again and again up to a limit. */
    enum Writing {
        PLAIN("my bin day", " "),
        WELSH("tŷ a dŵr, sgwâr", " "),
        FAMILY("👨‍👩‍👧‍👦", ""),
        FLAGS("🇬🇧🇬🇧🏴󠁧󠁢󠁷󠁬󠁳󠁿", ""),
        SKIN("👍🏽", ""),
        ARABIC("متى يُجمع؟", " "),
        HEBREW("שָׁלוֹם", " "),
        SIGNS("2\\*3 a\\_b 5<6>4 R&D", "2*3 a_b 5<6>4 R&D", " ");

        private final String markdown;
        private final String shown;
        private final String between;

        Writing(String words, String between) {
            this(words, words, between);
        }

        Writing(String markdown, String shown, String between) {
            // Text messages join letters and their marks, which changes nothing in what is joined already.
            this.markdown = Normalizer.normalize(markdown, Normalizer.Form.NFC);
            this.shown = Normalizer.normalize(shown, Normalizer.Form.NFC);
            this.between = between;
        }

        /** As much of it as counts to this, from 1. */
        Filled filling(int length, Count count) {
            int unit = count.of(shown + between);
            int times = (length - 1) / unit;
            String rest = "x".repeat(length - times * unit);
            return new Filled((markdown + between).repeat(times) + rest, (shown + between).repeat(times) + rest);
        }
    }

    /** The same as the assistant writes it and as people read it. */
    record Filled(String markdown, String shown) {}

    /** What is tried around a limit. */
    interface Probe {
        void of(Limit limit, int length, Function<Content, List<StubApi.Call>> saying);
    }

    /** A text in a call; none where it has none. */
    default List<String> text(JsonNode words) {
        String text = words.stringValue("");
        return text.isEmpty() ? List.of() : List.of(text);
    }

    @ParameterizedTest
    @EnumSource
    default void losesNothingOfATextAndCutsNoCharacterInTwo(Writing writing) {
        around(limits(Part.TEXT), (limit, length, saying) -> {
            Filled words = writing.filling(length, limit.count());
            List<StubApi.Call> calls = saying.apply(new Content.Text(words.markdown()));

            assertThat(calls).as("%s of %s", length, limit.most()).hasSize(length > limit.most() ? 2 : 1);
            assertThat(characters(read(calls))).isEqualTo(characters(List.of(words.shown())));
        });
    }

    @ParameterizedTest
    @EnumSource
    default void saysWordsUnderAFileWhereTheyFitAndBeforeItOtherwise(Writing writing) {
        around(limits(Part.CAPTION), (limit, length, saying) -> {
            Filled words = writing.filling(length, limit.count());
            Handle plan = new Handle(Handle.LINK, "https://council.example/plan");
            List<StubApi.Call> calls =
                    saying.apply(new Content.Media(MediaKind.PHOTO, plan, words.markdown(), null, null, null));

            assertThat(calls).as("%s of %s", length, limit.most()).hasSize(length > limit.most() ? 2 : 1);
            assertThat(characters(read(calls))).isEqualTo(characters(List.of(words.shown())));
        });
    }

    @ParameterizedTest
    @EnumSource
    default void saysWordsOverChoicesOrBeforeThem(Writing writing) {
        around(limits(Part.TEXT, Part.OVER_CHOICES), (limit, length, saying) -> {
            Filled words = writing.filling(length, limit.count());
            List<StubApi.Call> calls = saying.apply(new Content.Choices(
                    words.markdown(), List.of(new Choice("yes", "Yes"), new Choice("no", "No"))));

            assertThat(characters(read(calls)))
                    .startsWith(characters(List.of(words.shown())).toArray(String[]::new));
            if (limits(Part.DATA).findAny().isPresent()) {
                assertThat(in(calls, Part.DATA)).containsExactly("yes", "no");
            } else {
                assertThat(String.join("\n", read(calls))).contains("1. Yes", "2. No");
            }
        });
    }

    /** They begin alike, and differ only where a title that is cut would end. */
    @ParameterizedTest
    @EnumSource
    default void offersTitlesThatCanBeToldApartAndSaysEachInFull(Writing writing) {
        around(limits(Part.BUTTON, Part.ROW), (limit, length, saying) -> {
            String alike = writing.filling(length - 1, limit.count()).shown();
            List<Choice> options = IntStream.range(0, limit.part() == Part.BUTTON ? 2 : 4)
                    .mapToObj(place -> new Choice("id-" + place, alike + "abcd".charAt(place)))
                    .toList();
            List<StubApi.Call> calls = saying.apply(new Content.Choices("Which?", options));

            List<String> offered = in(calls, Part.BUTTON, Part.ROW);
            assertThat(offered).hasSameSizeAs(options).doesNotHaveDuplicates();
            assertThat(in(calls, Part.DATA))
                    .containsExactlyElementsOf(options.stream().map(Choice::id).toList());
            String words = String.join("\n", read(calls));
            assertThat(options)
                    .extracting(Choice::title)
                    .allMatch(title -> offered.contains(title) || words.contains(title));
        });
    }

    @ParameterizedTest
    @EnumSource
    default void hasAnIdComeBackThatFitsAndThePlaceOfOneThatDoesNot(Writing writing) {
        around(limits(Part.DATA), (limit, length, saying) -> {
            String id = writing.filling(length, limit.count()).shown();
            List<StubApi.Call> calls = saying.apply(
                    new Content.Choices("Which?", List.of(new Choice("first", "One"), new Choice(id, "Two"))));

            assertThat(in(calls, Part.DATA)).containsExactly("first", length > limit.most() ? "#2" : id);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void leavesALinkWholeWhereAMessageEnds(boolean bare) {
        String words = bare ? ADDRESS : "the whole list of what goes in";
        String link = bare ? ADDRESS : "[" + words + "](" + ADDRESS + ")";
        String beside = bare ? "" : " (" + ADDRESS + ")";
        around(limits(Part.TEXT), (limit, length, saying) -> {
            int ending = length - (words + beside).length() - 1;
            for (int before : List.of(ending, length - 1)) {
                Filled text = Writing.PLAIN.filling(before, limit.count());
                List<StubApi.Call> calls =
                        saying.apply(new Content.Text(text.markdown() + " " + link + " and so on."));

                assertThat(read(calls))
                        .filteredOn(message -> message.contains(words))
                        .hasSize(1);
                assertThat(calls)
                        .filteredOn(call -> call.body().toString().contains(ADDRESS))
                        .hasSize(1);
                assertThat(characters(read(calls).stream()
                                .map(message -> message.replace(beside, ""))
                                .toList()))
                        .isEqualTo(characters(List.of(text.shown() + words + " and so on.")));
            }
        });
    }

    private Stream<Limit> limits(Part... parts) {
        return limits().stream().filter(limit -> List.of(parts).contains(limit.part()));
    }

    /** Tries something one below, at and one above each of these; whatever is said, all limits are kept. */
    private void around(Stream<Limit> limits, Probe probe) {
        try (StubApi api = new StubApi(sends().taken())) {
            Channel channel = at(api.url());
            limits.forEach(limit -> IntStream.of(limit.most() - 1, limit.most(), limit.most() + 1)
                    .forEach(length -> probe.of(limit, length, content -> saying(channel, api, content))));
        }
    }

    private List<StubApi.Call> saying(Channel channel, StubApi api, Content content) {
        int before = api.calls().size();
        Outbound reply = new Outbound(new UUID(0, 1), somebody(), content, null);
        assertThat(WholeReply.send(channel, reply))
                .isNotInstanceOfAny(Delivery.Deferred.class, Delivery.Refused.class);
        List<StubApi.Call> all = api.calls();
        List<StubApi.Call> calls = all.subList(before, all.size());
        keepWithinLimits(calls);
        return calls;
    }

    private void keepWithinLimits(List<StubApi.Call> calls) {
        for (Limit limit : limits()) {
            assertThat(in(calls, limit.part()))
                    .as("%s, at most %s", limit.part(), limit.most())
                    .allMatch(text -> limit.count().of(text) <= limit.most());
        }
    }

    private List<String> read(List<StubApi.Call> calls) {
        return in(calls, Part.TEXT, Part.CAPTION, Part.OVER_CHOICES);
    }

    private List<String> in(List<StubApi.Call> calls, Part... parts) {
        return calls.stream()
                .flatMap(call -> limits(parts).flatMap(limit -> limit.in().apply(call.body()).stream()))
                .toList();
    }

    private static List<String> characters(List<String> messages) {
        return messages.stream()
                .flatMap(message -> CHARACTER.matcher(message).results())
                .map(MatchResult::group)
                .filter(character -> !character.isBlank())
                .toList();
    }
}
