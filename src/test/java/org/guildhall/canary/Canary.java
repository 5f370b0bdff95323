package org.guildhall.canary;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A citizen's words, names and numbers, and secrets, each with a mark by which it is known wherever it turns up. */
public final class Canary {

    /** In everything of a citizen's or of staff's that is words. */
    public static final String MARK = "Zebrafink";

    /** In every number, such as a phone's or a Telegram id; no clock and no counter gets there. */
    public static final long NUMBER = 7_319_460_200_000L;

    private static final String DIGITS = "7319460";

    /** Secrets that were made while the tests run, and so have no mark. */
    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    private Canary() {}

    /** Words with the mark in them. */
    public static String words(String words) {
        return words + " " + MARK;
    }

    /** A name. */
    public static String name(String name) {
        return name + " " + MARK + "-Name";
    }

    /** A secret, of letters, digits and hyphens. */
    public static String secret(String what) {
        return MARK + "-" + what + "-0123456789";
    }

    /** A telephone number. */
    public static String phone() {
        return "+44" + NUMBER;
    }

    /** From now on this is looked for as well: a token or the value of a cookie, at least 20 characters. */
    public static String alsoWatched(String secret) {
        if (secret.length() < 20) {
            throw new IllegalArgumentException("too short to be known by");
        }
        MADE.add(secret);
        return secret;
    }

    /** Whether any of them is in there. */
    public static boolean in(String text) {
        return text.contains(DIGITS) || containsMark(text) || MADE.stream().anyMatch(text::contains);
    }

    /** What was caught since the last time anybody asked, for a test that cannot wait until its class has ended. */
    public static List<String> caught() {
        return Net.empty();
    }

    /** Without a lower-case copy of every line of the whole suite. */
    private static boolean containsMark(String text) {
        for (int i = text.length() - MARK.length(); i >= 0; i--) {
            char first = text.charAt(i);
            if ((first == 'z' || first == 'Z') && text.regionMatches(true, i, MARK, 0, MARK.length())) {
                return true;
            }
        }
        return false;
    }
}
