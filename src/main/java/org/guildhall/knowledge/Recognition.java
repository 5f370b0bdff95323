package org.guildhall.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Recognises what language a question is in. English unless something else is clear: by its letters; or, for Latin ones,
 * when too few words are English and the library finds another language clearly likelier. So a question in plain English
 * costs some look-ups in a set, and the library is not asked.
 */
final class Recognition {

    /** With fewer words nobody can tell: "si", "no", "tak". */
    private static final int FEWEST_WORDS = 3;

    /** From this share of known English words on it is English, however the rest is spelt. */
    private static final double ENGLISH_SHARE = 0.7;

    /** From this share on next to nothing is in another language. */
    private static final double PLAIN_SHARE = 0.8;

    /** How many times likelier than English another language must be. */
    private static final double MARGIN = 1.3;

    /** The commonest languages of England and Wales (Census 2021) and Welsh are meant, unless another is this clear. */
    private static final Set<String> COMMONEST = Set.of("cy", "es", "it", "pl", "pt", "ro");

    private static final double RARER = 0.75;

    /** More tells nothing new, and costs. */
    private static final int MOST_CHARACTERS = 300;

    /** Languages of Latin letters that people in Britain speak at home, by the library's codes. */
    private static final Map<String, String> LATIN = Map.ofEntries(
            Map.entry("ces", "cs"),
            Map.entry("cym", "cy"),
            Map.entry("deu", "de"),
            Map.entry("eng", Languages.ENGLISH),
            Map.entry("fin", "fi"),
            Map.entry("fra", "fr"),
            Map.entry("hun", "hu"),
            Map.entry("ita", "it"),
            Map.entry("lav", "lv"),
            Map.entry("lit", "lt"),
            Map.entry("nld", "nl"),
            Map.entry("pol", "pl"),
            Map.entry("por", "pt"),
            Map.entry("ron", "ro"),
            Map.entry("slk", "sk"),
            Map.entry("som", "so"),
            Map.entry("spa", "es"),
            Map.entry("sqi", "sq"),
            Map.entry("swe", "sv"),
            Map.entry("tur", "tr"),
            Map.entry("vie", "vi"));

    private final Set<String> common;
    private final Set<String> articles;

    /**
     * Knows English by its words.
     *
     * @param common common English words
     * @param articles the words of the English articles and of the synonyms
     */
    Recognition(Set<String> common, Set<String> articles) {
        this.common = common;
        this.articles = articles;
    }

    /** Loads the library's model, which takes a second; otherwise the first question in another language does. */
    static void load() {
        Objects.requireNonNull(Model.MODEL);
    }

    /** The language's code, without country. */
    String language(Question question) {
        return Script.language(question.clean()).orElseGet(() -> latin(question));
    }

    /** Whether there is a word in it that English does not have. */
    boolean foreign(Question question) {
        return englishShare(question.written()) < 1;
    }

    /** Whether next to all words are English. */
    boolean plainEnglish(Question question) {
        return englishShare(question.written()) >= PLAIN_SHARE;
    }

    /** Whether not a single word is English. */
    boolean whollyForeign(Question question) {
        return englishShare(question.written()) == 0;
    }

    private String latin(Question question) {
        List<String> words = question.written();
        return words.stream().filter(Recognition::letters).count() < FEWEST_WORDS
                        || englishShare(words) >= ENGLISH_SHARE
                ? Languages.ENGLISH
                : likeliest(question.clean());
    }

    /** The share of English among the words that have letters; 1 when there are none. */
    private double englishShare(List<String> words) {
        double all = 0;
        double english = 0;
        for (String word : words) {
            if (letters(word)) {
                all++;
                english += word.length() == 1 || common.contains(word) || articles.contains(word) ? 1 : 0;
            }
        }
        return all == 0 ? 1 : english / all;
    }

    private static boolean letters(String word) {
        return word.chars().anyMatch(Character::isLetter);
    }

    private static String likeliest(String clean) {
        String start = clean.length() > MOST_CHARACTERS ? clean.substring(0, MOST_CHARACTERS) : clean;
        double english = 0;
        double highest = 0;
        String best = Languages.ENGLISH;
        // Detectors keep nothing between calls; a new one each time makes that certain for many threads.
        for (Language guess : new LanguageDetectorME(Model.MODEL).predictLanguages(start.toLowerCase(Locale.ROOT))) {
            String code = LATIN.get(guess.getLang());
            if (Languages.ENGLISH.equals(code)) {
                english = guess.getConfidence();
            } else if (code != null && likelihood(code, guess) > highest) {
                highest = likelihood(code, guess);
                best = code;
            }
        }
        return highest >= MARGIN * english ? best : Languages.ENGLISH;
    }

    private static double likelihood(String code, Language guess) {
        return COMMONEST.contains(code) ? guess.getConfidence() : RARER * guess.getConfidence();
    }

    /** Read when it is first needed: most councils' first questions are in English. */
    private static final class Model {
        private static final LanguageDetectorModel MODEL = read();

        private static LanguageDetectorModel read() {
            try (InputStream in = Recognition.class.getResourceAsStream("/langdetect-183.bin")) {
                return new LanguageDetectorModel(Objects.requireNonNull(in, "the model of languages is missing"));
            } catch (IOException e) {
                throw new UncheckedIOException("The model of languages cannot be read", e);
            }
        }
    }
}
