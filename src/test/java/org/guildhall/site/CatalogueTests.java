package org.guildhall.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.site.Written.BIN;
import static org.guildhall.site.Written.BIN_AR;
import static org.guildhall.site.Written.BIN_CY;
import static org.guildhall.site.Written.GAS;
import static org.guildhall.site.Written.HELLO;
import static org.guildhall.site.Written.TAX;

import java.util.List;
import java.util.stream.IntStream;
import org.guildhall.knowledge.ArticleVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTests {

    private final Catalogue catalogue = Written.catalogue(BIN_CY, BIN, BIN_AR, TAX, GAS, HELLO);

    @Test
    void hasWhatPeopleMayReadUnderItsIdAndItsFormerOnes() {
        assertThat(catalogue.find("missed-bin")).contains(BIN);
        assertThat(catalogue.find("former-missed-bin")).contains(BIN);
        assertThat(catalogue.find("gas")).contains(GAS);
        assertThat(catalogue.find("hello")).as("small talk").isEmpty();
    }

    @Test
    void putsLanguagesSideBySideTheOriginalFirst() {
        for (ArticleVersion any : List.of(BIN, BIN_CY, BIN_AR)) {
            assertThat(catalogue.sideBySide(any.article())).containsExactly(BIN, BIN_AR, BIN_CY);
        }
        assertThat(catalogue.sideBySide(TAX.article())).containsExactly(TAX);
        assertThat(HelpPage.others(catalogue.sideBySide(TAX.article()), "pay-tax"))
                .isEmpty();
        assertThat(HelpPage.others(catalogue.sideBySide(BIN.article()), "missed-bin-ar"))
                .extracting(other -> other.tongue().name() + other.here())
                .containsExactly("Englishfalse", "العربيةtrue", "Cymraegfalse");
    }

    @Test
    void listsOriginalsByTopicAndNeitherDangerNorTranslations() {
        assertThat(catalogue.topics())
                .extracting(Topics.Topic::name)
                .containsExactly("Bins and recycling", "Council Tax");
        assertThat(catalogue.topic("waste").orElseThrow().entries())
                .extracting(Topics.Entry::id)
                .containsExactly("missed-bin");
        assertThat(catalogue.topic("moon")).isEmpty();
    }

    @Test
    void showsWhatIsAskedMostOnceAndNeverDanger() {
        assertThat(catalogue.entries(List.of("missed-bin-cy", "gas", "missed-bin", "gone", "hello", "pay-tax")))
                .extracting(Topics.Entry::id)
                .containsExactly("missed-bin", "pay-tax");
    }

    @Test
    void listsWhatIsThereInOtherLanguages() {
        assertThat(catalogue.otherLanguages().keySet()).containsExactly("ar", "cy");
    }

    @Test
    void cutsALongTopicByMoreThanOneLine() {
        for (int size : new int[] {6, 7}) {
            assertThat(HelpViews.Beginning.of(topic(size)).entries()).hasSize(size);
            assertThat(HelpViews.Beginning.of(topic(size)).more()).isFalse();
        }
        HelpViews.Beginning cut = HelpViews.Beginning.of(topic(8));
        assertThat(cut.entries()).hasSize(6);
        assertThat(cut.more()).isTrue();
        assertThat(cut.all()).isEqualTo(8);
    }

    private static Topics.Topic topic(int size) {
        return new Topics.Topic(
                "waste",
                "Bins",
                IntStream.range(0, size)
                        .mapToObj(i -> new Topics.Entry("id-" + i, "Title " + i, "en"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"en,English,ltr", "cy,Cymraeg,ltr", "ar,العربية,rtl", "ur,اردو,rtl", "pl,Polski,ltr"})
    void callsALanguageAsItsSpeakersDo(String code, String name, String direction) {
        assertThat(Tongue.of(code)).isEqualTo(new Tongue(code, name, direction));
    }

    @Test
    void callsALanguageThatNobodyKnowsByItsCode() {
        assertThat(Tongue.of("qqq").name()).isEqualToIgnoringCase("qqq");
        assertThat(Tongue.of("").name()).isEmpty();
    }
}
