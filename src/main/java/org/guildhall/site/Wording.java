package org.guildhall.site;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guildhall.knowledge.Article;

/**
 * Words as they are compared with others: case, punctuation and the marks of Markdown do not count, every letter and digit
 * does, and so do the addresses that are linked to.
 *
 * @param words in their order
 * @param addresses of links
 */
record Wording(List<String> words, Set<String> addresses) {

    /** Words that stand together and are compared as one; four are seldom the same by chance. */
    private static final int TOGETHER = 4;

    // Whatever is pasted is read in time that grows with it: nothing that is repeated may be given back or begun anew.
    private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]*+)[^()]*+\\)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(?:https?://|www\\.)[^\\s<>()\\[\\]\"'*]+");
    private static final String LAST_SIGNS = ".,;:!?/";
    /** Browsers leave them out when a list is copied. */
    private static final Pattern LIST_MARKS = Pattern.compile("(?m)^[ \\t]*+(?:\\d{1,3}[.)]|[-*+•])\\s+");

    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’]");

    /** Of text that somebody pasted, or of our own Markdown. */
    static Wording of(String text) {
        Set<String> addresses = Stream.concat(
                        LINK.matcher(text).results().map(link -> link.group(1)),
                        ADDRESS.matcher(text).results().map(MatchResult::group))
                .filter(address ->
                        address.regionMatches(true, 0, "http", 0, 4) || address.regionMatches(true, 0, "www.", 0, 4))
                .map(Wording::address)
                .collect(Collectors.toSet());
        String unmarked = LIST_MARKS.matcher(text).replaceAll(" ");
        String plain = ADDRESS.matcher(LINK.matcher(unmarked).replaceAll("] ")).replaceAll(" ");
        String folded = APOSTROPHES
                .matcher(Normalizer.normalize(plain, Normalizer.Form.NFKC))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = Arrays.stream(NOT_WORDS.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
        return new Wording(words, addresses);
    }

    /** Everything an article says, its headings too. */
    static Wording of(Article article) {
        return of(Passport.text(article));
    }

    /** Without what makes no difference to where a browser goes, or to who reads it. */
    private static String address(String written) {
        String bare = written.replaceFirst("(?i)^https?://", "").replaceFirst("(?i)^www\\.", "");
        int end = bare.length();
        while (end > 0 && LAST_SIGNS.indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        return bare.substring(0, end).toLowerCase(Locale.ROOT);
    }

    int length() {
        return words.size();
    }

    /** Whether all of it stands in the other, word after word. */
    boolean within(Wording other) {
        return Collections.indexOfSubList(other.words, words) >= 0;
    }

    /** Runs of four words, each as one number; fewer words are one run. */
    Set<Integer> runs() {
        Set<Integer> runs = new HashSet<>();
        for (int i = 0; i == 0 || i + TOGETHER <= words.size(); i++) {
            runs.add(words.subList(i, Math.min(i + TOGETHER, words.size())).hashCode());
        }
        return runs;
    }

    /** Which share of these runs the others have too, 0 to 1. */
    static double share(Set<Integer> runs, Set<Integer> others) {
        long both = runs.stream().filter(others::contains).count();
        return runs.isEmpty() ? 0 : (double) both / runs.size();
    }
}
