package org.guildhall.knowledge;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Tells a language by its letters, where they leave no doubt. */
final class Script {

    private static final Map<UnicodeScript, String> LANGUAGES = new EnumMap<>(Map.ofEntries(
            Map.entry(UnicodeScript.ARMENIAN, "hy"),
            Map.entry(UnicodeScript.BENGALI, "bn"),
            Map.entry(UnicodeScript.DEVANAGARI, "hi"),
            Map.entry(UnicodeScript.ETHIOPIC, "am"),
            Map.entry(UnicodeScript.GEORGIAN, "ka"),
            Map.entry(UnicodeScript.GREEK, "el"),
            Map.entry(UnicodeScript.GUJARATI, "gu"),
            Map.entry(UnicodeScript.GURMUKHI, "pa"),
            Map.entry(UnicodeScript.HAN, "zh"),
            Map.entry(UnicodeScript.HANGUL, "ko"),
            Map.entry(UnicodeScript.HEBREW, "he"),
            Map.entry(UnicodeScript.HIRAGANA, "ja"),
            Map.entry(UnicodeScript.KANNADA, "kn"),
            Map.entry(UnicodeScript.KATAKANA, "ja"),
            Map.entry(UnicodeScript.KHMER, "km"),
            Map.entry(UnicodeScript.MALAYALAM, "ml"),
            Map.entry(UnicodeScript.MYANMAR, "my"),
            Map.entry(UnicodeScript.SINHALA, "si"),
            Map.entry(UnicodeScript.TAMIL, "ta"),
            Map.entry(UnicodeScript.TELUGU, "te"),
            Map.entry(UnicodeScript.THAI, "th")));

    /** Letters that only one of the languages of a script has. */
    private static final String URDU = "ٹڈڑںےھہۓ";

    private static final String PASHTO = "ښځڅډړۍې";
    private static final String SORANI = "ێۆڕڵە";
    private static final String PERSIAN = "پچژگکی";
    private static final String UKRAINIAN = "іїєґ";
    private static final String SERBIAN = "ђћџљњј";
    private static final String RUSSIAN = "ыэё";
    /** A vowel in Bulgarian, rare in Russian. */
    private static final char HARD_SIGN = 'ъ';

    private Script() {}

    /**
     * The language, when most letters are of a script that says it.
     *
     * @return empty for Latin letters, for text without letters, and for scripts not known here
     */
    static Optional<String> language(String clean) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        clean.codePoints()
                .filter(Character::isLetter)
                .forEach(point -> letters.merge(UnicodeScript.of(point), 1, Integer::sum));
        // Japanese is written with Chinese characters between its own, which are enough to tell.
        if (letters.containsKey(UnicodeScript.HIRAGANA) && letters.containsKey(UnicodeScript.HAN)) {
            letters.merge(UnicodeScript.HIRAGANA, letters.get(UnicodeScript.HAN), Integer::sum);
        }
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .flatMap(script -> of(script, clean));
    }

    private static Optional<String> of(UnicodeScript script, String clean) {
        return switch (script) {
            case ARABIC -> Optional.of(arabic(clean));
            case CYRILLIC -> Optional.of(cyrillic(clean));
            default -> Optional.ofNullable(LANGUAGES.get(script));
        };
    }

    private static String arabic(String clean) {
        if (any(clean, URDU)) {
            return "ur";
        }
        if (any(clean, PASHTO)) {
            return "ps";
        }
        if (any(clean, SORANI)) {
            return "ckb";
        }
        return any(clean, PERSIAN) ? "fa" : "ar";
    }

    private static String cyrillic(String clean) {
        if (any(clean, UKRAINIAN)) {
            return "uk";
        }
        if (any(clean, SERBIAN)) {
            return "sr";
        }
        return clean.indexOf(HARD_SIGN) >= 0 && !any(clean, RUSSIAN) ? "bg" : "ru";
    }

    private static boolean any(String text, String letters) {
        return text.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
    }
}
