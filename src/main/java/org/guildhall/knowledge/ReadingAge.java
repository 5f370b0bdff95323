package org.guildhall.knowledge;

import java.util.regex.Pattern;

/**
 * How old one must be to read a text with ease: Flesch and Kincaid's grade (Kincaid et al. 1975, Derivation of New
 * Readability Formulas for Navy Enlisted Personnel) plus five years.
 */
final class ReadingAge {

    private static final Pattern SENTENCE_ENDS = Pattern.compile("[.!?:]+(\\s|$)|\n+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+|\\S+@\\S+");
    private static final int STARTS_SCHOOL = 5;

    private ReadingAge() {}

    /** In years; 0 for an empty text. */
    static double of(String text) {
        String prose = ADDRESS.matcher(text).replaceAll("link");
        int sentences = 0;
        int words = 0;
        int syllables = 0;
        for (String sentence : SENTENCE_ENDS.split(prose)) {
            int before = words;
            for (String word : Words.all(Cleaner.clean(sentence))) {
                if (word.chars().anyMatch(Character::isLetter)) {
                    words++;
                    syllables += syllables(word);
                }
            }
            sentences += words > before ? 1 : 0;
        }
        if (words == 0) {
            return 0;
        }
        double grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
        return Math.max(0, grade + STARTS_SCHOOL);
    }

    private static int syllables(String word) {
        int groups = (int) VOWELS.matcher(word).results().count();
        boolean silent = word.length() > 2 && word.endsWith("e") && !word.endsWith("le") && groups > 1;
        return Math.max(1, silent ? groups - 1 : groups);
    }
}
