package org.guildhall.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTests {

    private static final Path FIXTURES = Path.of("src/test/resources/knowledge/languages");

    /** Not among what may be missed: whole languages in letters of their own. */
    private static final Set<String> UNMISTAKABLE = Set.of("pa", "ur", "ar", "bn", "gu");

    private static final Recognition RECOGNITION = recognition();

    private static Recognition recognition() {
        Set<String> articles = new HashSet<>();
        Sample.library().articles().stream()
                .map(ArticleVersion::article)
                .filter(Article::english)
                .forEach(article -> articles.addAll(Words.all(Cleaner.clean(article.source(), 100_000))));
        try (Embedder embedder = Embedder.load()) {
            return new Recognition(embedder.commonWords(), articles);
        }
    }

    private static String language(String raw) {
        String clean = Cleaner.clean(raw);
        List<String> written = Words.surface(clean);
        return RECOGNITION.language(new Question(clean, written, written, written, null));
    }

    private static List<String> lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(FIXTURES.resolve(file))) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    @Test
    void recognisesShortQuestions() throws IOException {
        int latin = 0;
        int right = 0;
        int wrong = 0;
        for (String line : lines("questions.tsv")) {
            String[] columns = line.split("\t");
            String found = language(columns[1]);
            if (UNMISTAKABLE.contains(columns[0])) {
                assertThat(found).as(line).isEqualTo(columns[0]);
            } else {
                latin++;
                right += found.equals(columns[0]) ? 1 : 0;
                wrong += found.equals(columns[0]) || found.equals("en") ? 0 : 1;
            }
        }
        assertThat((double) right / latin).isGreaterThan(0.92);
        assertThat((double) wrong / latin)
                .as("told in another language than theirs")
                .isLessThan(0.03);
    }

    @Test
    void takesEnglishForEnglish() throws IOException {
        List<String> questions = lines("english.txt");
        List<String> wrong = questions.stream()
                .filter(question -> !language(question).equals("en"))
                .toList();
        // Lists of names without a word of English between them.
        assertThat(wrong).isSubsetOf("cardiff caernarfon aberystwyth", "asda tesco aldi lidl");
    }

    @Test
    void takesTheSampleQuestionsForEnglish() throws IOException {
        try (Stream<String> lines = Files.lines(Sample.FOLDER.resolve("questions.tsv"))) {
            assertThat(lines.filter(line -> !line.startsWith("#")).map(line -> line.split("\t")[0]))
                    .isNotEmpty()
                    .allMatch(question -> language(question).equals("en"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ar, متى يتم جمع القمامة",
        "fa, زباله را کی جمع می‌کنند",
        "ps, زه مرسته غواړم چې",
        "ckb, کەی خۆڵەکە هەڵدەگیرێت",
        "uk, коли вивозять сміття у вівторок її",
        "ru, когда вывозят мусор с улицы",
        "bg, кога се извозва боклукът",
        "el, πότε μαζεύουν τα σκουπίδια",
        "hi, कूड़ा कब उठाया जाता है",
        "ta, குப்பை எப்போது எடுக்கப்படும்",
        "zh, 什么时候收垃圾",
        "ja, ごみの収集日はいつですか",
        "ko, 쓰레기 수거일",
        "th, เก็บขยะวันไหน",
        "fr, quand passent les éboueurs dans ma rue",
        "de, wann wird der müll bei uns abgeholt",
        "tr, çöp ne zaman toplanıyor lütfen",
        "lt, kada išvežamos šiukšlės iš mūsų gatvės"
    })
    void knowsOthersToo(String expected, String question) {
        assertThat(language(question)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "en, where is the مسجد please",
        "ar, أين يقع مكتب council",
        "en, 🗑️🗑️🗑️ when is bin day 🗑️",
        "en, 12345 67890",
        "en, SW1A 1AA",
        "en, https://www.marlbridge.example/bins",
    })
    void goesByMostOfTheLetters(String expected, String question) {
        assertThat(language(question)).isEqualTo(expected);
    }
}
