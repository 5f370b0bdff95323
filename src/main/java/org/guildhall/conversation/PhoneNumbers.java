package org.guildhall.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Telephone numbers, however they are written: 07700 900123, +44 (0)7700 900123 and 447700900123 are one. */
final class PhoneNumbers {

    /** Digits with what people put between them, on one line. */
    private static final Pattern WRITTEN = Pattern.compile("\\d(?:[\\d ()/\\u00A0\\u2011-]|\\.(?=\\d)){5,30}\\d");

    private static final Pattern BETWEEN = Pattern.compile("[^0-9]+");

    private static final Pattern ALONE = Pattern.compile("[+\\d ()./\\u00A0\\u2011-]{7,30}");

    /** As dialled abroad, at home, or with both, and then what is the same in all of them. */
    private static final Pattern BRITISH = Pattern.compile("(?:00)?(?:44)?0?([1-9]\\d{8,9})");

    /** What stands before a number where a messenger reaches people in several ways. */
    private static final Pattern WAY = Pattern.compile("^[a-z]+:");

    private static final int SHORTEST = 7;
    /** A number has 15 digits at most (E.164), and may be dialled with 00. */
    private static final int LONGEST = 17;

    private PhoneNumbers() {}

    /** The numbers in a text, each as the digits by which it is known. */
    static Set<String> in(String text) {
        Set<String> numbers = new TreeSet<>();
        WRITTEN.matcher(text).results().forEach(written -> amongGroups(written.group(), numbers));
        return numbers;
    }

    /** Other figures may stand beside a number, as in "07700 900123 2 days ago", so any groups that could be one count. */
    private static void amongGroups(String written, Set<String> numbers) {
        List<String> groups = BETWEEN.splitAsStream(written).toList();
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < groups.size() && digits.length() <= LONGEST; last++) {
                digits.append(groups.get(last));
                known(digits.toString()).ifPresent(numbers::add);
            }
        }
    }

    /** The number that a text is; empty when it is something else. */
    static Optional<String> alone(String text) {
        String number = WAY.matcher(text.strip()).replaceFirst("");
        return ALONE.matcher(number).matches() ? known(number) : Optional.empty();
    }

    private static Optional<String> known(String written) {
        String digits = written.replaceAll("[^0-9]", "");
        if (digits.length() < SHORTEST || digits.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher british = BRITISH.matcher(digits);
        return Optional.of(british.matches() ? digits.substring(british.start(1)) : digits.replaceFirst("^00", ""));
    }
}
