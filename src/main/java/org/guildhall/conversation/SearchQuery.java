package org.guildhall.conversation;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What somebody typed, as PostgreSQL looks for it. Whatever was typed is a query: nothing in it is taken for an operator but
 * quotes, {@code or} and a dash before a word.
 *
 * @param typed what is left of it when it is made fit to be asked for; empty when nothing was asked for
 * @param words as a {@code tsquery}; empty when there is no word in it
 * @param any the same, but satisfied by any of its words
 * @param number the digits by which it is known when it is a telephone number, else empty
 */
record SearchQuery(String typed, String words, String any, String number) {

    /** Longer ones are slips of the clipboard. */
    private static final int LONGEST = 200;

    /** Somebody may still be typing it, so it is the beginning of a word too. Fewer letters would begin too many. */
    private static final Pattern LAST_WORD = Pattern.compile("(?<!\\S)[\\p{L}\\p{M}\\p{N}]{3,}\\z");

    private static final Pattern OR = Pattern.compile("(?i)(?<!\\S)or\\s+\\z");

    /** As PostgreSQL writes words in a query, quotes doubled. */
    private static final Pattern LEXEME = Pattern.compile("'(?:[^']|'')+'(?::\\*)?");

    /** Numbers stand among the words of a page, marked so that no word is one of them. */
    static String lexeme(String number) {
        return "tel" + number;
    }

    static SearchQuery of(JdbcClient sql, String asked) {
        String typed = clean(asked);
        String number = PhoneNumbers.alone(typed).orElse("");
        String small = typed.toLowerCase(Locale.ROOT);
        int last = lastWord(small);
        boolean begun = last < small.length();
        String words = sql.sql("""
                        select cast(websearch_to_tsquery('english', :typed) || websearch_to_tsquery('simple', :typed)
                                 || (websearch_to_tsquery('english', :before) && to_tsquery('simple', :begun))
                                 || (websearch_to_tsquery('simple', :before) && to_tsquery('simple', :begun))
                                 || cast(:number as tsquery) as text)""")
                .param("typed", small)
                .param("before", begun ? small.substring(0, last) : "")
                .param("begun", begun ? small.substring(last) + ":*" : "")
                .param("number", number.isEmpty() ? "" : lexeme(number))
                .query((row, n) -> row.getString(1))
                .single();
        String any = LEXEME.matcher(words)
                .results()
                .map(MatchResult::group)
                .distinct()
                .collect(Collectors.joining(" | "));
        return new SearchQuery(typed, words, any, number);
    }

    /** PostgreSQL takes no NUL and no half of a surrogate pair. */
    private static String clean(String asked) {
        StringBuilder kept = new StringBuilder();
        asked.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(LONGEST)
                .forEach(kept::appendCodePoint);
        return kept.toString().strip();
    }

    /** Where the last word begins that may still be typed; at the end when there is none, or it means something else. */
    private static int lastWord(String typed) {
        Matcher last = LAST_WORD.matcher(typed);
        boolean quoted = typed.chars().filter(c -> c == '"').count() % 2 == 1;
        if (quoted
                || !last.find()
                || OR.matcher(typed.substring(0, last.start())).find()) {
            return typed.length();
        }
        return last.start();
    }
}
