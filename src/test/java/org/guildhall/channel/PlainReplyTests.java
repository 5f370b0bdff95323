package org.guildhall.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.guildhall.message.Address;
import org.guildhall.message.Choice;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainReplyTests {

    private static final int LIMIT = 160;

    @Test
    void saysTheWordsWhereTheyAreFromAndWhatCanBeChosen() {
        Source source = new Source("Missed bin", "https://a.example/help/missed-bin", LocalDate.of(2027, 3, 31));
        Content content = new Content.Choices(
                "We come back within **two days**.", List.of(new Choice("y", "Yes"), new Choice("n", "No")));

        assertThat(of(content, source, 1000)).containsExactly("""
                        We come back within two days.

                        From our page: Missed bin (https://a.example/help/missed-bin)
                        We check this page again by 31 March 2027.

                        1. Yes
                        2. No

                        Reply 1 or 2.""");
    }

    @Test
    void saysNothingWhereThereIsNothing() {
        assertThat(of(new Content.Text(" \n "), null, LIMIT)).isEmpty();
        assertThat(of(new Content.Text("\u200B\u2060"), null, LIMIT)).isEmpty();
    }

    @Test
    void saysWhereAFileIsUnderItsWords() {
        Handle link = new Handle(Handle.LINK, "https://a.example/plan_1_.pdf");
        Source source = new Source("Plans", "https://a.example/help/plans", null);

        assertThat(of(file(link, "The **plan**"), source, 1000)).containsExactly("""
                        The plan
                        https://a.example/plan_1_.pdf

                        From our page: Plans (https://a.example/help/plans)""");
        assertThat(of(file(link, ""), null, LIMIT)).containsExactly("https://a.example/plan_1_.pdf");
        assertThat(of(file(new Handle("telegram", "photo-1"), "The plan"), null, LIMIT))
                .containsExactly("The plan");
    }

    @Test
    void saysPlacesAndCards() {
        String map = "https://www.openstreetmap.org/?mlat=51.50070&mlon=-0.12460#map=17/51.50070/-0.12460";

        assertThat(of(new Content.Location(51.5007, -0.1246, "Town Hall", "High Street"), null, LIMIT))
                .containsExactly("Town Hall, High Street\n" + map);
        assertThat(of(new Content.Location(51.5007, -0.1246, null, null), null, LIMIT))
                .containsExactly(map);
        assertThat(of(new Content.Contact("1. Bo", "01632 960001"), null, LIMIT))
                .containsExactly("1. Bo: 01632 960001");
        assertThat(of(new Content.Contact(null, "01632 960001"), null, LIMIT)).containsExactly("01632 960001");
        assertThat(of(new Content.Contact(null, null), null, LIMIT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ŵ", "🗑️", "ا", "א"})
    void fillsAMessageToTheLimitAndNotBeyond(String sign) {
        int fit = LIMIT / sign.length();
        String text = sign.repeat(fit) + "x".repeat(LIMIT - fit * sign.length());

        assertThat(of(new Content.Text(text), null, LIMIT)).containsExactly(text);
        assertThat(of(new Content.Text(text + "y"), null, LIMIT)).hasSize(2).allMatch(part -> part.length() <= LIMIT);
    }

    @Test
    void cutsAtTheEndOfASentenceAndLeavesALinkWhole() {
        String link = "[bins](https://a.example/" + "b".repeat(60) + ")";
        List<String> parts = of(new Content.Text("A sentence. ".repeat(10) + "See " + link + " now."), null, LIMIT);

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).endsWith("A sentence.");
        assertThat(parts.getLast()).contains("bins (https://a.example/" + "b".repeat(60) + ") now.");
    }

    @Test
    void measuresThePlainerSigns() {
        assertThat(of(new Content.Text("…".repeat(53) + "a"), null, LIMIT)).containsExactly(".".repeat(159) + "a");
        assertThat(of(new Content.Text("…".repeat(54)), null, LIMIT)).hasSize(2);
    }

    @Test
    void leavesTheSignsToTheChannel() {
        Outbound reply = outbound(new Content.Text("“Yes”"), null);

        assertThat(PlainReply.of(reply, LIMIT, Measure.UTF16, UnaryOperator.identity()))
                .containsExactly("“Yes”");
    }

    private static Content file(Handle handle, String words) {
        return new Content.Media(Content.MediaKind.DOCUMENT, handle, words, null, null, null);
    }

    private static List<String> of(Content content, @Nullable Source source, int limit) {
        return PlainReply.of(outbound(content, source), limit, Measure.UTF16, TextMessage::plainer);
    }

    private static Outbound outbound(Content content, @Nullable Source source) {
        return new Outbound(new UUID(0, 1), new Address("sms", "us", "1", "1"), content, source);
    }
}
