package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Content.MediaKind;
import org.guildhall.message.Handle;
import org.guildhall.message.Inbound;
import org.guildhall.message.Inbound.Receipt.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The contract for a channel that names its fixtures: how calls are signed, what each of its files says, what its API is told,
 * and what it can show, at the limit and one beyond.
 */
public interface FixtureContract extends ReadingContract, LimitsContract {

    /** What it can show, and what it tells. */
    Capabilities capabilities();

    /** The titles of the buttons in a call of its API. */
    default List<String> buttons(JsonNode call) {
        return List.of();
    }

    /** The titles of what else can be tapped in a call of its API: rows of a list, quick replies. */
    default List<String> rows(JsonNode call) {
        return List.of();
    }

    /**
     * What a messenger can do, besides taking texts. What it cannot show is said in words.
     *
     * @param buttons choices as buttons that belong to their message
     * @param rows choices shown otherwise, when there are too many for buttons or their titles are too long
     * @param receipts how far it tells that a message got
     * @param files the kinds that it shows, out of an address
     * @param places whether it shows a place on a map
     * @param cards whether it shows a card that can be kept
     */
    record Capabilities(
            Tappable buttons,
            Tappable rows,
            Set<Stage> receipts,
            Set<MediaKind> files,
            boolean places,
            boolean cards) {
        /** By text: words alone, and nobody learns when they are read. */
        public static final Capabilities OF_TEXTS = new Capabilities(
                Tappable.NONE,
                Tappable.NONE,
                Set.of(Stage.SENT, Stage.DELIVERED, Stage.FAILED),
                Set.of(),
                false,
                false);
    }

    /**
     * A way to show choices.
     *
     * @param most how many; 0 when there is no such way
     * @param longest the longest title, in UTF-16
     */
    record Tappable(int most, int longest) {
        /** No such way. */
        public static final Tappable NONE = new Tappable(0, 0);

        /** With titles as long as they may be. */
        public static Tappable ofAnyLength(int most) {
            return new Tappable(most, Integer.MAX_VALUE);
        }
    }

    @Override
    default Address somebody() {
        return new Address(channel().name(), channel().account(), "447700900123", "447700900123");
    }

    @Test
    default void showsAsManyButtonsAsThereIsRoomForAndNotOneMore() {
        List<String> titles = titles(capabilities().buttons().most());

        assertThat(offered(titles, this::buttons)).isEqualTo(titles);
        assertThat(offered(titles(titles.size() + 1), this::buttons)).isEmpty();
    }

    @Test
    default void showsAsManyRowsAsThereIsRoomForAndMoreInWords() {
        List<String> titles = titles(capabilities().rows().most());
        List<String> tooMany =
                titles(1 + Math.max(titles.size(), capabilities().buttons().most()));

        assertThat(offered(titles, this::rows)).isEqualTo(titles);
        assertThat(offered(tooMany, this::buttons)).isEmpty();
        assertThat(offered(tooMany, this::rows)).isEmpty();
        assertThat(String.join("\n", words(offering(tooMany))))
                .contains("1. Choice 1", tooMany.size() + ". " + tooMany.getLast());
    }

    @Test
    default void showsALongTitleOnAButtonAndNotOneThatIsALetterLonger() {
        Tappable buttons = capabilities().buttons();
        if (buttons.most() > 0) {
            String longest = "\u0175".repeat(Math.min(buttons.longest(), 300));
            assertThat(offered(List.of(longest, "No"), this::buttons)).containsExactly(longest, "No");
        }
        if (buttons.longest() < Integer.MAX_VALUE) {
            String longer = "\u0175".repeat(buttons.longest() + 1);
            assertThat(offered(List.of(longer, "No"), this::buttons)).isEmpty();
            assertThat(bodies(offering(List.of(longer, "No")))).contains(longer);
        }
    }

    /** Where a title is too long all are numbers, and the titles stand in the words. */
    @Test
    default void showsALongTitleInARowAndInItsPlaceANumberWhenItIsALetterLonger() {
        Tappable rows = capabilities().rows();
        if (rows.most() == 0) {
            return;
        }
        List<String> titles = new ArrayList<>(titles(capabilities().buttons().most() + 2));
        titles.set(0, "\u0175".repeat(rows.longest()));
        assertThat(offered(titles, this::rows)).isEqualTo(titles);

        titles.set(0, "\u0175".repeat(rows.longest() + 1));
        assertThat(offered(titles, this::rows))
                .isEqualTo(IntStream.rangeClosed(1, titles.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(bodies(offering(titles))).contains("1. " + titles.getFirst());
    }

    @ParameterizedTest
    @EnumSource(MediaKind.class)
    default void showsAFileOrSaysWhereItIs(MediaKind kind) {
        String plan = "https://council.example/plan";
        List<StubApi.Call> calls = saying(
                new Content.Media(kind, new Handle(Handle.LINK, plan), "The plan", "plan.pdf", null, null), null);
        boolean shown = holds(calls, plan);

        assertThat(shown).isEqualTo(capabilities().files().contains(kind));
        assertThat(bodies(calls)).contains("The plan");
        if (!shown) {
            assertThat(words(calls)).containsExactly("The plan\n" + plan);
        }
    }

    @Test
    default void showsAPlaceOnAMapOrLinksOne() {
        List<StubApi.Call> calls = saying(new Content.Location(52.4153, -4.0829, "Y Llyfrgell", null), null);
        boolean shown = holds(calls, 52.4153);

        assertThat(shown).isEqualTo(capabilities().places());
        assertThat(bodies(calls)).contains("Y Llyfrgell");
        assertThat(String.join("\n", words(calls)).contains("https://www.openstreetmap.org/"))
                .isNotEqualTo(shown);
    }

    @Test
    default void showsACardOrWritesItsNumber() {
        String number = "+44 1632 960123";
        List<StubApi.Call> calls = saying(new Content.Contact("Dai Rees", number), null);
        boolean shown = holds(calls, number);

        assertThat(shown).isEqualTo(capabilities().cards());
        if (!shown) {
            assertThat(words(calls)).containsExactly("Dai Rees: " + number);
        }
    }

    @Test
    default void tellsHowFarAMessageGotAsFarAsItKnows() {
        assertThat(Posts.names(folder()).stream()
                        .flatMap(name -> channel().read(signed(Posts.body(folder(), name))).stream())
                        .filter(event ->
                                event.from().account().equals(somebody().account()))
                        .flatMap(event -> stage(event).stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(capabilities().receipts());
    }

    private static Optional<Stage> stage(Inbound event) {
        return switch (event) {
            case Inbound.Receipt receipt -> Optional.of(receipt.stage());
            case Inbound.CaughtUp caughtUp -> Optional.of(caughtUp.stage());
            default -> Optional.empty();
        };
    }

    private static List<String> titles(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "Choice " + number)
                .toList();
    }

    private List<StubApi.Call> offering(List<String> titles) {
        List<Choice> options = IntStream.range(0, titles.size())
                .mapToObj(place -> new Choice("id-" + place, titles.get(place)))
                .toList();
        return saying(new Content.Choices("Which?", options), null);
    }

    private List<String> offered(List<String> titles, Function<JsonNode, List<String>> shown) {
        return offering(titles).stream()
                .flatMap(call -> shown.apply(call.body()).stream())
                .toList();
    }

    private static String bodies(List<StubApi.Call> calls) {
        return calls.stream().map(call -> call.body().toString()).collect(Collectors.joining("\n"));
    }

    /** Whether a call has this as a field by itself, and not only among its words. */
    private static boolean holds(List<StubApi.Call> calls, Object value) {
        String field = value instanceof String text ? "\"" + text + "\"" : value.toString();
        return calls.stream().anyMatch(call -> Fields.of(call.body()).containsValue(field));
    }
}
