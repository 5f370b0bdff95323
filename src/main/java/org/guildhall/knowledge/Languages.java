package org.guildhall.knowledge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Codes of languages (BCP 47). Only the language itself counts here: {@code cy-GB} and {@code cy} are one. */
final class Languages {

    /** What most articles are in, and what the language model reads. */
    static final String ENGLISH = "en";

    private static final Set<String> KNOWN = known();

    private Languages() {}

    /** The code without country or script. */
    static String base(String code) {
        int end = code.indexOf('-');
        return (end < 0 ? code : code.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Whether there is such a language: every code of two letters in ISO 639, and those of three this machine knows. */
    static boolean known(String code) {
        return KNOWN.contains(base(code));
    }

    private static Set<String> known() {
        Set<String> codes = new HashSet<>(Arrays.asList(Locale.getISOLanguages()));
        for (Locale locale : Locale.getAvailableLocales()) {
            codes.add(locale.getLanguage());
        }
        return Set.copyOf(codes);
    }
}
