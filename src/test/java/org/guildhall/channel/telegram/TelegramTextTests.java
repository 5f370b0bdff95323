package org.guildhall.channel.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guildhall.ProcessorTime;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Outbound;
import org.guildhall.message.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelegramTextTests {

    @Test
    void keepsBoldItalicCodeAndLinks() {
        assertThat(html("**Bin day** is *Monday*, see [the list](https://a.example/?x=1&y=2) and `code`"))
                .isEqualTo("<b>Bin day</b> is <i>Monday</i>, see"
                        + " <a href=\"https://a.example/?x=1&amp;y=2\">the list</a> and <code>code</code>");
    }

    @Test
    void writesListsWithBulletsAndNumbers() {
        assertThat(html("Bring:\n\n- a **bill**\n- a photo\n  - of you\n\n1. Apply\n2. Wait\n\nDone"))
                .isEqualTo("Bring:\n\n• a <b>bill</b>\n• a photo\n  • of you\n\n1. Apply\n2. Wait\n\nDone");
    }

    @Test
    void writesHeadingsBoldAndQuotesAsQuotes() {
        assertThat(html("# Flats\n\nText\n\n> Quoted\n>\n> more"))
                .isEqualTo("<b>Flats</b>\n\nText\n\n<blockquote>Quoted\n\nmore</blockquote>");
    }

    @Test
    void showsHtmlAsWhatItSays() {
        assertThat(html("a <b onclick='x()'>bold</b> & <script>alert(1)</script> 1 < 2"))
                .isEqualTo(
                        "a &lt;b onclick='x()'&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt; 1 &lt; 2");
    }

    @Test
    void linksOnlyWhereItIsSafe() {
        assertThat(html("[a](javascript:alert(1)) [b](tg://resolve?domain=x) [c](file:///etc/passwd) [d](tel:0163296)"))
                .isEqualTo("a b c d (0163296)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [Ring us](tel:01632960000)                        | Ring us (01632960000)
                    [01632960000](tel:01632960000)                    | 01632960000
                    [Write to us](mailto:bins@a.example?subject=Bin)  | Write to us (bins@a.example)
                    **[Ring _us_](tel:01632960000) now**              | <b>Ring <i>us</i> (01632960000) now</b>
                    [Ring **us**](TEL:01632960000).                   | Ring <b>us</b> (01632960000).
                    [01632](tel:01632960000)[bins](http://a.example)  | 01632960000<a href="http://a.example">bins</a>
                    [odd](http:odd)                                   | odd (http:odd)
                    """)
    void saysNumbersAndMailboxesInWordsBecauseTelegramDropsTheirLinks(String markdown, String html) {
        assertThat(html(markdown)).isEqualTo(html);
    }

    @Test
    void leavesRoomForTheAddressesOfManyLinksInThePlainForm() {
        String link = "[a street's bins](https://council.example/help/bins/and/recycling/on/street/%d)";
        String markdown = IntStream.range(0, 150)
                .mapToObj(street -> link.formatted(street))
                .collect(Collectors.joining(", "));

        List<TelegramText> texts = texts(markdown, null);

        assertThat(texts)
                .hasSizeGreaterThan(1)
                .allSatisfy(text -> assertThat(text.plain()).hasSizeLessThanOrEqualTo(TelegramText.LONGEST));
        String plain = texts.stream().map(TelegramText::plain).collect(Collectors.joining(" "));
        String html = texts.stream().map(TelegramText::html).collect(Collectors.joining(" "));
        for (int street = 0; street < 150; street++) {
            assertThat(plain).contains("/street/" + street + ")");
            assertThat(html).contains("/street/" + street + "\">a street's bins</a>");
        }
    }

    @Test
    void keepsLinesAsTheyWereTyped() {
        assertThat(html("Dear Ann\nyour bin\n\nSam")).isEqualTo("Dear Ann\nyour bin\n\nSam");
    }

    @Test
    void addsTheSourceAsALinkOfItsOwn() {
        TelegramText text = texts("Monday.", new Source("Bin <days>", "https://c.example/help/bins", null))
                .getFirst();

        assertThat(text.html())
                .isEqualTo("Monday.\n\nFrom our page: <a href=\"https://c.example/help/bins\">Bin &lt;days&gt;</a>");
        assertThat(text.plain()).isEqualTo("Monday.\n\nFrom our page: Bin <days> (https://c.example/help/bins)");
    }

    @Test
    void saysWhenTheSourceIsCheckedAgain() {
        Source source = new Source("Bins", "https://c.example/help/bins", LocalDate.of(2027, 3, 31));

        assertThat(texts("Monday.", source).getFirst().html())
                .endsWith(">Bins</a>\nWe check this page again by 31 March 2027.");
    }

    @Test
    void saysNothingWhenThereIsNothing() {
        assertThat(texts(" \n ", null)).isEmpty();
    }

    @Test
    void cutsWhatIsTooLongAtSentencesWithTheTagsIntact() {
        String sentence = "We empty every bin on every street. ";
        List<TelegramText> texts = texts("**" + sentence.repeat(300).strip() + "**", null);

        assertThat(texts).hasSizeGreaterThan(2).allSatisfy(text -> {
            assertThat(text.html()).startsWith("<b>We empty").endsWith("street.</b>");
            assertThat(text.plain()).hasSizeLessThanOrEqualTo(TelegramText.LONGEST);
        });
        assertThat(String.join(" ", texts.stream().map(TelegramText::plain).toList()))
                .isEqualTo(sentence.repeat(300).strip());
    }

    @Test
    void neverCutsThroughACharacterAsPeopleSeeIt() {
        String family = "👨‍👩‍👧‍👦";

        assertThat(texts("x" + family.repeat(1000), null))
                .hasSizeGreaterThan(1)
                .allSatisfy(text -> assertThat(text.plain().replace("x", "").replace(family, ""))
                        .isEmpty());
    }

    @Test
    void rendersHostileMarkdownQuickly() {
        for (String seed : List.of("[", ">", "*a_", "- ", "`", "![", "<a ", "**", "\\", "(", "[a](")) {
            assertThat(ProcessorTime.of(() -> texts(seed.repeat(10_000 / seed.length()), null)))
                    .as(seed)
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    private static String html(String markdown) {
        return texts(markdown, null).getFirst().html();
    }

    private static List<TelegramText> texts(String markdown, @Nullable Source source) {
        Address to = new Address("telegram", "42", "1", "1");
        return TelegramText.of(new Outbound(new UUID(0, 1), to, new Content.Text(markdown), source));
    }
}
