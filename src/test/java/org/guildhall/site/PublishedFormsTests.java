package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.site.Written.BIN;
import static org.guildhall.site.Written.BIN_AR;
import static org.guildhall.site.Written.BIN_CY;
import static org.guildhall.site.Written.GAS;
import static org.guildhall.site.Written.TAX;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.guildhall.knowledge.ArticleVersion;
import org.guildhall.platform.Council;
import org.guildhall.platform.Markdown;
import org.guildhall.platform.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the site says to programs: feed, sitemap, linked data, oEmbed. */
class PublishedFormsTests {

    private static final PublicUrl HERE = new PublicUrl(URI.create("https://help.example.gov.uk"));
    private static final Council COUNCIL = new Council(
            "Marlbridge & Sons \"Council\"",
            "https://www.marlbridge.example",
            "01632 960 123",
            "01632 960 999",
            "https://www.marlbridge.example/privacy",
            ZoneId.of("Europe/London"),
            List.of());
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ArticleVersion odd = Written.article("odd", "Fish & <chips> \u0007", "Ask > us ]]> & go.");
    private final Catalogue catalogue = Written.catalogue(BIN, BIN_CY, BIN_AR, TAX, GAS, odd);

    @Test
    void tellsReadersWhatIsNew() throws Exception {
        Document feed = xml(new Feed(HERE, COUNCIL).of(catalogue));

        assertThat(texts(feed, "title")).contains("Fish & <chips> ", "Report a missed bin", "حاوية لم تُفرغ");
        assertThat(texts(feed, "summary")).contains("If your bin was not emptied, tell us.", "Ask > us ]]> & go.");
        assertThat(texts(feed, "updated")).containsOnly(Written.LATEST.toString());
        assertThat(texts(feed, "published")).containsOnly(Written.FIRST.toString());
        assertThat(texts(feed, "id"))
                .contains("https://help.example.gov.uk/help/missed-bin")
                .doesNotHaveDuplicates();
    }

    @Test
    void isAFeedBeforeAnythingIsPublished() throws Exception {
        Document feed = xml(new Feed(HERE, COUNCIL).of(Written.catalogue()));
        assertThat(texts(feed, "updated")).containsExactly("1970-01-01T00:00:00Z");
    }

    @Test
    void mapsEveryPageWithItsLanguages() throws Exception {
        Document map = xml(new Sitemap(HERE).of(catalogue));

        assertThat(texts(map, "loc"))
                .contains(
                        "https://help.example.gov.uk/",
                        "https://help.example.gov.uk/topics/waste",
                        "https://help.example.gov.uk/help/gas",
                        "https://help.example.gov.uk/help/missed-bin-ar")
                .doesNotHaveDuplicates();
        NodeList links = map.getElementsByTagNameNS("*", "link");
        assertThat(links.getLength())
                .as("three pages with three languages each")
                .isEqualTo(9);
        assertThat(((Element) links.item(0)).getAttribute("hreflang")).isEqualTo("en");
    }

    @Test
    void saysWhatAnArticleIsAndNothingElse() {
        JsonNode article = linked(BIN, List.of(BIN, BIN_AR, BIN_CY)).get(0);

        assertThat(article.get("@type").stringValue()).isEqualTo("Article");
        assertThat(article.get("headline").stringValue()).isEqualTo("Report a missed bin");
        assertThat(article.get("dateModified").stringValue()).isEqualTo(Written.LATEST.toString());
        assertThat(article.get("version").intValue()).isEqualTo(3);
        assertThat(article.get("publisher").get("@type").stringValue()).isEqualTo("GovernmentOrganization");
        assertThat(article.get("publisher").get("name").stringValue()).isEqualTo(COUNCIL.name());
        assertThat(article.get("workTranslation").size()).isEqualTo(2);
        assertThat(linked(BIN_CY, List.of(BIN, BIN_CY))
                        .get(0)
                        .get("translationOfWork")
                        .get("@id")
                        .stringValue())
                .isEqualTo("https://help.example.gov.uk/help/missed-bin");
        assertThat(types(linked(TAX, List.of(TAX)))).containsExactly("Article", "BreadcrumbList");
    }

    @Test
    void saysQuestionsOnlyWhereEveryHeadingIsOne() {
        ArticleVersion asked = Written.with(TAX, "Do I have to pay?", "Most **do**.", "When?", "In April.");
        ArticleVersion told = Written.with(TAX, "Do I have to pay?", "Most do.", "Ways to pay", "By card.");

        JsonNode questions = linked(asked, List.of(asked)).get(2);
        assertThat(questions.get("@type").stringValue()).isEqualTo("FAQPage");
        assertThat(questions
                        .get("mainEntity")
                        .get(0)
                        .get("acceptedAnswer")
                        .get("text")
                        .stringValue())
                .isEqualTo("Most do.");
        assertThat(types(linked(told, List.of(told)))).containsExactly("Article", "BreadcrumbList");
    }

    @Test
    void endsNoElementFromWithin() {
        ArticleVersion hostile = Written.article("x", "</script><script>alert(1)</script><!--", "x");
        assertThat(new LinkedData(COUNCIL, HERE, JSON).article(hostile, catalogue.dates("odd"), List.of(hostile), null))
                .doesNotContain("<");
    }

    @Test
    void showsAnArticleAsItsPageDoes() {
        HelpPage page = HelpPage.of(Written.with(BIN, "In a flat", "Tell them."), new Markdown(HERE));
        assertThat(page.html()).contains("<strong>not emptied</strong>");
        assertThat(page.sections()).singleElement().satisfies(section -> {
            assertThat(section.heading()).isEqualTo("In a flat");
            assertThat(section.html()).contains("<p>Tell them.</p>");
        });
        assertThat(page.description()).isEqualTo("If your bin was not emptied, tell us.");
        assertThat(page.review()).isEqualTo("We check this page again by 31 March 2027.");
        assertThat(page.say()).containsEntry("helped_question", "Did this help?");
    }

    @Test
    void speaksTheArticlesLanguageAroundIt() {
        HelpPage welsh = HelpPage.of(BIN_CY, new Markdown(HERE));
        assertThat(welsh.say()).containsEntry("helped_question", "A wnaeth hyn helpu?");
        assertThat(welsh.spoken().code()).isEqualTo("cy");
        HelpPage nobodys = HelpPage.of(Written.translation("x", "fi", "missed-bin", "Roskat"), new Markdown(HERE));
        assertThat(nobodys.say()).containsEntry("helped_question", "Did this help?");
        assertThat(nobodys.spoken()).isEqualTo(Tongue.ENGLISH);
        assertThat(nobodys.tongue().code()).isEqualTo("fi");
    }

    @Test
    void cutsADescriptionBetweenWords() {
        HelpPage page = HelpPage.of(Written.article("x", "X", "a word ".repeat(60)), new Markdown(HERE));
        assertThat(page.description()).endsWith(" a…").hasSizeLessThan(202);
    }

    @ParameterizedTest
    @CsvSource({
        "https://help.example.gov.uk/help/missed-bin,missed-bin",
        "http://HELP.example.gov.uk/help/missed-bin/,missed-bin",
        "https://help.example.gov.uk/help/missed-bin?helped=yes#x,missed-bin",
        "https://help.example.gov.uk/embed/missed-bin,missed-bin",
        "https://evil.example/help/missed-bin,",
        "https://help.example.gov.uk.evil.example/help/missed-bin,",
        "https://help.example.gov.uk@evil.example/help/missed-bin,",
        "https://help.example.gov.uk/help/../desk,",
        "https://help.example.gov.uk/desk,",
        "javascript:alert(1),",
        "ftp://help.example.gov.uk/help/missed-bin,",
        "/help/missed-bin,",
        "not an address,"
    })
    void embedsOurOwnHelpPagesOnly(String url, String article) {
        assertThat(new EmbedWish(url, 640, 480).article(HERE)).isEqualTo(Optional.ofNullable(article));
    }

    @Test
    void embedsBelowAPathToo() {
        PublicUrl below = new PublicUrl(URI.create("https://example.gov.uk/ask/"));
        assertThat(new EmbedWish("https://example.gov.uk/ask/help/x", 1, 1).article(below))
                .contains("x");
        assertThat(new EmbedWish("https://example.gov.uk/help/x", 1, 1).article(below))
                .isEmpty();
    }

    @Test
    void quotesWhatStandsInTheFrame() {
        Embedding embedding = Embedding.of(odd, new EmbedWish("x", 300, 200), HERE, COUNCIL);
        assertThat(embedding.html())
                .isEqualTo(
                        "<iframe src=\"https://help.example.gov.uk/embed/odd\" title=\"Fish &amp; &lt;chips&gt; \u0007\""
                                + " width=\"300\" height=\"200\" loading=\"lazy\"></iframe>");
    }

    private JsonNode linked(ArticleVersion version, List<ArticleVersion> sideBySide) {
        String written = new LinkedData(COUNCIL, HERE, JSON)
                .article(
                        version,
                        catalogue.dates(version.article().id()),
                        sideBySide,
                        catalogue.topic(version.article().team()).orElse(null));
        return JSON.readTree(written).get("@graph");
    }

    private static List<String> types(JsonNode graph) {
        List<String> types = new ArrayList<>();
        graph.forEach(thing -> types.add(thing.get("@type").stringValue()));
        return types;
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory strict = DocumentBuilderFactory.newInstance();
        strict.setNamespaceAware(true);
        strict.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return strict.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document document, String element) {
        NodeList found = document.getElementsByTagNameNS("*", element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
