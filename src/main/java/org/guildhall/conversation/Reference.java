package org.guildhall.conversation;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mints what a citizen quotes, for instance {@code BIN-4F7K}. It proves no identity, so it may be short.
 *
 * @param references team to prefix; a team without one gets its first three letters
 */
@ConfigurationProperties("guildhall")
record Reference(@DefaultValue Map<String, String> references) {

    /** No vowels, so that no word appears by chance; no 0 and 1, which look like letters. */
    private static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";

    private static final int LENGTH = 4;
    private static final RandomGenerator RANDOM = new SecureRandom();

    /** What people put in a reference, or leave out: blanks and any dash. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Pd}]+");

    private static final Pattern TOGETHER = Pattern.compile("[A-Z0-9]{" + (LENGTH + 1) + ",40}");

    /** A reference nobody has. Two nodes that mint the same one at once meet at the unique column, and one turn repeats. */
    String mint(JdbcClient sql, String team) {
        String prefix = references.getOrDefault(team, firstThree(team));
        String minted;
        do {
            minted = prefix + "-" + random();
        } while (taken(sql, minted));
        return minted;
    }

    /** The references that somebody may mean, who wrote it in small letters, without its dash or with blanks. */
    static Set<String> readings(String written) {
        String large = written.toUpperCase(Locale.ROOT);
        String together = BETWEEN.matcher(large).replaceAll("");
        Set<String> readings = new TreeSet<>(Set.of(written));
        readings.add(large);
        if (TOGETHER.matcher(together).matches()) {
            int end = together.length() - LENGTH;
            readings.add(together.substring(0, end) + "-" + together.substring(end));
        }
        return readings;
    }

    private static boolean taken(JdbcClient sql, String reference) {
        return sql.sql("select exists (select 1 from conversations where reference = :reference)")
                .param("reference", reference)
                .query(Boolean.class)
                .single();
    }

    private static String firstThree(String team) {
        String letters = team.replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT);
        return letters.length() < 3 ? "REF" : letters.substring(0, 3);
    }

    private static String random() {
        StringBuilder random = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            random.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return random.toString();
    }
}
