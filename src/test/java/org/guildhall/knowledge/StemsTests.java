package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StemsTests {

    @ParameterizedTest
    @CsvSource({
        "pl, podatek, podatki",
        "pl, mieszkanie, mieszkania",
        "de, mülltonne, mülltonnen",
        "es, contenedor, contenedores",
        "fr, poubelle, poubelles",
        "it, bidone, bidoni",
        "pt, contentor, contentores",
        "ro, gunoiul, gunoiului",
        "ru, мусор, мусора",
        "ar, مدرسة, المدرسة",
        "bn, স্কুল, স্কুলের",
        "hi, किताब, किताबें",
        "tr, okul, okulu",
        "cs, popelnice, popelnici"
    })
    void bringsFormsOfAWordTogether(String language, String one, String other) {
        assertThat(Stems.in(language).of(one))
                .isNotEmpty()
                .isEqualTo(Stems.in(language).of(other));
    }

    @ParameterizedTest
    @CsvSource({"cy, mae casglu sbwriel", "ur, کوڑا کب اٹھایا", "gu, કચરો ક્યારે", "pa, ਕੂੜਾ ਕਦੋਂ ਹੈ"})
    void leavesWordsWholeWhereThereIsNoAnalyzer(String language, String text) {
        assertThat(Stems.in(language).of(text)).containsExactly(text.split(" "));
    }

    @Test
    void partsLanguagesWrittenWithoutSpaces() {
        assertThat(Stems.in("zh").of("垃圾收集")).hasSizeGreaterThan(1);
        assertThat(Stems.in("th").of("เก็บขยะวันไหน")).hasSizeGreaterThan(1);
    }

    @Test
    void leavesOutWhatALanguageIsFullOf() {
        assertThat(Stems.in("pl").of("to jest i nie jest")).isEmpty();
    }

    @Test
    void knowsTheTextWithoutItsAccents() {
        assertThat(Stems.withoutAccents("zgłoś śmieci, când să plătiți")).isEqualTo("zglos smieci, cand sa platiti");
        assertThat(Stems.withoutAccents("کوڑا")).isEqualTo("کوڑا");
    }

    @Test
    void readsNoMoreThanAQuestionHas() {
        assertThat(Stems.in("pl").of("śmieci ".repeat(20_000))).hasSize(Words.MAX_WORDS);
        assertThat(Stems.in("pl").all("śmieci ".repeat(1_000))).hasSize(1_000);
        assertThat(Stems.in("ar").of("م".repeat(65_536))).allMatch(stem -> stem.length() <= 40);
        assertThat(Stems.in("zh").of("[".repeat(65_536))).isEqualTo(List.of());
    }
}
