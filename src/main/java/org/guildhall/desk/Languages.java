package org.guildhall.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Languages by their codes (ISO 639) and by what they are called in English. Everybody at the desk understands English. */
final class Languages {

    private static final String ENGLISH = Locale.ENGLISH.getLanguage();

    private static final Map<String, String> BY_NAME = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toMap(code -> name(code).toLowerCase(Locale.ROOT), code -> code, (one, other) -> one));

    private Languages() {}

    /** The code of a language that is written as a code or called by its English name; empty when there is no such language. */
    static Optional<String> code(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        String code = Locale.forLanguageTag(word).getLanguage();
        boolean known = !code.isEmpty() && !name(code).equalsIgnoreCase(code);
        return known ? Optional.of(code) : Optional.ofNullable(BY_NAME.get(word));
    }

    /**
     * What somebody has to speak besides English to be understood.
     *
     * @param tag a citizen's language (BCP 47), or null when nobody knows it
     * @return its code; empty when English will do
     */
    static Optional<String> foreign(@Nullable String tag) {
        return tag == null
                ? Optional.empty()
                : Optional.of(Locale.forLanguageTag(tag).getLanguage())
                        .filter(code -> !code.isEmpty() && !code.equals(ENGLISH));
    }

    /** For instance {@code Polish}; a code that nobody knows stays as it is. */
    static String name(String code) {
        return Locale.of(code).getDisplayLanguage(Locale.UK);
    }
}
