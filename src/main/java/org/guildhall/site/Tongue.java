package org.guildhall.site;

import java.util.Locale;

/**
 * A language as those call it who speak it.
 *
 * @param code BCP 47, for instance {@code cy}
 * @param name its own name, for instance <i>Cymraeg</i>
 * @param direction {@code ltr} or {@code rtl}
 */
record Tongue(String code, String name, String direction) {

    static final Tongue ENGLISH = of("en");

    static Tongue of(String code) {
        Locale locale = Locale.forLanguageTag(code);
        String name = locale.getDisplayName(locale);
        String own = name.isEmpty() ? code : name;
        if (own.isEmpty()) {
            return new Tongue(code, own, "ltr");
        }
        int first = own.offsetByCodePoints(0, 1);
        return new Tongue(
                code,
                own.substring(0, first).toUpperCase(locale) + own.substring(first),
                direction(own.codePointAt(0)));
    }

    /** A language's own name is written in its own script. */
    private static String direction(int letter) {
        byte direction = Character.getDirectionality(letter);
        boolean fromTheRight = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        return fromTheRight ? "rtl" : "ltr";
    }
}
